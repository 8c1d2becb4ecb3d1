//! Unions: objects of which exactly one member is present.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_core::ser::{Serialize, SerializeMap, Serializer};

use crate::Value;
use crate::codec::{Codec, Decoder, Encoded};
use crate::key::{Key, Lookup, numbered, position};

/// A tagged union (Smithy 2.0, "Union"): on the wire, an object with one member.
///
/// ```
/// use serde_core::de::{Deserialize, Deserializer, MapAccess};
/// use tinsmith_runtime::{MemberValue, Union, Value, read_union};
///
/// #[derive(Debug, PartialEq)]
/// enum Pet {
///     Cat(String),
///     Fish,
///     Unknown(String, Value),
/// }
///
/// impl Union for Pet {
///     const NAME: &str = "Pet";
///     const MEMBERS: &[&str] = &["cat", "fish"];
///
///     fn read<'de, A: MapAccess<'de>>(
///         index: usize,
///         value: MemberValue<'_, A>,
///     ) -> Result<Option<Self>, A::Error> {
///         Ok(match index {
///             0 => value.value()?.map(Self::Cat),
///             _ => value.unit()?.map(|()| Self::Fish),
///         })
///     }
///
///     fn unknown(tag: String, value: Value) -> Self {
///         Self::Unknown(tag, value)
///     }
/// }
///
/// impl<'de> Deserialize<'de> for Pet {
///     fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
///         read_union(deserializer)
///     }
/// }
///
/// assert_eq!(serde_json::from_str::<Pet>(r#"{"cat": null, "fish": {}}"#)?, Pet::Fish);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait Union: Sized {
    /// The Rust type's name, which messages show (`expected union Pet`).
    const NAME: &'static str;
    /// The members' wire names.
    const MEMBERS: &'static [&'static str];

    /// Reads the member at `index` of [`MEMBERS`](Self::MEMBERS); `None` if its value is null.
    fn read<'de, A: MapAccess<'de>>(
        index: usize,
        value: MemberValue<'_, A>,
    ) -> Result<Option<Self>, A::Error>;

    /// What an unknown member becomes.
    fn unknown(tag: String, value: Value) -> Self;
}

/// The value of a union's member, to be read as what the member holds.
///
/// Each method returns `None` for null, which means that the member is absent.
#[derive(Debug)]
pub struct MemberValue<'a, A> {
    access: &'a mut A,
}

impl<A> MemberValue<'_, A> {
    /// Reads the value in its type's own form.
    pub fn value<'de, T>(self) -> Result<Option<T>, A::Error>
    where
        A: MapAccess<'de>,
        T: Deserialize<'de>,
    {
        self.access.next_value()
    }

    /// Reads the value in the wire form `C`.
    pub fn value_as<'de, C, T>(self) -> Result<Option<T>, A::Error>
    where
        A: MapAccess<'de>,
        C: Codec<T>,
    {
        self.access
            .next_value_seed(Decoder::<Option<C>, Option<T>>::new())
    }

    /// Reads the value of a member that carries no data (`smithy.api#Unit`), which travels as
    /// an empty structure: any object will do.
    pub fn unit<'de>(self) -> Result<Option<()>, A::Error>
    where
        A: MapAccess<'de>,
    {
        let unit: Option<EmptyObject> = self.access.next_value()?;
        Ok(unit.map(|EmptyObject| ()))
    }
}

/// Reads a union.
///
/// Members that are null are absent, and a `__type` that the union does not know is ignored
/// (Smithy AWS JSON protocols, "Shape serialization").
///
/// # Errors
///
/// Whatever the format reports; also if the value is no object, if none or more than one of the
/// members is present, known or not, or if a known member is there twice.
pub fn read_union<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Union,
    D: Deserializer<'de>,
{
    deserializer.deserialize_map(UnionVisitor(PhantomData))
}

