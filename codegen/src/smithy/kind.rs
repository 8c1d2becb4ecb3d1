//! The types that shapes have in the document.

use crate::model::Simple;

/// The `type` of a shape (Smithy 2.0, "The Smithy model"; the types of 1.0 are a subset and
/// `set`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ShapeType {
    Simple(Simple),
    Enum,
    IntEnum,
    List,
    /// Smithy 1.0's set.
    Set,
    Map,
    Structure,
    Union,
    Service,
    Resource,
    Operation,
    /// `smithy.api#Unit`; no document can define one.
    Unit,
    /// Stands in for what is missing, so that one problem does not make others.
    Unknown,
}

/// The names that `type` takes, `apply` excepted.
const NAMES: &[(&str, ShapeType)] = &[
    ("structure", ShapeType::Structure),
    ("string", ShapeType::Simple(Simple::String)),
    ("list", ShapeType::List),
    ("operation", ShapeType::Operation),
    ("enum", ShapeType::Enum),
    ("integer", ShapeType::Simple(Simple::Integer)),
    ("boolean", ShapeType::Simple(Simple::Boolean)),
    ("map", ShapeType::Map),
    ("union", ShapeType::Union),
    ("resource", ShapeType::Resource),
    ("service", ShapeType::Service),
    ("blob", ShapeType::Simple(Simple::Blob)),
    ("byte", ShapeType::Simple(Simple::Byte)),
    ("short", ShapeType::Simple(Simple::Short)),
    ("long", ShapeType::Simple(Simple::Long)),
    ("float", ShapeType::Simple(Simple::Float)),
    ("double", ShapeType::Simple(Simple::Double)),
    ("bigInteger", ShapeType::Simple(Simple::BigInteger)),
    ("bigDecimal", ShapeType::Simple(Simple::BigDecimal)),
    ("timestamp", ShapeType::Simple(Simple::Timestamp)),
    ("document", ShapeType::Simple(Simple::Document)),
    ("intEnum", ShapeType::IntEnum),
    ("set", ShapeType::Set),
];

impl ShapeType {
    pub(super) fn parse(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, kind)| *kind)
    }

    /// All names, for suggestions.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }

    /// The name in the document.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Unknown => "unknown",
            _ => NAMES
                .iter()
                .find(|(_, kind)| *kind == self)
                .map_or("", |(name, _)| name),
        }
    }

    /// The name with its article.
    pub(super) fn described(self) -> String {
        let name = self.name();
        let starts_with_a_vowel = name.starts_with(['a', 'e', 'i', 'o']);
        let article = if starts_with_a_vowel { "an" } else { "a" };
        format!("{article} {name}")
    }

    /// The keys that a shape of this type may have beside `type`, `traits` and `mixins`.
    pub(super) fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Simple(_) | Self::Unit | Self::Unknown => &[],
            Self::List | Self::Set => &["member"],
            Self::Map => &["key", "value"],
            Self::Structure | Self::Union | Self::Enum | Self::IntEnum => &["members"],
            Self::Operation => &["input", "output", "errors"],
            Self::Service => &["version", "operations", "resources", "errors", "rename"],
            Self::Resource => &[
                "identifiers",
                "properties",
                "create",
                "put",
                "read",
                "update",
                "delete",
                "list",
                "operations",
                "collectionOperations",
                "resources",
            ],
        }
    }

    /// Whether values have this type.
    pub(super) fn is_data(self) -> bool {
        !matches!(self, Self::Service | Self::Resource | Self::Operation)
    }

    pub(super) fn is_list(self) -> bool {
        matches!(self, Self::List | Self::Set | Self::Unknown)
    }

    pub(super) fn is_map(self) -> bool {
        matches!(self, Self::Map | Self::Unknown)
    }

    /// Whether values are text.
    pub(super) fn is_string(self) -> bool {
        matches!(
            self,
            Self::Simple(Simple::String) | Self::Enum | Self::Unknown
        )
    }

    pub(super) fn is_boolean(self) -> bool {
        matches!(self, Self::Simple(Simple::Boolean) | Self::Unknown)
    }

    pub(super) fn is_blob(self) -> bool {
        matches!(self, Self::Simple(Simple::Blob) | Self::Unknown)
    }

    pub(super) fn is_timestamp(self) -> bool {
        matches!(self, Self::Simple(Simple::Timestamp) | Self::Unknown)
    }

    pub(super) fn is_structure(self) -> bool {
        matches!(self, Self::Structure | Self::Unknown)
    }

    /// Whether values are numbers without fractions.
    pub(super) fn is_integer(self) -> bool {
        match self {
            Self::IntEnum => true,
            Self::Simple(simple) => matches!(
                simple,
                Simple::Byte | Simple::Short | Simple::Integer | Simple::Long | Simple::BigInteger
            ),
            _ => false,
        }
    }

    /// Whether values are numbers.
    pub(super) fn is_number(self) -> bool {
        let is_real = matches!(
            self,
            Self::Simple(Simple::Float | Simple::Double | Simple::BigDecimal)
        );
        is_real || self.is_integer() || self == Self::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for name in ShapeType::names() {
            let kind = ShapeType::parse(name).expect("a known name");
            assert_eq!(kind.name(), name);
        }
        assert_eq!(ShapeType::parse("apply"), None);
        assert_eq!(ShapeType::Enum.described(), "an enum");
    }
}
