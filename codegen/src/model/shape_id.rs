use std::fmt;
use std::sync::Arc;

/// An absolute shape ID, `namespace#Name` (Smithy 2.0, "Shape ID").
///
/// Cheap to clone; ordered by its text, so that output order never depends on a hash.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeId {
    text: Arc<str>,
}

impl ShapeId {
    /// Takes `namespace#Name`, or `None` if the text is not of that form.
    ///
    /// A namespace is identifiers joined by dots; a name is one identifier. A member part
    /// (`$member`) is not accepted: members are addressed through their shape.
    pub fn parse(text: &str) -> Option<Self> {
        let (namespace, name) = text.split_once('#')?;
        let namespace_is_valid = namespace.split('.').all(is_identifier);
        (namespace_is_valid && is_identifier(name)).then(|| Self { text: text.into() })
    }

    /// A shape of the prelude, `smithy.api#Name`.
    ///
    /// # Panics
    ///
    /// If the name is not an identifier; names come from our own tables.
    pub fn prelude(name: &str) -> Self {
        Self::parse(&format!("smithy.api#{name}")).expect("prelude names are identifiers")
    }

    /// The whole ID.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The part before the `#`.
    pub fn namespace(&self) -> &str {
        self.text
            .split_once('#')
            .map_or("", |(namespace, _)| namespace)
    }

    /// The part after the `#`.
    pub fn name(&self) -> &str {
        self.text
            .split_once('#')
            .map_or(&*self.text, |(_, name)| name)
    }

    /// Whether the shape is one of the prelude's, such as `smithy.api#String`.
    pub fn is_prelude(&self) -> bool {
        self.namespace() == "smithy.api"
    }
}

/// Whether the text is a Smithy identifier: letters, digits and underscores, starting with
/// underscores and then a letter, or with a letter.
pub(crate) fn is_identifier(text: &str) -> bool {
    let rest = text.trim_start_matches('_');
    let starts_well = rest.starts_with(|c: char| c.is_ascii_alphabetic())
        || (rest.len() < text.len() && rest.starts_with(|c: char| c.is_ascii_digit()));
    starts_well && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
