//! The expected code of every golden case, compiled in both flavours.

macro_rules! cases {
    ($($name:ident: $explicit:ident at $explicit_path:literal, $derive:ident at $derive_path:literal;)*) => {
        $(
            #[rustfmt::skip]
            #[path = $explicit_path]
            #[doc(hidden)]
            pub mod $explicit;
            #[rustfmt::skip]
            #[path = $derive_path]
            #[doc(hidden)]
            pub mod $derive;

            /// A golden case in both flavours.
            pub mod $name {
                pub use super::$derive as derive;
                pub use super::$explicit as explicit;
            }
        )*
    };
}

cases! {
    bindings: bindings_explicit at "../cases/bindings/expected/explicit/mod.rs",
        bindings_derive at "../cases/bindings/expected/derive/mod.rs";
    clashes: clashes_explicit at "../cases/clashes/expected/explicit/mod.rs",
        clashes_derive at "../cases/clashes/expected/derive/mod.rs";
    collections: collections_explicit at "../cases/collections/expected/explicit/mod.rs",
        collections_derive at "../cases/collections/expected/derive/mod.rs";
    constraints: constraints_explicit at "../cases/constraints/expected/explicit/mod.rs",
        constraints_derive at "../cases/constraints/expected/derive/mod.rs";
    documentation: documentation_explicit at "../cases/documentation/expected/explicit/mod.rs",
        documentation_derive at "../cases/documentation/expected/derive/mod.rs";
    edges: edges_explicit at "../cases/edges/expected/explicit/mod.rs",
        edges_derive at "../cases/edges/expected/derive/mod.rs";
    enums: enums_explicit at "../cases/enums/expected/explicit/mod.rs",
        enums_derive at "../cases/enums/expected/derive/mod.rs";
    member_names: member_names_explicit at "../cases/member_names/expected/explicit/mod.rs",
        member_names_derive at "../cases/member_names/expected/derive/mod.rs";
    names: names_explicit at "../cases/names/expected/explicit/mod.rs",
        names_derive at "../cases/names/expected/derive/mod.rs";
    operations: operations_explicit at "../cases/operations/expected/explicit/mod.rs",
        operations_derive at "../cases/operations/expected/derive/mod.rs";
    query: query_explicit at "../cases/query/expected/explicit/mod.rs",
        query_derive at "../cases/query/expected/derive/mod.rs";
    recursion: recursion_explicit at "../cases/recursion/expected/explicit/mod.rs",
        recursion_derive at "../cases/recursion/expected/derive/mod.rs";
    scalars: scalars_explicit at "../cases/scalars/expected/explicit/mod.rs",
        scalars_derive at "../cases/scalars/expected/derive/mod.rs";
    structures: structures_explicit at "../cases/structures/expected/explicit/mod.rs",
        structures_derive at "../cases/structures/expected/derive/mod.rs";
    unions: unions_explicit at "../cases/unions/expected/explicit/mod.rs",
        unions_derive at "../cases/unions/expected/derive/mod.rs";
}
