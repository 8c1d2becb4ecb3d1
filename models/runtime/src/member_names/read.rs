//! Reading: a deserializer around another one.

use std::fmt;

use serde_core::de::value::{StrDeserializer, StringDeserializer};
use serde_core::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::error::NamedError;
use super::form::{Form, Names};
use super::timestamp::TimestampReader;
use crate::key::{Key, Lookup, numbered, position};

/// Reads what stands at a place that has a form.
pub(super) fn placed<'de, T, D>(
    seed: T,
    form: &'static Form,
    deserializer: D,
) -> Result<T::Value, D::Error>
where
    T: DeserializeSeed<'de>,
    D: Deserializer<'de>,
{
    match form {
        Form::Same => seed.deserialize(deserializer),
        Form::Timestamp(form) if deserializer.is_human_readable() => {
            seed.deserialize(TimestampReader::new(deserializer, *form))
        }
        Form::Timestamp(_) => seed.deserialize(deserializer),
        form => seed.deserialize(Reader {
            inner: deserializer,
            form,
        }),
    }
}

/// A seed for a value at a place that has a form.
struct Placed<T> {
    seed: T,
    form: &'static Form,
}

impl<'de, T: DeserializeSeed<'de>> DeserializeSeed<'de> for Placed<T> {
    type Value = T::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T::Value, D::Error> {
        placed(self.seed, self.form, deserializer)
    }
}

/// Reads a list, map, structure or union.
struct Reader<D> {
    inner: D,
    form: &'static Form,
}

macro_rules! pass_on {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {$(
        fn $method<V: Visitor<'de>>(
            self,
            $($argument: $type,)*
            visitor: V,
        ) -> Result<V::Value, D::Error> {
            let visitor = Formed { visitor, form: self.form };
            self.inner.$method($($argument,)* visitor)
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Reader<D> {
    type Error = D::Error;

    pass_on! {
        deserialize_any();
        deserialize_bool();
        deserialize_i8();
        deserialize_i16();
        deserialize_i32();
        deserialize_i64();
        deserialize_i128();
        deserialize_u8();
        deserialize_u16();
        deserialize_u32();
        deserialize_u64();
        deserialize_u128();
        deserialize_f32();
        deserialize_f64();
        deserialize_char();
        deserialize_str();
        deserialize_string();
        deserialize_bytes();
        deserialize_byte_buf();
        deserialize_option();
        deserialize_unit();
        deserialize_unit_struct(name: &'static str);
        deserialize_newtype_struct(name: &'static str);
        deserialize_seq();
        deserialize_tuple(length: usize);
        deserialize_tuple_struct(name: &'static str, length: usize);
        deserialize_map();
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
        deserialize_identifier();
        deserialize_ignored_any();
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        // Some formats go by this list, so it has the names that are in the input.
        let fields = match self.form {
            Form::Structure(names) => names.members,
            _ => fields,
        };
        let visitor = Formed {
            visitor,
            form: self.form,
        };
        self.inner.deserialize_struct(name, fields, visitor)
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

/// Hands on what it is shown, with names exchanged.
struct Formed<V> {
    visitor: V,
    form: &'static Form,
}

macro_rules! show {
    ($($method:ident($type:ty);)*) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.visitor.$method(value)
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Formed<V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(formatter)
    }

    show! {
        visit_bool(bool);
        visit_i8(i8);
        visit_i16(i16);
        visit_i32(i32);
        visit_i64(i64);
        visit_i128(i128);
        visit_u8(u8);
        visit_u16(u16);
        visit_u32(u32);
        visit_u64(u64);
        visit_u128(u128);
        visit_f32(f32);
        visit_f64(f64);
        visit_char(char);
        visit_str(&str);
        visit_borrowed_str(&'de str);
        visit_string(String);
        visit_bytes(&[u8]);
        visit_borrowed_bytes(&'de [u8]);
        visit_byte_buf(Vec<u8>);
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_some(Reader {
            inner,
            form: self.form,
        })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_newtype_struct(Reader {
            inner,
            form: self.form,
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_seq(Elements {
            inner,
            form: self.form,
            index: 0,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        let names = match self.form {
            Form::Structure(names) | Form::Union(names) => names,
            Form::Map(value) => {
                let form = value();
                return self.visitor.visit_map(Entries { inner, form });
            }
            _ => return self.visitor.visit_map(inner),
        };
        let members = Members {
            inner,
            names,
            is_union: matches!(self.form, Form::Union(_)),
            current: None,
            next: 0,
        };
        let value = self.visitor.visit_map(members);
        value.map_err(|error| error.by_member(names))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_enum(inner)
    }
}

/// The elements of a list; or the members of a structure by position, which derived impls read.
struct Elements<A> {
    inner: A,
    form: &'static Form,
    index: usize,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Elements<A> {
    type Error = A::Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, A::Error> {
        let form = match self.form {
            Form::List(element) => element(),
            Form::Structure(names) => names.form(Some(self.index)),
            _ => Form::same(),
        };
        self.index += 1;
        self.inner.next_element_seed(Placed { seed, form })
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

/// The entries of a map.
struct Entries<A> {
    inner: A,
    form: &'static Form,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Entries<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        self.inner.next_key_seed(seed)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        let form = self.form;
        self.inner.next_value_seed(Placed { seed, form })
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

/// The members of a structure or union.
struct Members<A> {
    inner: A,
    names: &'static Names,
    is_union: bool,
    /// The member found last, if the model has it.
    current: Option<usize>,
    /// Where the search for the next one begins.
    next: usize,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Members<A> {
    type Error = NamedError<A::Error>;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Self::Error> {
        loop {
            let key = Key(MemberName {
                names: self.names.members,
                start: self.next,
            });
            let found = self.inner.next_key_seed(key).map_err(NamedError::Other)?;
            self.current = None;
            match found {
                None => return Ok(None),
                Some(Found::Known(index)) => {
                    self.current = Some(index);
                    self.next = index + 1;
                    let wire = StrDeserializer::new(self.names.wire[index]);
                    return seed.deserialize(wire).map(Some);
                }
                Some(Found::Unknown(name)) if self.is_union && name != TYPE => {
                    if let Some(member) = self.names.member_of(&name) {
                        return Err(Error::custom(format_args!(
                            "`{name}` is what travels for the member `{member}`, not its name"
                        )));
                    }
                    return seed.deserialize(StringDeserializer::new(name)).map(Some);
                }
                // The type would do the same, unless the name is one that travels.
                Some(Found::Unknown(_)) => {
                    let ignored = self.inner.next_value::<IgnoredAny>();
                    ignored.map_err(NamedError::Other)?;
                }
            }
        }
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<T::Value, Self::Error> {
        let form = self.names.form(self.current);
        let value = self.inner.next_value_seed(Placed { seed, form });
        value.map_err(NamedError::Other)
    }
}

/// What unions ignore (Smithy AWS JSON protocols, "Shape serialization"), unless it is a member.
const TYPE: &str = "__type";

struct MemberName {
    names: &'static [&'static str],
    start: usize,
}

enum Found {
    Known(usize),
    Unknown(String),
}

impl Lookup for MemberName {
    type Found = Found;

    fn name(self, name: &str) -> Found {
        let found = position(self.names, self.start, name);
        found.map_or_else(|| Found::Unknown(name.to_owned()), Found::Known)
    }

    fn index(self, index: u64) -> Found {
        let found = numbered(self.names, index);
        found.map_or_else(|| Found::Unknown(index.to_string()), Found::Known)
    }
}
