//! Tables that become serde impls.
//!
//! Generated code gives, for each type, its members and their wire names; these macros make of
//! that what [`Structure`](crate::Structure), [`Union`](crate::Union) and the enums' readers
//! need. What they expand to is ordinary code, as the examples of those traits spell it out:
//! there is no procedural macro to build and run.
//!
//! Macros, not generics, because field names are not values; and macros, not text from the
//! generator, because the same forty lines for each of thousands of types would be most of what
//! a crate has to hold, the compiler to parse and a reader to skip.

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

/// Implements [`Union`](crate::Union), `Deserialize` and `Serialize` for a union.
///
/// In parentheses: the type of what its variant `Unknown` holds, a structure of a `tag` and a
/// `value`. Then a row for each variant: its position, its name (with what it holds, if it holds
/// anything), its wire name and its [`Codec`](crate::Codec), if it has one.
///
/// ```
/// # use tinsmith_runtime as rt;
/// #[derive(Debug, PartialEq)]
/// enum Pet {
///     Cat(String),
///     Fish,
///     Unknown(UnknownMember),
/// }
///
/// #[derive(Debug, PartialEq)]
/// struct UnknownMember {
///     tag: String,
///     value: rt::Value,
/// }
///
/// rt::union! {
///     Pet(UnknownMember) {
///         0 => Cat(value) "cat",
///         1 => Fish "fish",
///     }
/// }
///
/// let pet: Pet = serde_json::from_str(r#"{"cat": null, "fish": {}}"#)?;
/// assert_eq!(pet, Pet::Fish);
/// let text = r#"{"dog":{"name":"Rex"}}"#;
/// let pet: Pet = serde_json::from_str(text)?;
/// assert_eq!(serde_json::to_string(&pet)?, text);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! union {
    ($name:ident($unknown:ident) {
        $($index:tt => $variant:ident $(($value:ident))? $wire:literal $(as $codec:ty)?,)*
    }) => {
        impl $crate::Union for $name {
            const NAME: &'static str = ::core::stringify!($name);
            const MEMBERS: &'static [&'static str] = &[$($wire),*];

            fn read<'de, A: $crate::__serde::de::MapAccess<'de>>(
                index: usize,
                member: $crate::MemberValue<'_, A>,
            ) -> ::core::result::Result<::core::option::Option<Self>, A::Error> {
                ::core::result::Result::Ok(match index {
                    $($index => $crate::union!(@read member $variant $($value)? $($codec)?),)*
                    // There are no other positions.
                    _ => ::core::option::Option::None,
                })
            }

            fn unknown(tag: ::std::string::String, value: $crate::Value) -> Self {
                Self::Unknown($unknown { tag, value })
            }
        }

        impl<'de> $crate::__serde::de::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__serde::de::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::read_union(deserializer)
            }
        }

        impl $crate::__serde::ser::Serialize for $name {
            fn serialize<S: $crate::__serde::ser::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant $(($value))? => {
                        $crate::union!(@write serializer $wire $($value)? $($codec)?)
                    })*
                    Self::Unknown(member) => {
                        $crate::write_union(serializer, &member.tag, &member.value)
                    }
                }
            }
        }
    };
    (@read $member:ident $variant:ident) => { $member.unit()?.map(|()| Self::$variant) };
    (@read $member:ident $variant:ident $value:ident) => {
        $member.value()?.map(Self::$variant)
    };
    (@read $member:ident $variant:ident $value:ident $codec:ty) => {
        $member.value_as::<$codec, _>()?.map(Self::$variant)
    };
    (@write $serializer:ident $wire:literal) => { $crate::write_union_unit($serializer, $wire) };
    (@write $serializer:ident $wire:literal $value:ident) => {
        $crate::write_union($serializer, $wire, $value)
    };
    (@write $serializer:ident $wire:literal $value:ident $codec:ty) => {
        $crate::write_union_as::<$codec, _, _>($serializer, $wire, $value)
    };
}

