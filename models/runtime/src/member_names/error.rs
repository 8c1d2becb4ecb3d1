//! Errors that name members as the reader of the input knows them.

use std::fmt;

use serde_core::de::{Error, Unexpected};

use super::form::Names;

/// An error on its way out of a structure or union, which speaks of names that travel.
#[derive(Debug)]
pub(super) enum NamedError<E> {
    Missing(&'static str),
    Duplicate(&'static str),
    Other(E),
}

impl<E: Error> NamedError<E> {
    /// The error in the names of members.
    pub(super) fn by_member(self, names: &Names) -> E {
        let member = |wire| names.member_of(wire).unwrap_or(wire);
        match self {
            Self::Missing(wire) => E::missing_field(member(wire)),
            Self::Duplicate(wire) => E::duplicate_field(member(wire)),
            Self::Other(error) => error,
        }
    }
}

impl<E: Error> fmt::Display for NamedError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(formatter, "missing field `{name}`"),
            Self::Duplicate(name) => write!(formatter, "duplicate field `{name}`"),
            Self::Other(error) => fmt::Display::fmt(error, formatter),
        }
    }
}

impl<E: Error> std::error::Error for NamedError<E> {}

impl<E: Error> Error for NamedError<E> {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Other(E::custom(message))
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn serde_core::de::Expected) -> Self {
        Self::Other(E::invalid_type(unexpected, expected))
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn serde_core::de::Expected) -> Self {
        Self::Other(E::invalid_value(unexpected, expected))
    }

    fn invalid_length(length: usize, expected: &dyn serde_core::de::Expected) -> Self {
        Self::Other(E::invalid_length(length, expected))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::Missing(field)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::Duplicate(field)
    }
}
