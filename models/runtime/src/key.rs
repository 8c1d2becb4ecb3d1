//! Member names, as structures and unions look them up.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, Visitor};

/// Reads a key and hands it to a [`Lookup`].
pub(crate) struct Key<L>(pub(crate) L);

/// What to make of a key.
pub(crate) trait Lookup {
    /// What a key becomes.
    type Found;

    /// The key as text.
    fn name(self, name: &str) -> Self::Found;

    /// The key as a number: formats that number the fields of a struct.
    fn index(self, index: u64) -> Self::Found;
}

impl<'de, L: Lookup> DeserializeSeed<'de> for Key<L> {
    type Value = L::Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<L::Found, D::Error> {
        // Formats that do not describe themselves know no identifiers, and keys are written to
        // them as strings.
        if deserializer.is_human_readable() {
            deserializer.deserialize_identifier(self)
        } else {
            deserializer.deserialize_str(self)
        }
    }
}

impl<L: Lookup> Visitor<'_> for Key<L> {
    type Value = L::Found;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // serde_derive's words.
        formatter.write_str("field identifier")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<L::Found, E> {
        Ok(self.0.name(name))
    }

    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<L::Found, E> {
        Ok(self.0.name(&String::from_utf8_lossy(name)))
    }

    fn visit_u64<E: Error>(self, index: u64) -> Result<L::Found, E> {
        Ok(self.0.index(index))
    }
}

/// The position of a name, looked for from `start` on and around.
///
/// Writers tend to keep the order of members, so that a search which starts after the member
/// found last looks at one name only.
pub(crate) fn position(members: &[&str], start: usize, name: &str) -> Option<usize> {
    let (before, after) = members.split_at(start.min(members.len()));
    after
        .iter()
        .position(|member| *member == name)
        .map(|found| before.len() + found)
        .or_else(|| before.iter().position(|member| *member == name))
}

/// A numeric key as a position, if there is such a member.
pub(crate) fn numbered(members: &[&str], index: u64) -> Option<usize> {
    usize::try_from(index)
        .ok()
        .filter(|index| *index < members.len())
}
