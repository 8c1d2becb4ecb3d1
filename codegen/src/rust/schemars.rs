//! `schemars::JsonSchema`, for embedding the types in other people's schemas.
//!
//! Each impl carries the published schema as text, in both contracts; references become those
//! of the generator at hand. The text is parsed when a schema is asked for, which costs nothing
//! to compile, unlike a macro that spells the schema out.

use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

use crate::lower::{Api, Name, Role, Struct};
use crate::model::ShapeId;
use crate::schema::{Contract, Schemas};

/// What all the impls share.
pub(super) fn support() -> TokenStream {
    quote! {
        /// Makes a type's schema of its text, for the contract that the generator wants.
        fn schema(
            generator: &mut SchemaGenerator,
            [serialize, deserialize]: [&str; 2],
            references: &[(&str, fn(&mut SchemaGenerator) -> Schema)],
        ) -> Schema {
            let text = match generator.contract() {
                Contract::Serialize => serialize,
                // The other contract of today, and the safe side of any to come.
                _ => deserialize,
            };
            let mut schema: serde_json::Value =
                serde_json::from_str(text).expect("the text was written as JSON");
            resolve(&mut schema, generator, references);
            Schema::try_from(schema).expect("the text was written as a schema")
        }

        /// Points references to where the generator puts the types.
        fn resolve(
            schema: &mut serde_json::Value,
            generator: &mut SchemaGenerator,
            references: &[(&str, fn(&mut SchemaGenerator) -> Schema)],
        ) {
            match schema {
                serde_json::Value::Array(schemas) => {
                    for schema in schemas {
                        resolve(schema, generator, references);
                    }
                }
                serde_json::Value::Object(keywords) => {
                    let name = keywords.get("$ref").and_then(serde_json::Value::as_str);
                    let reference = references.iter().find(|(known, _)| Some(*known) == name);
                    if let Some((_, subschema)) = reference {
                        *schema = subschema(generator).to_value();
                        return;
                    }
                    for schema in keywords.values_mut() {
                        resolve(schema, generator, references);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The impl of a structure, or of the part of one that travels in a body.
pub(super) fn structure(
    api: &Api<'_>,
    schemas: &Schemas<'_>,
    structure: &Struct<'_>,
) -> TokenStream {
    implementation(
        api,
        &structure.ident,
        |contract, reference| match &structure.role {
            Role::Shape => schemas.shape(structure.id, contract, reference),
            Role::BodyOf(_) => schemas.body(structure.id, contract, reference),
        },
    )
}

/// The impl of a union or enum.
pub(super) fn shape(
    api: &Api<'_>,
    schemas: &Schemas<'_>,
    ident: &Name,
    id: &ShapeId,
) -> TokenStream {
    implementation(api, ident, |contract, reference| {
        schemas.shape(id, contract, reference)
    })
}

fn implementation(
    api: &Api<'_>,
    ident: &Name,
    schema: impl Fn(Contract, &dyn Fn(&ShapeId) -> String) -> serde_json::Value,
) -> TokenStream {
    let name = ident.as_str();
    let reference = |id: &ShapeId| format!("#/$defs/{}", api.names[id]);
    let schemas =
        [Contract::Serialize, Contract::Deserialize].map(|contract| schema(contract, &reference));
    let mut references = BTreeSet::new();
    for text in &schemas {
        collect_references(text, &mut references);
    }
    let texts = schemas.each_ref().map(serde_json::Value::to_string);
    let references = references.into_iter().map(|reference| {
        let ty = Name::new(reference.trim_start_matches("#/$defs/"));
        quote!((#reference, SchemaGenerator::subschema_for::<super::#ty>))
    });
    quote! {
        impl JsonSchema for super::#ident {
            fn schema_name() -> Cow<'static, str> {
                Cow::Borrowed(#name)
            }

            fn schema_id() -> Cow<'static, str> {
                Cow::Borrowed(concat!(module_path!(), "::", #name))
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                schema(generator, [#(#texts),*], &[#(#references),*])
            }
        }
    }
}

fn collect_references<'v>(schema: &'v serde_json::Value, references: &mut BTreeSet<&'v str>) {
    match schema {
        serde_json::Value::Array(schemas) => {
            for schema in schemas {
                collect_references(schema, references);
            }
        }
        serde_json::Value::Object(keywords) => {
            references.extend(keywords.get("$ref").and_then(serde_json::Value::as_str));
            for schema in keywords.values() {
                collect_references(schema, references);
            }
        }
        _ => {}
    }
}
