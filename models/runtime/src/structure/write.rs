use std::fmt;

use serde_core::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use crate::codec::{Codec, Encoded};

/// Writes a structure member by member (Smithy 2.0, "Structure").
///
/// ```
/// use serde_core::ser::{Serialize, Serializer};
/// use tinsmith_runtime::StructureWriter;
///
/// struct Point {
///     x: i32,
///     label: Option<String>,
/// }
///
/// impl Serialize for Point {
///     fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
///         let mut members = StructureWriter::new(serializer, "Point", 1, &[self.label.is_some()])?;
///         members.required("x", &self.x)?;
///         members.optional("label", &self.label)?;
///         members.end()
///     }
/// }
///
/// assert_eq!(serde_json::to_string(&Point { x: 1, label: None })?, r#"{"x":1}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub struct StructureWriter<S: Serializer> {
    form: Form<S>,
}

enum Form<S: Serializer> {
    /// Formats for people: as `serde_derive` writes a struct.
    Struct(S::SerializeStruct),
    /// Binary formats: by name, so that absent members shift nothing.
    Map(S::SerializeMap),
}

impl<S: Serializer> StructureWriter<S> {
    /// Begins a structure with so many required members and, of the optional ones, those that
    /// are present. Some formats need the exact number of members before the first.
    ///
    /// `name` is the Rust type's name.
    pub fn new(
        serializer: S,
        name: &'static str,
        required: usize,
        present: &[bool],
    ) -> Result<Self, S::Error> {
        let length = required + present.iter().filter(|present| **present).count();
        let form = if serializer.is_human_readable() {
            Form::Struct(serializer.serialize_struct(name, length)?)
        } else {
            Form::Map(serializer.serialize_map(Some(length))?)
        };
        Ok(Self { form })
    }

    /// Writes a member that is always there.
    pub fn required<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), S::Error> {
        match &mut self.form {
            Form::Struct(members) => members.serialize_field(name, value),
            Form::Map(members) => members.serialize_entry(name, value),
        }
    }

    /// Writes a member that is left out if it is `None`.
    pub fn optional<T: Serialize>(
        &mut self,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), S::Error> {
        if value.is_some() {
            self.required(name, value)
        } else {
            self.skip(name)
        }
    }

    /// As [`required`](Self::required), in the wire form `C`.
    pub fn required_as<C: Codec<T>, T>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), S::Error> {
        self.required(name, &Encoded::<C, T>::new(value))
    }

    /// As [`optional`](Self::optional), in the wire form `C`, which is an optional one just as
    /// in [`Members::value_as`](crate::Members::value_as):
    /// `optional_as::<Option<EpochSeconds>, _>`.
    pub fn optional_as<C: Codec<Option<T>>, T>(
        &mut self,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), S::Error> {
        if value.is_some() {
            self.required(name, &Encoded::<C, Option<T>>::new(value))
        } else {
            self.skip(name)
        }
    }

    /// Ends the structure.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        match self.form {
            Form::Struct(members) => members.end(),
            Form::Map(members) => members.end(),
        }
    }

    fn skip(&mut self, name: &'static str) -> Result<(), S::Error> {
        match &mut self.form {
            Form::Struct(members) => members.skip_field(name),
            Form::Map(_) => Ok(()),
        }
    }
}

impl<S: Serializer> fmt::Debug for StructureWriter<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("StructureWriter")
            .finish_non_exhaustive()
    }
}
