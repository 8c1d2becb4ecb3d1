//! Where in a value there are names to exchange.

use std::collections::BTreeMap;

use crate::timestamp::{DateTime, EpochSeconds, HttpDate};

/// A type with member names, or the codec of one ([`EpochSeconds`], …).
///
/// Generated code implements it with [`member_names!`](crate::member_names!), in a module of its
/// own behind the feature `member-names`.
pub trait MemberNamed {
    /// Where in its values there are names to exchange.
    fn form() -> &'static Form;
}

/// Says where in a value there are names to exchange. A function, because forms may contain
/// themselves.
pub type FormOf = fn() -> &'static Form;

/// Where in a value there are names to exchange.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Form {
    /// Nowhere: a scalar, an enum or a document.
    Same,
    /// A timestamp in this wire form.
    Timestamp(TimestampForm),
    /// In the elements of a list.
    List(FormOf),
    /// In the values of a map, whose keys are data.
    Map(FormOf),
    /// In a structure.
    Structure(&'static Names),
    /// In a union.
    Union(&'static Names),
}

impl Form {
    /// That there are no names.
    pub const fn same() -> &'static Self {
        &Self::Same
    }
}

/// The wire form of a timestamp.
#[derive(Clone, Copy, Debug)]
pub enum TimestampForm {
    /// [`EpochSeconds`].
    EpochSeconds,
    /// [`DateTime`].
    DateTime,
    /// [`HttpDate`].
    HttpDate,
}

/// The names of a structure's or union's members, in one order throughout.
#[derive(Debug)]
pub struct Names {
    pub(super) wire: &'static [&'static str],
    pub(super) members: &'static [&'static str],
    forms: &'static [FormOf],
}

impl Names {
    /// Takes what travels, the members' names and their forms.
    ///
    /// # Panics
    ///
    /// If there are not as many of each.
    pub const fn new(
        wire: &'static [&'static str],
        members: &'static [&'static str],
        forms: &'static [FormOf],
    ) -> Self {
        assert!(wire.len() == members.len() && wire.len() == forms.len());
        Self {
            wire,
            members,
            forms,
        }
    }

    /// The form of a member; one that is not in the model has no names to exchange.
    pub(super) fn form(&self, index: Option<usize>) -> &'static Form {
        let of = index.and_then(|index| self.forms.get(index));
        of.map_or(Form::same(), |of| of())
    }

    /// The member's name for a name that travels, where there is one.
    pub(super) fn member_of(&self, wire: &str) -> Option<&'static str> {
        let index = self.wire.iter().position(|name| *name == wire)?;
        Some(self.members[index])
    }
}

macro_rules! transparent {
    ($([$($generics:tt)*] $type:ty;)*) => {$(
        impl<$($generics)*> MemberNamed for $type {
            fn form() -> &'static Form {
                T::form()
            }
        }
    )*};
}

transparent! {
    [T: MemberNamed + ?Sized] &T;
    [T: MemberNamed + ?Sized] Box<T>;
    [T: MemberNamed] Option<T>;
}

impl<T: MemberNamed> MemberNamed for Vec<T> {
    fn form() -> &'static Form {
        const { &Form::List(T::form) }
    }
}

impl<K, T: MemberNamed> MemberNamed for BTreeMap<K, T> {
    fn form() -> &'static Form {
        const { &Form::Map(T::form) }
    }
}

macro_rules! timestamps {
    ($($codec:ident)*) => {$(
        impl MemberNamed for $codec {
            fn form() -> &'static Form {
                &Form::Timestamp(TimestampForm::$codec)
            }
        }
    )*};
}

timestamps! { EpochSeconds DateTime HttpDate }
