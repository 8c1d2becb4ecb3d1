use super::{Binding, Density, Requirement, ShapeId, Traits};

/// One shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its ID.
    pub id: ShapeId,
    /// Its traits.
    pub traits: Traits,
    /// What it is.
    pub kind: Kind,
}

/// The kinds of shapes that values have.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `smithy.api#Unit`: nothing, as the input, output or union member that carries no data.
    Unit,
    /// A scalar or document.
    Simple(Simple),
    /// A `string` with a fixed set of known values (`enum` shape, or the old `enum` trait).
    Enum(Enum),
    /// An `integer` with a fixed set of known values.
    IntEnum(IntEnum),
    /// A list; Smithy 1.0's set is a list with unique items.
    List(Box<List>),
    /// A map with string keys.
    Map(Box<Map>),
    /// A structure.
    Structure(Structure),
    /// A tagged union.
    Union(Union),
}

impl Kind {
    /// The members that hold something, in the order written: those of structures and unions, the
    /// one of a list, key and value of a map.
    pub fn members(&self) -> Vec<&Member> {
        match self {
            Self::Structure(structure) => structure.members.iter().collect(),
            Self::Union(union) => union.members.iter().collect(),
            Self::List(list) => vec![&list.member],
            Self::Map(map) => vec![&map.key, &map.value],
            Self::Unit | Self::Simple(_) | Self::Enum(_) | Self::IntEnum(_) => Vec::new(),
        }
    }
}

/// Shapes without members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Simple {
    /// Bytes.
    Blob,
    /// True or false.
    Boolean,
    /// UTF-8 text.
    String,
    /// A signed 8-bit integer.
    Byte,
    /// A signed 16-bit integer.
    Short,
    /// A signed 32-bit integer.
    Integer,
    /// A signed 64-bit integer.
    Long,
    /// IEEE 754 binary32.
    Float,
    /// IEEE 754 binary64.
    Double,
    /// An integer of any size.
    BigInteger,
    /// A decimal number of any size.
    BigDecimal,
    /// An instant.
    Timestamp,
    /// Any JSON-like value.
    Document,
}

/// A string enum.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// The known values, in the order written.
    pub values: Vec<EnumValue>,
}

/// One value of a string enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The member's name, or `None` where the old `enum` trait or botocore gives only values.
    pub name: Option<String>,
    /// What travels (`enumValue`, or the member's name).
    pub value: String,
    /// Documentation and deprecation of the value.
    pub traits: Traits,
}

/// An integer enum.
#[derive(Clone, Debug, PartialEq)]
pub struct IntEnum {
    /// The known values, in the order written.
    pub values: Vec<IntEnumValue>,
}

/// One value of an integer enum.
#[derive(Clone, Debug, PartialEq)]
pub struct IntEnumValue {
    /// The member's name.
    pub name: String,
    /// What travels.
    pub value: i32,
    /// Documentation and deprecation of the value.
    pub traits: Traits,
}

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// Its elements; only `target`, `traits` and `json_name` mean anything.
    pub member: Member,
    /// Whether elements may be null.
    pub density: Density,
}

/// A map.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// Its keys: strings or enums.
    pub key: Member,
    /// Its values.
    pub value: Member,
    /// Whether values may be null.
    pub density: Density,
}

/// A structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    /// Its members, in the order written, mixins' first.
    pub members: Vec<Member>,
    /// Set if the structure has the `error` trait.
    pub error: Option<ErrorInfo>,
}

/// A tagged union.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// Its members, in the order written.
    pub members: Vec<Member>,
}

/// A member of a structure, union, list or map.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its name in the model; it need not be an identifier (botocore).
    pub name: String,
    /// What it holds.
    pub target: ShapeId,
    /// Its own traits.
    pub traits: Traits,
    /// Whether it must be there.
    pub requirement: Requirement,
    /// `default`: the value meant when it is absent, other than null.
    pub default: Option<serde_json::Value>,
    /// `jsonName` (botocore: `locationName` in a body). Counts only for protocols that say so.
    pub json_name: Option<String>,
    /// Where it travels.
    pub binding: Binding,
    /// `hostLabel`: it is also part of the host name.
    pub host_label: bool,
    /// `idempotencyToken`: clients fill it in when it is absent.
    pub idempotency_token: bool,
}

impl Member {
    /// A plain optional member that travels in the body.
    pub fn new(name: impl Into<String>, target: ShapeId) -> Self {
        Self {
            name: name.into(),
            target,
            traits: Traits::default(),
            requirement: Requirement::Optional,
            default: None,
            json_name: None,
            binding: Binding::Body,
            host_label: false,
            idempotency_token: false,
        }
    }
}

/// The `error`, `httpError` and `retryable` traits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorInfo {
    /// Whose mistake it is.
    pub fault: Fault,
    /// `httpError`, or 400 for client and 500 for server faults.
    pub status: u16,
    /// `retryable`.
    pub retryable: bool,
    /// The code on the wire where it is not the shape's name: botocore's `error.code`, or the
    /// name before a service's `rename`.
    pub code: Option<String>,
}

/// Whose mistake an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The client's.
    Client,
    /// The server's.
    Server,
}
