//! Tiny models, and what their schemas must be.

mod constraints;
mod files;
mod kinds;
mod members;
mod timestamps;
mod union;

use super::{Contract, Schemas};
use crate::model::{
    Format, Kind, Member, Model, Protocol, Requirement, Service, Shape, ShapeId, Simple, Structure,
    Traits,
};
use serde_json::{Map, Value, json};

/// A shape ID in the namespace of the tests.
fn id(name: &str) -> ShapeId {
    ShapeId::parse(&format!("test#{name}")).unwrap()
}

fn prelude(name: &str) -> ShapeId {
    ShapeId::prelude(name)
}

fn shape(name: &str, kind: Kind) -> Shape {
    with_traits(name, kind, Traits::default())
}

fn with_traits(name: &str, kind: Kind, traits: Traits) -> Shape {
    Shape {
        id: id(name),
        traits,
        kind,
    }
}

fn structure(name: &str, members: Vec<Member>) -> Shape {
    shape(
        name,
        Kind::Structure(Structure {
            members,
            error: None,
        }),
    )
}

fn documented(text: &str) -> Traits {
    Traits {
        documentation: Some(text.to_owned()),
        ..Traits::default()
    }
}

/// A required member.
fn required(name: &str, target: ShapeId) -> Member {
    Member {
        requirement: Requirement::Required,
        ..Member::new(name, target)
    }
}

/// A model of these shapes and the whole prelude, without operations.
fn model(shapes: Vec<Shape>) -> Model {
    let simple = [
        ("Blob", Simple::Blob),
        ("Boolean", Simple::Boolean),
        ("String", Simple::String),
        ("Byte", Simple::Byte),
        ("Short", Simple::Short),
        ("Integer", Simple::Integer),
        ("Long", Simple::Long),
        ("Float", Simple::Float),
        ("Double", Simple::Double),
        ("BigInteger", Simple::BigInteger),
        ("BigDecimal", Simple::BigDecimal),
        ("Timestamp", Simple::Timestamp),
        ("Document", Simple::Document),
    ];
    let prelude = simple
        .map(|(name, kind)| (name, Kind::Simple(kind)))
        .into_iter()
        .chain([("Unit", Kind::Unit)])
        .map(|(name, kind)| Shape {
            id: ShapeId::prelude(name),
            traits: Traits::default(),
            kind,
        });
    Model {
        format: Format::Smithy,
        service: Service {
            id: id("Api"),
            version: "2020-08-11".to_owned(),
            traits: Traits::default(),
            title: None,
            protocol: Protocol::RestJson1,
            cors: None,
        },
        operations: Vec::new(),
        shapes: prelude
            .chain(shapes)
            .map(|shape| (shape.id.clone(), shape))
            .collect(),
    }
}

/// What a use of a shape becomes, and which values it lets through.
struct Row {
    /// The use; required, unless the row is about that.
    member: Member,
    /// What it needs beyond the prelude.
    shapes: Vec<Shape>,
    /// Its schema under the serialize contract.
    written: Value,
    /// Its schema under the deserialize contract.
    read: Value,
    /// Valid under both.
    good: Vec<Value>,
    /// Valid under the deserialize contract only.
    lenient: Vec<Value>,
    /// Valid under neither.
    bad: Vec<Value>,
}

impl Row {
    /// A use of a shape of the prelude that is the same under both contracts.
    fn same(target: &str, schema: Value) -> Self {
        Self {
            member: required("value", prelude(target)),
            shapes: Vec::new(),
            written: schema.clone(),
            read: schema,
            good: Vec::new(),
            lenient: Vec::new(),
            bad: Vec::new(),
        }
    }

    fn check(self) {
        let holder = structure("Holder", vec![self.member]);
        let model = model([holder].into_iter().chain(self.shapes).collect());
        let contracts = [
            (Contract::Serialize, &self.written, [true, false, false]),
            (Contract::Deserialize, &self.read, [true, true, false]),
        ];
        for (contract, expected, verdicts) in contracts {
            let schema = definition(&model, &id("Holder"), contract);
            let value = &schema["properties"]["value"];
            // As text, because the order of keys counts.
            assert_eq!(pretty(value), pretty(expected), "{contract:?}");
            let validator = validator(&model, &id("Holder"), contract);
            for (instances, verdict) in [&self.good, &self.lenient, &self.bad].iter().zip(verdicts)
            {
                for instance in *instances {
                    let valid = validator.is_valid(&json!({"value": instance}));
                    assert_eq!(valid, verdict, "{contract:?}: {instance} under {value}");
                }
            }
        }
    }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap()
}

/// The schema of one shape, with references into `$defs`.
fn definition(model: &Model, shape: &ShapeId, contract: Contract) -> Value {
    let reference = |id: &ShapeId| format!("#/$defs/{}", id.name());
    Schemas::new(model).shape(shape, contract, &reference)
}

/// A validator for one shape, whose schema and all others' have passed the metaschema.
fn validator(model: &Model, shape: &ShapeId, contract: Contract) -> jsonschema::Validator {
    let definitions: Map<String, Value> = model
        .shapes
        .keys()
        .map(|id| (id.name().to_owned(), definition(model, id, contract)))
        .collect();
    compile(&json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/$defs/{}", shape.name()),
        "$defs": definitions,
    }))
}

fn compile(schema: &Value) -> jsonschema::Validator {
    if let Err(error) = jsonschema::meta::validate(schema) {
        panic!("{error} at {}: {schema:#}", error.instance_path());
    }
    jsonschema::validator_for(schema).unwrap()
}