/// Writes a union whose member `tag` holds `value`.
pub fn write_union<S, T>(serializer: S, tag: &str, value: &T) -> Result<S::Ok, S::Error>
where
    S: Serializer,
    T: Serialize + ?Sized,
{
    let mut member = serializer.serialize_map(Some(1))?;
    // As an optional value, because it is read as one. Most formats show no difference, but
    // postcard and bincode do.
    member.serialize_entry(tag, &Some(value))?;
    member.end()
}

/// As [`write_union`], in the wire form `C`.
pub fn write_union_as<C, T, S>(serializer: S, tag: &str, value: &T) -> Result<S::Ok, S::Error>
where
    S: Serializer,
    C: Codec<T>,
{
    write_union(serializer, tag, &Encoded::<C, T>::new(value))
}

/// Writes a union whose member `tag` carries no data: `{"tag": {}}`.
pub fn write_union_unit<S: Serializer>(serializer: S, tag: &str) -> Result<S::Ok, S::Error> {
    write_union(serializer, tag, &EmptyObject)
}

/// An object without members that matter.
struct EmptyObject;

impl Serialize for EmptyObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_map(Some(0))?.end()
    }
}

impl<'de> Deserialize<'de> for EmptyObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EmptyObjectVisitor)
    }
}

struct EmptyObjectVisitor;

impl<'de> Visitor<'de> for EmptyObjectVisitor {
    type Value = EmptyObject;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<EmptyObject, A::Error> {
        while access.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(EmptyObject)
    }
}

struct UnionVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Union> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "union {}", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<T, A::Error> {
        let mut chosen: Option<Chosen<T>> = None;
        // Known members that were null: each may still be there only once.
        let mut absent = Vec::new();
        while let Some(key) = access.next_key_seed(Key(MemberName(T::MEMBERS)))? {
            let found = match key {
                UnionKey::Known(index) => {
                    let repeated =
                        matches!(chosen, Some(Chosen::Known(first, _)) if first == index);
                    if repeated || absent.contains(&index) {
                        return Err(A::Error::duplicate_field(T::MEMBERS[index]));
                    }
                    let value = MemberValue {
                        access: &mut access,
                    };
                    let Some(value) = T::read(index, value)? else {
                        absent.push(index);
                        continue;
                    };
                    Chosen::Known(index, value)
                }
                UnionKey::Type => {
                    access.next_value::<IgnoredAny>()?;
                    continue;
                }
                UnionKey::Unknown(tag) => match access.next_value()? {
                    Value::Null => continue,
                    value => Chosen::Unknown(tag, value),
                },
            };
            if let Some(first) = &chosen {
                return Err(A::Error::custom(format_args!(
                    "union {} has more than one member: `{}` and `{}`",
                    T::NAME,
                    first.tag(),
                    found.tag(),
                )));
            }
            chosen = Some(found);
        }
        match chosen {
            Some(Chosen::Known(_, value)) => Ok(value),
            Some(Chosen::Unknown(tag, value)) => Ok(T::unknown(tag, value)),
            None => Err(A::Error::custom(format_args!(
                "union {} has no member, but needs one",
                T::NAME,
            ))),
        }
    }
}

/// The member found.
enum Chosen<T> {
    Known(usize, T),
    Unknown(String, Value),
}

impl<T: Union> Chosen<T> {
    fn tag(&self) -> &str {
        match self {
            Self::Known(index, _) => T::MEMBERS[*index],
            Self::Unknown(tag, _) => tag,
        }
    }
}

enum UnionKey {
    Known(usize),
    Type,
    Unknown(String),
}

struct MemberName(&'static [&'static str]);

impl Lookup for MemberName {
    type Found = UnionKey;

    fn name(self, name: &str) -> UnionKey {
        match position(self.0, 0, name) {
            Some(index) => UnionKey::Known(index),
            None if name == "__type" => UnionKey::Type,
            None => UnionKey::Unknown(name.to_owned()),
        }
    }

    fn index(self, index: u64) -> UnionKey {
        match numbered(self.0, index) {
            Some(index) => UnionKey::Known(index),
            None => UnionKey::Unknown(index.to_string()),
        }
    }
}
