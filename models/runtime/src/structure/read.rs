use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::codec::{Codec, Decoder};
use crate::key::{Key, Lookup, numbered, position};

/// A structure that can be read member by member (Smithy 2.0, "Structure").
///
/// Generated code implements it and calls [`read_structure`] from its `Deserialize` impl:
///
/// ```
/// use serde_core::de::{Deserialize, Deserializer, MapAccess};
/// use tinsmith_runtime::{Members, Structure, read_structure};
///
/// struct Point {
///     x: i32,
///     label: Option<String>,
/// }
///
/// impl Structure for Point {
///     const NAME: &str = "Point";
///     const MEMBERS: &[&str] = &["x", "label"];
///
///     fn read<'de, A: MapAccess<'de>>(members: &mut Members<'de, A>) -> Result<Self, A::Error> {
///         let mut x = None;
///         let mut label = None;
///         while let Some(index) = members.next()? {
///             match index {
///                 0 => members.value(&mut x)?,
///                 _ => members.value(&mut label)?,
///             }
///         }
///         Ok(Self {
///             x: members.required(x, 0)?,
///             label: label.flatten(),
///         })
///     }
/// }
///
/// impl<'de> Deserialize<'de> for Point {
///     fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
///         read_structure(deserializer)
///     }
/// }
///
/// let point: Point = serde_json::from_str(r#"{"x": 1, "label": null, "colour": "red"}"#)?;
/// assert_eq!((point.x, point.label), (1, None));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait Structure: Sized {
    /// The Rust type's name, which messages show (`expected struct Point`).
    const NAME: &'static str;
    /// The members' wire names; their positions are what [`Members::next`] returns.
    const MEMBERS: &'static [&'static str];

    /// Reads the members.
    fn read<'de, A: MapAccess<'de>>(members: &mut Members<'de, A>) -> Result<Self, A::Error>;
}

/// Reads a structure from an object (or, in binary formats, from a map).
///
/// # Errors
///
/// Whatever the format reports; also if the value is no object, a member is there twice (even
/// if one of them is null), a member's value does not fit, or a required member is missing.
pub fn read_structure<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Structure,
    D: Deserializer<'de>,
{
    let visitor = StructureVisitor(PhantomData);
    if deserializer.is_human_readable() {
        deserializer.deserialize_struct(T::NAME, T::MEMBERS, visitor)
    } else {
        deserializer.deserialize_map(visitor)
    }
}

struct StructureVisitor<T>(PhantomData<fn() -> T>);

/// There is no `visit_seq` on purpose: an array is not a structure, see the module's words.
impl<'de, T: Structure> Visitor<'de> for StructureVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "struct {}", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        T::read(&mut Members {
            access,
            names: T::MEMBERS,
            current: 0,
            expected: 0,
            lifetime: PhantomData,
        })
    }
}

/// The members of a structure while it is read.
///
/// The slots that values go to are `Option`s: `None` means that the member has not been seen.
/// The slot of an optional member is thus an `Option<Option<T>>`, in which `Some(None)` is a
/// member that is there and null: a second one of the same name is then still a duplicate.
/// Once all is read, [`required`](Self::required) or `flatten()` takes the outer layer off.
pub struct Members<'de, A> {
    access: A,
    names: &'static [&'static str],
    /// The member found last.
    current: usize,
    /// Where the search for the next one begins.
    expected: usize,
    lifetime: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    /// The position (in [`Structure::MEMBERS`]) of the next known member, or `None` after the
    /// last. Unknown members are skipped. The member's value must be read before the next call.
    #[expect(
        clippy::should_implement_trait,
        reason = "an iterator could not lend itself to `value`"
    )]
    pub fn next(&mut self) -> Result<Option<usize>, A::Error> {
        while let Some(found) = self.access.next_key_seed(Key(MemberName {
            names: self.names,
            start: self.expected,
        }))? {
            if let Some(index) = found {
                self.current = index;
                self.expected = index + 1;
                return Ok(Some(index));
            }
            self.access.next_value::<IgnoredAny>()?;
        }
        Ok(None)
    }

    /// Reads the value of the member found last into its slot.
    ///
    /// # Errors
    ///
    /// If the slot is full (the member is there twice), or if the value does not fit.
    pub fn value<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        self.check_vacant(slot.is_some())?;
        *slot = Some(self.access.next_value()?);
        Ok(())
    }

    /// As [`value`](Self::value), in the wire form `C`.
    ///
    /// An optional member has an optional codec: `members.value_as::<Option<EpochSeconds>, _>`.
    pub fn value_as<C: Codec<T>, T>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        self.check_vacant(slot.is_some())?;
        *slot = Some(self.access.next_value_seed(Decoder::<C, T>::new())?);
        Ok(())
    }

    /// Takes the value of a required member from its slot.
    ///
    /// # Errors
    ///
    /// If it has not been there. `index` is the member's position in [`Structure::MEMBERS`].
    pub fn required<T>(&self, slot: Option<T>, index: usize) -> Result<T, A::Error> {
        slot.ok_or_else(|| A::Error::missing_field(self.names[index]))
    }

    fn check_vacant(&self, full: bool) -> Result<(), A::Error> {
        if full {
            return Err(A::Error::duplicate_field(self.names[self.current]));
        }
        Ok(())
    }
}

impl<A> fmt::Debug for Members<'_, A> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Members")
            .field("names", &self.names)
            .field("current", &self.current)
            .finish_non_exhaustive()
    }
}

struct MemberName {
    names: &'static [&'static str],
    start: usize,
}

impl Lookup for MemberName {
    type Found = Option<usize>;

    fn name(self, name: &str) -> Option<usize> {
        position(self.names, self.start, name)
    }

    fn index(self, index: u64) -> Option<usize> {
        numbered(self.names, index)
    }
}
