//! Values by member names: the form that boto3 and the AWS CLI show.
//!
//! Models give each member a name, and protocols may have it travel under another one. Serde
//! impls of generated types keep to what travels (`{"appId": …}`). boto3, the AWS CLI and
//! examples in AWS's documentation go by the names of the members (`{"AppId": …}`).
//! [`MemberNames`] reads and writes any generated type in that form; so do [`serialize`] and
//! [`deserialize`], for `#[serde(with = "tinsmith_runtime::member_names")]`.
//!
//! ```
//! # use tinsmith_runtime as rt;
//! use tinsmith_runtime::member_names::MemberNames;
//! # #[derive(Debug, PartialEq)]
//! # struct Log { app_id: String, created: Option<rt::Timestamp> }
//! # rt::structure! {
//! #     Log {
//! #         0 => required app_id "appId",
//! #         1 => optional created "createdAt" as Option<rt::EpochSeconds>,
//! #     }
//! # }
//! # rt::member_names! {
//! #     structure Log {
//! #         "appId" => "AppId",
//! #         "createdAt" => "CreatedAt" as rt::EpochSeconds,
//! #     }
//! # }
//!
//! let log: Log = serde_json::from_str(r#"{"appId": "a", "createdAt": 1.5}"#)?;
//! let text = serde_json::to_string(&MemberNames(&log))?;
//! assert_eq!(text, r#"{"AppId":"a","CreatedAt":"1970-01-01T00:00:01.5Z"}"#);
//!
//! let MemberNames(again): MemberNames<Log> = serde_json::from_str(&text)?;
//! assert_eq!(again, log);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! What differs from the wire form, and what does not:
//!
//! - Members of structures and unions have their own names. Names that are not in the model are
//!   treated as in the wire form: structures ignore them, unions keep them as their unknown
//!   member. The keys of maps, documents and the values of enums are data and stay as they are.
//! - A timestamp is written as a date-time (RFC 3339) whatever the protocol's format is, as
//!   version 2 of the AWS CLI does, and read from a date-time, an http-date or a number of seconds.
//!   Formats that are not for people, such as CBOR, hold it as the wire form does.
//! - Everything else has the wire form: blobs are base64, floats that are not finite are text.
//! - A wire name is no member name. In a structure it is ignored, unless some member has that name
//!   too. In a union it is an error, as is writing an unknown member that is called like a
//!   member: the one could not be told from the other.
//!
//! boto3 and the AWS CLI replace a union's member that they do not know by `SDK_UNKNOWN_MEMBER`
//! and drop its value. That is read as an unknown member of this name, for nothing else is left.
//!
//! Nothing is buffered: names are exchanged while a value is read or written, in any serde
//! format and whatever made the type's serde impls.

mod error;
mod form;
mod read;
mod timestamp;
mod write;

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

pub use form::{Form, FormOf, MemberNamed, Names, TimestampForm};

/// A value whose serde impls go by member names.
///
/// Put a reference in it to write, and read it with the value inside. See the
/// [module](self) for what the form is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberNames<T>(pub T);

impl<T: MemberNamed + Serialize> Serialize for MemberNames<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(&self.0, serializer)
    }
}

impl<'de, T: MemberNamed + Deserialize<'de>> Deserialize<'de> for MemberNames<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer).map(Self)
    }
}

/// Writes a value by member names.
///
/// # Errors
///
/// Whatever the format reports, and if a union's unknown member is called like a member.
pub fn serialize<T, S>(value: &T, serializer: S) -> Result<S::Ok, S::Error>
where
    T: MemberNamed + Serialize,
    S: Serializer,
{
    write::Placed::new(value, T::form()).serialize(serializer)
}

/// Reads a value by member names.
///
/// # Errors
///
/// As the type's own impl, with the names of members in messages; also if a union has a member
/// that is called like another one's wire name.
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: MemberNamed + Deserialize<'de>,
    D: Deserializer<'de>,
{
    read::placed(std::marker::PhantomData::<T>, T::form(), deserializer)
}