/// Implements what a string enum can do, open to values the model does not know: `VALUES`,
/// `as_str`, conversions from and to text, `Display`.
///
/// In parentheses: the type of what its variant `Unknown` holds, made from a `Box<str>`, with an
/// `as_str`. Then a row for each variant: its value and its name.
///
/// ```
/// # use tinsmith_runtime as rt;
/// #[derive(Debug, PartialEq)]
/// enum Mode {
///     On,
///     Unknown(UnknownValue),
/// }
///
/// #[derive(Debug, PartialEq)]
/// struct UnknownValue(Box<str>);
///
/// impl UnknownValue {
///     fn as_str(&self) -> &str {
///         &self.0
///     }
/// }
///
/// rt::string_enum! {
///     Mode(UnknownValue) {
///         "ON" => On,
///     }
/// }
/// rt::serde_string_enum!(Mode);
///
/// assert_eq!(Mode::VALUES, ["ON"]);
/// assert_eq!(Mode::from("ON"), Mode::On);
/// let mode: Mode = serde_json::from_str(r#""DIMMED""#)?;
/// assert_eq!(mode.to_string(), "DIMMED");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! string_enum {
    ($name:ident($unknown:ident) { $($value:literal => $variant:ident,)* }) => {
        impl $name {
            /// The values that this version of the model knows, as they travel.
            pub const VALUES: &'static [&'static str] = &[$($value),*];

            /// The value as it travels.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown($unknown(value.into())),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            fn from(value: $name) -> Self {
                value.as_str().to_owned()
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(Self::from(value))
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

/// Implements `Deserialize` and `Serialize` for enums of [`string_enum!`](crate::string_enum).
#[macro_export]
macro_rules! serde_string_enum {
    ($($name:ident),* $(,)?) => {$(
        impl<'de> $crate::__serde::de::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__serde::de::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::read_enum(deserializer, "a string")
            }
        }

        impl $crate::__serde::ser::Serialize for $name {
            fn serialize<S: $crate::__serde::ser::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    )*};
}

/// Implements what an integer enum can do, open to values the model does not know: `VALUES`,
/// `value`, conversions from and to `i32`, `Display`.
///
/// In parentheses: the type of what its variant `Unknown` holds, made from an `i32`, with a
/// `get`. Then a row for each variant: its value and its name.
///
/// ```
/// # use tinsmith_runtime as rt;
/// #[derive(Debug, PartialEq)]
/// enum Level {
///     Low,
///     Unknown(UnknownIntValue),
/// }
///
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// struct UnknownIntValue(i32);
///
/// impl UnknownIntValue {
///     fn get(self) -> i32 {
///         self.0
///     }
/// }
///
/// rt::int_enum! {
///     Level(UnknownIntValue) {
///         1 => Low,
///     }
/// }
/// rt::serde_int_enum!(Level);
///
/// assert_eq!(Level::from(1), Level::Low);
/// let level: Level = serde_json::from_str("7")?;
/// assert_eq!(level.value(), 7);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! int_enum {
    ($name:ident($unknown:ident) { $($value:literal => $variant:ident,)* }) => {
        impl $name {
            /// The values that this version of the model knows, as they travel.
            pub const VALUES: &'static [i32] = &[$($value),*];

            /// The value as it travels.
            pub fn value(&self) -> i32 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value.get(),
                }
            }
        }

        impl ::core::convert::From<i32> for $name {
            fn from(value: i32) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown($unknown(value)),
                }
            }
        }

        impl ::core::convert::From<$name> for i32 {
            fn from(value: $name) -> Self {
                value.value()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.value(), f)
            }
        }
    };
}

/// Implements `Deserialize` and `Serialize` for enums of [`int_enum!`](crate::int_enum).
#[macro_export]
macro_rules! serde_int_enum {
    ($($name:ident),* $(,)?) => {$(
        impl<'de> $crate::__serde::de::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__serde::de::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::read_int_enum(deserializer, "i32")
            }
        }

        impl $crate::__serde::ser::Serialize for $name {
            fn serialize<S: $crate::__serde::ser::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_i32(self.value())
            }
        }
    )*};
}
