/// Implements [`Structure`](crate::Structure), `Deserialize` and `Serialize` for a structure.
///
/// A row for each field: its position, whether it is `required` or `optional` (an `Option` that
/// is left out if it is `None`), its name, its wire name and, if its type's own serde impls are
/// not its wire form, its [`Codec`](crate::Codec).
///
/// ```
/// # use tinsmith_runtime as rt;
/// #[derive(Debug, PartialEq)]
/// struct Log {
///     id: i32,
///     created: Option<rt::Timestamp>,
/// }
///
/// rt::structure! {
///     Log {
///         0 => required id "Id",
///         1 => optional created "CreatedAt" as Option<rt::EpochSeconds>,
///     }
/// }
///
/// let log: Log = serde_json::from_str(r#"{"CreatedAt": 1.5, "Id": 7, "Colour": "red"}"#)?;
/// assert_eq!(log.id, 7);
/// assert_eq!(serde_json::to_string(&log)?, r#"{"Id":7,"CreatedAt":1.5}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! structure {
    ($name:ident {
        $($index:tt => $presence:ident $field:ident $wire:literal $(as $codec:ty)?,)*
    }) => {
        impl $crate::Structure for $name {
            const NAME: &'static str = ::core::stringify!($name);
            const MEMBERS: &'static [&'static str] = &[$($wire),*];

            fn read<'de, A: $crate::__serde::de::MapAccess<'de>>(
                members: &mut $crate::Members<'de, A>,
            ) -> ::core::result::Result<Self, A::Error> {
                $(let mut $field = ::core::option::Option::None;)*
                while let ::core::option::Option::Some(index) = members.next()? {
                    match index {
                        $($index => $crate::structure!(@read members $field $($codec)?),)*
                        // There are no other positions.
                        _ => {}
                    }
                }
                ::core::result::Result::Ok(Self {
                    $($field: $crate::structure!(@take $presence members $field $index),)*
                })
            }
        }

        impl<'de> $crate::__serde::de::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__serde::de::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::read_structure(deserializer)
            }
        }

        impl $crate::__serde::ser::Serialize for $name {
            fn serialize<S: $crate::__serde::ser::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                let present: &[bool] = &[$($crate::structure!(@present $presence self $field)),*];
                #[allow(unused_mut)]
                let mut members = $crate::StructureWriter::new(
                    serializer,
                    <Self as $crate::Structure>::NAME,
                    0,
                    present,
                )?;
                $($crate::structure!(@write $presence members self $field $wire $($codec)?);)*
                members.end()
            }
        }
    };
    (@read $members:ident $field:ident) => { $members.value(&mut $field)? };
    (@read $members:ident $field:ident $codec:ty) => {
        $members.value_as::<$codec, _>(&mut $field)?
    };
    (@take required $members:ident $field:ident $index:tt) => {
        $members.required($field, $index)?
    };
    (@take optional $members:ident $field:ident $index:tt) => { $field.flatten() };
    (@present required $this:ident $field:ident) => { true };
    (@present optional $this:ident $field:ident) => { $this.$field.is_some() };
    (@write required $members:ident $this:ident $field:ident $wire:literal) => {
        $members.required($wire, &$this.$field)?
    };
    (@write optional $members:ident $this:ident $field:ident $wire:literal) => {
        $members.optional($wire, &$this.$field)?
    };
    (@write required $members:ident $this:ident $field:ident $wire:literal $codec:ty) => {
        $members.required_as::<$codec, _>($wire, &$this.$field)?
    };
    (@write optional $members:ident $this:ident $field:ident $wire:literal $codec:ty) => {
        $members.optional_as::<$codec, _>($wire, &$this.$field)?
    };
}
