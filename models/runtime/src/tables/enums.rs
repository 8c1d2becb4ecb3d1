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
