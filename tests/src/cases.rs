//! The expected code of every golden case, compiled in both flavours.

macro_rules! cases {
    ($($name:ident: $explicit:literal, $derive:literal;)*) => {
        $(
            /// A golden case in both flavours.
            pub mod $name {
                #[rustfmt::skip]
                #[path = $explicit]
                pub mod explicit;
                #[rustfmt::skip]
                #[path = $derive]
                pub mod derive;
            }
        )*
    };
}

cases! {
    collections: "../../cases/collections/expected/explicit/mod.rs", "../../cases/collections/expected/derive/mod.rs";
    constraints: "../../cases/constraints/expected/explicit/mod.rs", "../../cases/constraints/expected/derive/mod.rs";
    documentation: "../../cases/documentation/expected/explicit/mod.rs", "../../cases/documentation/expected/derive/mod.rs";
    enums: "../../cases/enums/expected/explicit/mod.rs", "../../cases/enums/expected/derive/mod.rs";
    names: "../../cases/names/expected/explicit/mod.rs", "../../cases/names/expected/derive/mod.rs";
    operations: "../../cases/operations/expected/explicit/mod.rs", "../../cases/operations/expected/derive/mod.rs";
    recursion: "../../cases/recursion/expected/explicit/mod.rs", "../../cases/recursion/expected/derive/mod.rs";
    scalars: "../../cases/scalars/expected/explicit/mod.rs", "../../cases/scalars/expected/derive/mod.rs";
    structures: "../../cases/structures/expected/explicit/mod.rs", "../../cases/structures/expected/derive/mod.rs";
    unions: "../../cases/unions/expected/explicit/mod.rs", "../../cases/unions/expected/derive/mod.rs";
}
