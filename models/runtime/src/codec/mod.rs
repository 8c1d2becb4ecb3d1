//! Wire forms other than a type's own, chosen at the type level.
//!
//! `Vec<Option<EpochSeconds>>` is the form of a sparse list of timestamps in epoch seconds; the
//! type it reads and writes is `Vec<Option<Timestamp>>`.

mod containers;
mod number;

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, DeserializeSeed, Deserializer};
use serde_core::ser::{Serialize, Serializer};

pub use number::Number;

/// A wire form of `T`.
///
/// Forms compose: if `C` is a form of `T`, then `Option<C>` is one of `Option<T>`, `Box<C>` of
/// `Box<T>`, `Vec<C>` of `Vec<T>`, and `BTreeMap<Plain, C>` of `BTreeMap<K, T>`.
pub trait Codec<T> {
    /// Writes a value in this form.
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads a value in this form.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>;
}

/// The form that `T`'s own serde impls give.
#[derive(Clone, Copy, Debug)]
pub enum Plain {}

impl<T: Serialize + for<'de> Deserialize<'de>> Codec<T> for Plain {
    fn write<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
}

/// Gives a [`Codec`] the shape that serde's `with` attribute wants.
///
/// ```
/// use serde::{Deserialize, Serialize};
/// use tinsmith_runtime::{As, EpochSeconds, Timestamp};
///
/// #[derive(Serialize, Deserialize)]
/// struct Log {
///     #[serde(with = "As::<Vec<EpochSeconds>>")]
///     times: Vec<Timestamp>,
/// }
///
/// let log: Log = serde_json::from_str(r#"{"times": [0, 1.5]}"#)?;
/// assert_eq!(serde_json::to_string(&log)?, r#"{"times":[0,1.5]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub struct As<C>(PhantomData<C>);

impl<C> As<C> {
    /// Writes `value` in the form `C`.
    pub fn serialize<T, S>(value: &T, serializer: S) -> Result<S::Ok, S::Error>
    where
        C: Codec<T>,
        S: Serializer,
    {
        C::write(value, serializer)
    }

    /// Reads a value in the form `C`.
    pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
    where
        C: Codec<T>,
        D: Deserializer<'de>,
    {
        C::read(deserializer)
    }
}

impl<C> fmt::Debug for As<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("As")
    }
}

/// A value that serializes in the form `C`.
pub(crate) struct Encoded<'a, C, T> {
    value: &'a T,
    form: PhantomData<C>,
}

impl<'a, C, T> Encoded<'a, C, T> {
    pub(crate) fn new(value: &'a T) -> Self {
        Self {
            value,
            form: PhantomData,
        }
    }
}

impl<C: Codec<T>, T> Serialize for Encoded<'_, C, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        C::write(self.value, serializer)
    }
}

/// A seed that reads a `T` in the form `C`.
pub(crate) struct Decoder<C, T>(PhantomData<(C, fn() -> T)>);

impl<C, T> Decoder<C, T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, C: Codec<T>, T> DeserializeSeed<'de> for Decoder<C, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        C::read(deserializer)
    }
}
