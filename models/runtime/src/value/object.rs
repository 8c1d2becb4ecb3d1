use std::collections::BTreeMap;

use super::Value;

/// An object of a [`Value`]: members in the order they came in.
///
/// What was read is kept as it was, a key that occurs twice included; [`get`](Self::get) and
/// equality go by the last one, as `serde_json` does. A structure with such a member cannot be
/// read from it. Equality does not depend on the order.
#[derive(Clone, Debug, Default)]
pub struct Object(Vec<(String, Value)>);

impl Object {
    /// An object without members.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a member after the others.
    pub fn push(&mut self, key: impl Into<String>, value: impl Into<Value>) {
        self.0.push((key.into(), value.into()));
    }

    /// The value of the last member with this key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let mut members = self.0.iter().rev();
        members
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// The members in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// How many members there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no members.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        // Sorted, because comparing all pairs of keys would be quadratic.
        let members = |object| -> BTreeMap<_, _> { Self::iter(object).collect() };
        members(self) == members(other)
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Object {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        let members = members.into_iter();
        Self(
            members
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }
}

impl IntoIterator for Object {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
