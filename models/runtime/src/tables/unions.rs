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
