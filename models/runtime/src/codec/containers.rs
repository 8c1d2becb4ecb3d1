//! The forms of containers, made from the forms of what they contain.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};

use super::{Codec, Decoder, Encoded, Plain};

/// Null, or a value in the form `C`.
impl<C: Codec<T>, T> Codec<Option<T>> for Option<C> {
    fn write<S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.serialize_some(&Encoded::<C, T>::new(value)),
            None => serializer.serialize_none(),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_option(OptionVisitor::<C, T>(PhantomData))
    }
}

struct OptionVisitor<C, T>(PhantomData<(C, fn() -> T)>);

impl<'de, C: Codec<T>, T> Visitor<'de> for OptionVisitor<C, T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("option")
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        C::read(deserializer).map(Some)
    }
}

/// The form `C`, of a value in a box.
impl<C: Codec<T>, T> Codec<Box<T>> for Box<C> {
    fn write<S: Serializer>(value: &Box<T>, serializer: S) -> Result<S::Ok, S::Error> {
        C::write(value, serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<T>, D::Error> {
        C::read(deserializer).map(Box::new)
    }
}

/// An array whose elements have the form `C`.
impl<C: Codec<T>, T> Codec<Vec<T>> for Vec<C> {
    fn write<S: Serializer>(value: &Vec<T>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(value.iter().map(Encoded::<C, T>::new))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(VecVisitor::<C, T>(PhantomData))
    }
}

struct VecVisitor<C, T>(PhantomData<(C, fn() -> T)>);

impl<'de, C: Codec<T>, T> Visitor<'de> for VecVisitor<C, T> {
    type Value = Vec<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Vec<T>, A::Error> {
        let mut values = Vec::with_capacity(cautious_capacity::<T>(access.size_hint()));
        while let Some(value) = access.next_element_seed(Decoder::<C, T>::new())? {
            values.push(value);
        }
        Ok(values)
    }
}

/// The capacity to begin with: what the input announces, but no more than a mebibyte, because
/// a hostile input announces anything. serde's own impl has the same bound.
fn cautious_capacity<T>(announced: Option<usize>) -> usize {
    const MOST_BYTES: usize = 1024 * 1024;
    match size_of::<T>() {
        0 => 0,
        size => announced.unwrap_or(0).min(MOST_BYTES / size),
    }
}

/// An object whose values have the form `C`. Keys have their own form.
///
/// Of two equal keys the last one counts, as in serde's own impl: keys are data, not members,
/// and serde users expect it.
impl<K, C, T> Codec<BTreeMap<K, T>> for BTreeMap<Plain, C>
where
    K: Ord + Serialize + for<'de> Deserialize<'de>,
    C: Codec<T>,
{
    fn write<S: Serializer>(value: &BTreeMap<K, T>, serializer: S) -> Result<S::Ok, S::Error> {
        let entries = value.iter();
        serializer.collect_map(entries.map(|(key, value)| (key, Encoded::<C, T>::new(value))))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<K, T>, D::Error> {
        deserializer.deserialize_map(MapVisitor::<K, C, T>(PhantomData))
    }
}

/// The types that a map's visitor is about, none of which it holds.
type MapTypes<K, C, T> = (C, fn() -> (K, T));

struct MapVisitor<K, C, T>(PhantomData<MapTypes<K, C, T>>);

impl<'de, K, C, T> Visitor<'de> for MapVisitor<K, C, T>
where
    K: Ord + Deserialize<'de>,
    C: Codec<T>,
{
    type Value = BTreeMap<K, T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<BTreeMap<K, T>, A::Error> {
        let mut values = BTreeMap::new();
        while let Some(key) = access.next_key()? {
            values.insert(key, access.next_value_seed(Decoder::<C, T>::new())?);
        }
        Ok(values)
    }
}
