//! Unions: objects with exactly one member.

use super::Contract;
use super::render::{Core, Null, Renderer};
use crate::lower::wire;
use crate::model::{Kind, Member, Union};
use serde_json::{Map, Value, json};

/// The member that unions ignore (Smithy AWS JSON protocols, "Shape serialization").
const TYPE: &str = "__type";

impl Renderer<'_> {
    pub(super) fn union(&self, union: &Union) -> Core {
        let members = union
            .members
            .iter()
            .map(|member| (self.name(member), self.choice(member)));
        match self.contract {
            Contract::Serialize => written(members),
            Contract::Deserialize => read(members, &self.refused(union)),
        }
    }

    /// Names that travel but are no member's: by member names they are errors, because what they
    /// stand for could not be told from the member when it travels.
    fn refused<'m>(&self, union: &'m Union) -> Vec<&'m str> {
        let names: Vec<&str> = union.members.iter().map(|it| self.name(it)).collect();
        let protocol = &self.model.service.protocol;
        let wire = union.members.iter().map(|it| wire::name(protocol, it));
        wire.filter(|name| *name != TYPE && !names.contains(name))
            .collect()
    }

    /// The value of a member. One without data (`smithy.api#Unit`) is an object, whatever is in
    /// it.
    fn choice(&self, member: &Member) -> Value {
        if matches!(self.model.shape(&member.target).kind, Kind::Unit) {
            let object = Core::schema(json!({"type": "object"}));
            return object.annotated(self.texts.of_member(member, None));
        }
        self.usage(member, Null::Rejected)
    }
}

/// One object for each member, with that member alone.
fn written<'m>(members: impl Iterator<Item = (&'m str, Value)>) -> Core {
    let choices: Vec<Value> = members
        .map(|(name, schema)| {
            json!({
                "type": "object",
                "properties": {name: schema},
                "required": [name],
                "additionalProperties": false,
            })
        })
        .collect();
    if choices.is_empty() {
        // `oneOf` must not be empty (JSON Schema Core 2020-12, section 10.2.1.3).
        return Core::schema(json!({"not": {}}));
    }
    Core::schema(json!({"oneOf": choices}))
}

/// As written, but members that are null do not count, nor does `__type`, and a member that the
/// model does not know may stand for a known one.
///
/// `refused` are names that no object may have.
fn read<'m>(members: impl Iterator<Item = (&'m str, Value)>, refused: &[&str]) -> Core {
    let mut ignored = Map::new();
    ignored.insert(TYPE.to_owned(), true.into());
    let mut known: Vec<(&str, Value)> = members.collect();
    if known.iter().any(|(name, _)| *name == TYPE) {
        ignored.clear();
    }
    let mut unknown = unknown(&ignored, known.iter().map(|(name, _)| *name));
    let mut choices: Vec<Value> = known
        .iter_mut()
        .map(|(name, schema)| {
            let mut properties = Map::new();
            properties.insert((*name).to_owned(), schema.take());
            properties.extend(ignored.clone());
            json!({
                "type": "object",
                "properties": properties,
                "required": [name],
                "additionalProperties": {"type": "null"},
            })
        })
        .collect();
    for schema in choices.iter_mut().chain([&mut unknown]) {
        for name in refused {
            schema["properties"][name] = false.into();
        }
    }
    choices.push(unknown);
    Core::schema(json!({"oneOf": choices}))
}

/// One member that the model does not know.
///
/// JSON Schema counts properties, but not those of them that are not null. So: at least one is
/// not null; and either there is no other property, or some are null (see the module's list of
/// what JSON Schema cannot say).
fn unknown<'m>(ignored: &Map<String, Value>, known: impl Iterator<Item = &'m str>) -> Value {
    let mut properties = ignored.clone();
    properties.extend(known.map(|name| (name.to_owned(), json!({"type": "null"}))));
    let mut alone = vec![json!({"type": "object", "maxProperties": 1})];
    if !ignored.is_empty() {
        alone.push(json!({
            "type": "object",
            "properties": ignored,
            "required": [TYPE],
            "maxProperties": 2,
        }));
    }
    alone.push(not_all(ignored, &json!({"not": {"type": "null"}})));
    json!({
        "type": "object",
        "properties": properties,
        "allOf": [not_all(ignored, &json!({"type": "null"})), {"anyOf": alone}],
    })
}

/// An object of which not all the properties that count fit the schema.
fn not_all(ignored: &Map<String, Value>, schema: &Value) -> Value {
    let mut all = Map::new();
    all.insert("type".to_owned(), "object".into());
    if !ignored.is_empty() {
        all.insert("properties".to_owned(), ignored.clone().into());
    }
    all.insert("additionalProperties".to_owned(), schema.clone());
    json!({"not": all})
}
