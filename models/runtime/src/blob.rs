use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde_core::ser::{Serialize, Serializer};

use crate::codec::Codec;

/// Bytes (Smithy 2.0, "Blob").
///
/// In formats for people they are base64 (RFC 4648 section 4): the standard alphabet, with
/// padding. Reading wants the padding too, as Smithy's protocol tests and botocore do, and
/// neither line breaks nor the URL-safe alphabet; bits of the last character that count for
/// nothing may be set. In binary formats they are a byte string.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Blob(Vec<u8>);

impl Blob {
    /// A blob of these bytes.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// The blob that base64 stands for.
    pub fn from_base64(text: &str) -> Result<Self, BlobError> {
        decode(text.as_bytes()).map(Self).ok_or(BlobError(()))
    }

    /// The base64 of the blob.
    pub fn to_base64(&self) -> String {
        encode(&self.0)
    }

    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, owned.
    pub fn into_inner(self) -> Vec<u8> {
        self.0
    }
}

/// How many bytes there are: they may be many, and they may be secret.
impl fmt::Debug for Blob {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Blob({} bytes)", self.0.len())
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Blob {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Blob {
    fn from(bytes: &[u8; N]) -> Self {
        Self(bytes.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Blob {
    fn from(bytes: [u8; N]) -> Self {
        Self(bytes.to_vec())
    }
}

impl From<Blob> for Vec<u8> {
    fn from(blob: Blob) -> Self {
        blob.0
    }
}

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(&self.to_base64())
        } else {
            serializer.serialize_bytes(&self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(BlobVisitor)
        } else {
            deserializer.deserialize_byte_buf(BlobVisitor)
        }
    }
}

/// One visitor for both forms, because serde's buffers (flattened structs, untagged enums) call
/// themselves human-readable whatever they were filled from.
struct BlobVisitor;

impl Visitor<'_> for BlobVisitor {
    type Value = Blob;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("base64 with padding")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Blob, E> {
        Blob::from_base64(text).map_err(|_| E::invalid_value(Unexpected::Other("string"), &self))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Blob, E> {
        Ok(bytes.into())
    }

    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Blob, E> {
        Ok(bytes.into())
    }
}

/// A text as the base64 of its UTF-8: the form of strings with a `mediaType` in headers (Smithy
/// 2.0, "httpHeader trait").
#[derive(Clone, Copy, Debug)]
pub enum Base64 {}

impl Codec<String> for Base64 {
    fn write<S: Serializer>(value: &String, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&encode(value.as_bytes()))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        let bytes = deserializer.deserialize_str(BlobVisitor)?.into_inner();
        String::from_utf8(bytes)
            .map_err(|_| D::Error::invalid_value(Unexpected::Other("bytes"), &"base64 of UTF-8"))
    }
}

/// Why a text is not base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlobError(());

impl fmt::Display for BlobError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not base64 (RFC 4648 section 4) with padding")
    }
}

impl std::error::Error for BlobError {}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Marks a byte that is not in the alphabet.
const INVALID: u8 = 0xff;

/// What each byte stands for.
const SEXTETS: [u8; 256] = {
    let mut sextets = [INVALID; 256];
    let mut sextet: u8 = 0;
    while sextet < 64 {
        sextets[ALPHABET[sextet as usize] as usize] = sextet;
        sextet += 1;
    }
    sextets
};

pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for position in 0..4 {
            text.push(if position <= chunk.len() {
                ALPHABET[(bits >> (18 - 6 * position) & 0x3f) as usize].into()
            } else {
                '='
            });
        }
    }
    text
}

fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let (groups, rest) = text.as_chunks::<4>();
    if !rest.is_empty() {
        return None;
    }
    let Some((last, groups)) = groups.split_last() else {
        return Some(Vec::new());
    };
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for group in groups {
        bytes.extend_from_slice(&octets(*group)?);
    }
    // Padding counts as zero bits, which the octets it leaves out consist of.
    let (group, length) = match *last {
        [a, b, b'=', b'='] => ([a, b, b'A', b'A'], 1),
        [a, b, c, b'='] => ([a, b, c, b'A'], 2),
        full => (full, 3),
    };
    bytes.extend_from_slice(&octets(group)?[..length]);
    Some(bytes)
}

/// The three octets of four characters.
fn octets(group: [u8; 4]) -> Option<[u8; 3]> {
    let sextets = group.map(|character| SEXTETS[usize::from(character)]);
    if sextets.contains(&INVALID) {
        return None;
    }
    let [a, b, c, d] = sextets;
    Some([a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d])
}
