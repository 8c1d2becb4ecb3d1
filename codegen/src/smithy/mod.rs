//! throwaway stand-in
#![allow(missing_docs, clippy::all, clippy::pedantic)]
use crate::model::*;
use serde_json::Value;
use std::collections::BTreeMap;
#[derive(Default, Debug, Clone)]
pub struct Selection;
pub fn read(text: &str, _s: &Selection) -> Result<(Model, Vec<String>), Vec<String>> {
    let v: Value = serde_json::from_str(text).unwrap();
    let shapes = v["shapes"].as_object().unwrap();
    let mut out = BTreeMap::new();
    let mut service = None;
    let mut ops = vec![];
    let mut errs = vec![];
    for p in [
        "String",
        "Blob",
        "Boolean",
        "Byte",
        "Short",
        "Integer",
        "Long",
        "Float",
        "Double",
        "BigInteger",
        "BigDecimal",
        "Timestamp",
        "Document",
    ] {
        let id = ShapeId::prelude(p);
        out.insert(
            id.clone(),
            Shape {
                id,
                traits: Traits::default(),
                kind: Kind::Simple(simple(&p.to_lowercase()).unwrap()),
            },
        );
    }
    let id = ShapeId::prelude("Unit");
    out.insert(
        id.clone(),
        Shape {
            id,
            traits: Traits::default(),
            kind: Kind::Unit,
        },
    );
    for (name, s) in shapes {
        let id = ShapeId::parse(name).unwrap();
        let t = &s["traits"];
        if t.get("smithy.api#trait").is_some() {
            continue;
        }
        let ty = s["type"].as_str().unwrap();
        let members = || {
            s["members"]
                .as_object()
                .map(|m| m.iter().map(|(n, m)| member(n, m)).collect::<Vec<_>>())
                .unwrap_or_default()
        };
        let density = if t.get("smithy.api#sparse").is_some() {
            Density::Sparse
        } else {
            Density::Dense
        };
        let kind = match ty {
            "service" => {
                service = Some(Service {
                    id: id.clone(),
                    version: s["version"].as_str().unwrap_or("").into(),
                    traits: traits(t),
                    title: t["smithy.api#title"].as_str().map(Into::into),
                    protocol: Protocol::RestJson1,
                    cors: None,
                });
                for e in s["errors"].as_array().into_iter().flatten() {
                    errs.push(target(e));
                }
                continue;
            }
            "resource" => continue,
            "operation" => {
                ops.push(Operation {
                    id: id.clone(),
                    traits: traits(t),
                    input: io(&s["input"]),
                    output: io(&s["output"]),
                    errors: s["errors"]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .map(target)
                        .collect(),
                    http: t.get("smithy.api#http").map(|h| Http {
                        method: h["method"].as_str().unwrap().into(),
                        uri: h["uri"].as_str().unwrap().into(),
                        segments: vec![],
                        query: vec![],
                        code: h["code"].as_u64().unwrap_or(200) as u16,
                    }),
                    host_prefix: None,
                    readonly: false,
                    idempotent: false,
                    examples: vec![],
                });
                continue;
            }
            "structure" => Kind::Structure(Structure {
                members: members(),
                error: t.get("smithy.api#error").map(|f| ErrorInfo {
                    fault: if f == "client" {
                        Fault::Client
                    } else {
                        Fault::Server
                    },
                    status: t["smithy.api#httpError"].as_u64().unwrap_or(400) as u16,
                    retryable: t.get("smithy.api#retryable").is_some(),
                    code: None,
                }),
            }),
            "union" => Kind::Union(Union { members: members() }),
            "list" => Kind::List(List {
                member: member("member", &s["member"]),
                density,
            }),
            "map" => Kind::Map(Map {
                key: member("key", &s["key"]),
                value: member("value", &s["value"]),
                density,
            }),
            "enum" => Kind::Enum(Enum {
                values: s["members"]
                    .as_object()
                    .unwrap()
                    .iter()
                    .map(|(n, m)| EnumValue {
                        name: Some(n.clone()),
                        value: m["traits"]["smithy.api#enumValue"]
                            .as_str()
                            .unwrap_or(n)
                            .into(),
                        traits: traits(&m["traits"]),
                    })
                    .collect(),
            }),
            "intEnum" => Kind::IntEnum(IntEnum {
                values: s["members"]
                    .as_object()
                    .unwrap()
                    .iter()
                    .map(|(n, m)| IntEnumValue {
                        name: n.clone(),
                        value: m["traits"]["smithy.api#enumValue"].as_i64().unwrap() as i32,
                        traits: traits(&m["traits"]),
                    })
                    .collect(),
            }),
            "string" if t.get("smithy.api#enum").is_some() => Kind::Enum(Enum {
                values: t["smithy.api#enum"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|e| EnumValue {
                        name: e["name"].as_str().map(Into::into),
                        value: e["value"].as_str().unwrap().into(),
                        traits: Traits {
                            documentation: e["documentation"].as_str().map(Into::into),
                            deprecated: e["deprecated"]
                                .as_bool()
                                .filter(|b| *b)
                                .map(|_| Deprecated::default()),
                            ..Traits::default()
                        },
                    })
                    .collect(),
            }),
            other => Kind::Simple(simple(&other.to_lowercase()).unwrap()),
        };
        out.insert(
            id.clone(),
            Shape {
                id,
                traits: traits(t),
                kind,
            },
        );
    }
    for op in &mut ops {
        op.errors.extend(errs.iter().cloned());
        op.errors.sort();
        op.errors.dedup();
    }
    let service = service.unwrap_or_else(|| Service {
        id: ShapeId::parse("example#Example").unwrap(),
        version: String::new(),
        traits: Traits::default(),
        title: None,
        protocol: Protocol::Unspecified,
        cors: None,
    });
    ops.sort_by(|a, b| a.id.cmp(&b.id));
    Ok((
        Model {
            format: Format::Smithy,
            service,
            operations: ops,
            shapes: out,
        },
        vec![],
    ))
}
fn target(v: &Value) -> ShapeId {
    ShapeId::parse(v["target"].as_str().unwrap()).unwrap()
}
fn io(v: &Value) -> Option<ShapeId> {
    v.get("target")
        .map(|_| target(v))
        .filter(|t| t.as_str() != "smithy.api#Unit")
}
fn simple(s: &str) -> Option<Simple> {
    Some(match s {
        "string" => Simple::String,
        "blob" => Simple::Blob,
        "boolean" => Simple::Boolean,
        "byte" => Simple::Byte,
        "short" => Simple::Short,
        "integer" => Simple::Integer,
        "long" => Simple::Long,
        "float" => Simple::Float,
        "double" => Simple::Double,
        "biginteger" => Simple::BigInteger,
        "bigdecimal" => Simple::BigDecimal,
        "timestamp" => Simple::Timestamp,
        "document" => Simple::Document,
        _ => return None,
    })
}
fn traits(t: &Value) -> Traits {
    let s = |k: &str| t[k].as_str().map(String::from);
    Traits {
        documentation: s("smithy.api#documentation"),
        external_documentation: vec![],
        deprecated: t.get("smithy.api#deprecated").map(|d| Deprecated {
            message: d["message"].as_str().map(Into::into),
            since: d["since"].as_str().map(Into::into),
        }),
        sensitivity: if t.get("smithy.api#sensitive").is_some() {
            Sensitivity::Sensitive
        } else {
            Sensitivity::Open
        },
        constraints: Constraints {
            length: t.get("smithy.api#length").map(|l| Length {
                min: l["min"].as_u64(),
                max: l["max"].as_u64(),
            }),
            range: t.get("smithy.api#range").map(|l| Range {
                min: l["min"].as_number().cloned(),
                max: l["max"].as_number().cloned(),
            }),
            pattern: s("smithy.api#pattern"),
            unique_items: t.get("smithy.api#uniqueItems").is_some(),
        },
        timestamp_format: match t["smithy.api#timestampFormat"].as_str() {
            Some("epoch-seconds") => Some(TimestampFormat::EpochSeconds),
            Some("date-time") => Some(TimestampFormat::DateTime),
            Some("http-date") => Some(TimestampFormat::HttpDate),
            _ => None,
        },
        media_type: s("smithy.api#mediaType"),
        streaming: Streaming::None,
        since: None,
        aliases: t["tinsmith.api#aliases"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|a| a.as_str().unwrap().to_owned())
            .collect(),
    }
}
fn member(name: &str, m: &Value) -> Member {
    let t = &m["traits"];
    let has = |k: &str| t.get(k).is_some();
    let mut out = Member::new(name, target(m));
    out.traits = traits(t);
    out.requirement = match (has("smithy.api#required"), has("smithy.api#clientOptional")) {
        (true, true) => Requirement::ClientOptional,
        (true, false) => Requirement::Required,
        _ => Requirement::Optional,
    };
    out.default = t.get("smithy.api#default").cloned();
    out.json_name = t["smithy.api#jsonName"].as_str().map(Into::into);
    if has("smithy.api#httpLabel") {
        out.binding = Binding::Label;
    }
    if let Some(q) = t["smithy.api#httpQuery"].as_str() {
        out.binding = Binding::Query(q.into());
    }
    if let Some(q) = t["smithy.api#httpHeader"].as_str() {
        out.binding = Binding::Header(q.into());
    }
    if has("smithy.api#httpPayload") {
        out.binding = Binding::Payload;
    }
    if has("smithy.api#httpResponseCode") {
        out.binding = Binding::ResponseCode;
    }
    out
}
