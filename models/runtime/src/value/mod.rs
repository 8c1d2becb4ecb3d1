//! Any self-describing value.

mod deserializer;
mod error;
mod number;
mod object;
mod serde_impls;

pub use error::ValueError;
pub use number::ValueNumber;
pub use object::Object;

/// Any self-describing value: what JSON can say.
///
/// It holds what the types of a model do not know: the payload of an unknown union member, the
/// body of an unknown error. It can be read from and written to any self-describing format
/// (JSON, CBOR, `MessagePack`), and `T::deserialize(&value)` reads a type from it.
///
/// Two things differ from format to format: a byte string (CBOR, `MessagePack`) becomes its
/// base64, the form that [`Blob`](crate::Blob) has in JSON; a number that is not finite is
/// written as [`Number`](crate::Number) would. How deep values nest is bounded by the format's
/// reader.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Null, or nothing.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(ValueNumber),
    /// Text.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// A map from strings to values.
    Object(Object),
}

impl Value {
    /// Whether this is null.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The truth value, if this is one.
    pub const fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if this is one.
    pub const fn as_number(&self) -> Option<ValueNumber> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The number, if this is one that an `i64` holds.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The number, if this is one that a `u64` holds.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    /// The number, if this is one, as the nearest `f64`.
    pub fn as_f64(&self) -> Option<f64> {
        Some(self.as_number()?.as_f64())
    }

    /// The text, if this is text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(value) => Some(value),
            _ => None,
        }
    }

    /// The elements, if this is an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(values) => Some(values),
            _ => None,
        }
    }

    /// The object, if this is one.
    pub const fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The member with this key, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_object()?.get(key)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<ValueNumber> for Value {
    fn from(value: ValueNumber) -> Self {
        Self::Number(value)
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Self {
        Self::Number(i64::from(value).into())
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(value.into())
    }
}

impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Self::Number(value.into())
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Number(value.into())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::String(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<Vec<Value>> for Value {
    fn from(values: Vec<Value>) -> Self {
        Self::Array(values)
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}
