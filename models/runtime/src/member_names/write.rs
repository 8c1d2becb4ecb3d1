//! Writing: a serializer around another one.

use std::fmt::{self, Write};

use serde_core::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};

use super::form::{Form, Names};
use super::timestamp::TimestampWriter;

/// A value at a place that has a form.
pub(super) struct Placed<'a, T: ?Sized> {
    value: &'a T,
    form: &'static Form,
}

impl<'a, T: ?Sized> Placed<'a, T> {
    pub(super) fn new(value: &'a T, form: &'static Form) -> Self {
        Self { value, form }
    }
}

impl<T: Serialize + ?Sized> Serialize for Placed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.form {
            Form::Same => self.value.serialize(serializer),
            Form::Timestamp(form) if serializer.is_human_readable() => self
                .value
                .serialize(TimestampWriter::new(serializer, *form)),
            Form::Timestamp(_) => self.value.serialize(serializer),
            form => self.value.serialize(Writer {
                inner: serializer,
                form,
            }),
        }
    }
}

/// Writes a list, map, structure or union.
struct Writer<S> {
    inner: S,
    form: &'static Form,
}

macro_rules! pass_on {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {$(
        fn $method(self, $($argument: $type),*) -> Result<S::Ok, S::Error> {
            self.inner.$method($($argument),*)
        }
    )*};
}

impl<S: Serializer> Serializer for Writer<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Elements<S::SerializeSeq>;
    type SerializeTuple = Elements<S::SerializeTuple>;
    type SerializeTupleStruct = S::SerializeTupleStruct;
    type SerializeTupleVariant = S::SerializeTupleVariant;
    type SerializeMap = Entries<S::SerializeMap>;
    type SerializeStruct = Fields<S::SerializeStruct>;
    type SerializeStructVariant = S::SerializeStructVariant;

    pass_on! {
        serialize_bool(value: bool);
        serialize_i8(value: i8);
        serialize_i16(value: i16);
        serialize_i32(value: i32);
        serialize_i64(value: i64);
        serialize_i128(value: i128);
        serialize_u8(value: u8);
        serialize_u16(value: u16);
        serialize_u32(value: u32);
        serialize_u64(value: u64);
        serialize_u128(value: u128);
        serialize_f32(value: f32);
        serialize_f64(value: f64);
        serialize_char(value: char);
        serialize_str(value: &str);
        serialize_bytes(value: &[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(name: &'static str);
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str);
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.inner.serialize_some(&Placed::new(value, self.form))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let value = Placed::new(value, self.form);
        self.inner.serialize_newtype_struct(name, &value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.inner
            .serialize_newtype_variant(name, index, variant, value)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        Ok(Elements {
            inner: self.inner.serialize_seq(length)?,
            form: element(self.form),
        })
    }

    fn serialize_tuple(self, length: usize) -> Result<Self::SerializeTuple, S::Error> {
        Ok(Elements {
            inner: self.inner.serialize_tuple(length)?,
            form: element(self.form),
        })
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        length: usize,
    ) -> Result<S::SerializeTupleStruct, S::Error> {
        self.inner.serialize_tuple_struct(name, length)
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<S::SerializeTupleVariant, S::Error> {
        self.inner
            .serialize_tuple_variant(name, index, variant, length)
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        Ok(Entries {
            inner: self.inner.serialize_map(length)?,
            form: self.form,
            value: Form::same(),
        })
    }

    fn serialize_struct(
        self,
        name: &'static str,
        length: usize,
    ) -> Result<Self::SerializeStruct, S::Error> {
        Ok(Fields {
            inner: self.inner.serialize_struct(name, length)?,
            form: self.form,
            next: 0,
        })
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<S::SerializeStructVariant, S::Error> {
        self.inner
            .serialize_struct_variant(name, index, variant, length)
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

/// The form of what a list holds.
fn element(form: &Form) -> &'static Form {
    match form {
        Form::List(element) => element(),
        _ => Form::same(),
    }
}

/// A list that is being written.
struct Elements<S> {
    inner: S,
    form: &'static Form,
}

impl<S: SerializeSeq> SerializeSeq for Elements<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.inner.serialize_element(&Placed::new(value, self.form))
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.inner.end()
    }
}

impl<S: SerializeTuple> SerializeTuple for Elements<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.inner.serialize_element(&Placed::new(value, self.form))
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.inner.end()
    }
}

/// An object that is being written: a map, a union or, in binary formats, a structure.
struct Entries<S> {
    inner: S,
    form: &'static Form,
    /// The form of the value that comes next.
    value: &'static Form,
}

impl<S: SerializeMap> Entries<S> {
    fn member<T: Serialize + ?Sized>(&mut self, names: &Names, key: &T) -> Result<(), S::Error> {
        let mut wire = String::new();
        write!(wire, "{}", Text(key))
            .map_err(|_| S::Error::custom("a member's name is not text"))?;
        let index = names.wire.iter().position(|name| *name == wire);
        self.value = names.form(index);
        match index {
            Some(index) => self.inner.serialize_key(names.members[index]),
            None if names.members.contains(&&*wire) => Err(S::Error::custom(format_args!(
                "unknown member `{wire}` would be taken for the known one of that name"
            ))),
            None => self.inner.serialize_key(&wire),
        }
    }
}

impl<S: SerializeMap> SerializeMap for Entries<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        match self.form {
            Form::Structure(names) | Form::Union(names) => self.member(names, key),
            Form::Map(value) => {
                self.value = value();
                self.inner.serialize_key(key)
            }
            _ => self.inner.serialize_key(key),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.inner.serialize_value(&Placed::new(value, self.value))
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.inner.end()
    }
}

/// A key as text: serde writes to formatters what is.
pub(super) struct Text<'a, T: ?Sized>(pub(super) &'a T);

impl<T: Serialize + ?Sized> fmt::Display for Text<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(formatter)
    }
}

/// A structure that is being written.
struct Fields<S> {
    inner: S,
    form: &'static Form,
    /// Where the search for the next name begins.
    next: usize,
}

impl<S> Fields<S> {
    fn place(&mut self, wire: &'static str) -> (&'static str, &'static Form) {
        let Form::Structure(names) = self.form else {
            return (wire, Form::same());
        };
        let index = crate::key::position(names.wire, self.next, wire);
        self.next = index.map_or(self.next, |index| index + 1);
        let member = index.map_or(wire, |index| names.members[index]);
        (member, names.form(index))
    }
}

impl<S: SerializeStruct> SerializeStruct for Fields<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        wire: &'static str,
        value: &T,
    ) -> Result<(), S::Error> {
        let (name, form) = self.place(wire);
        self.inner.serialize_field(name, &Placed::new(value, form))
    }

    fn skip_field(&mut self, wire: &'static str) -> Result<(), S::Error> {
        let (name, _) = self.place(wire);
        self.inner.skip_field(name)
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.inner.end()
    }
}
