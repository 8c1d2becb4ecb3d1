//! Traits to JSON.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::model::{
    Binding, Constraints, Density, Deprecated, ErrorInfo, Fault, Length, Member, Protocol, Range,
    Requirement, Sensitivity, ShapeId, Streaming, TimestampFormat, Traits,
};

use super::ALIASES;

/// The traits of one shape or member, by ID.
#[derive(Default)]
pub(super) struct TraitMap {
    traits: BTreeMap<String, Value>,
}

impl TraitMap {
    /// The traits that shapes and members have in common.
    pub(super) fn new(traits: &Traits) -> Self {
        let mut map = Self::default();
        map.prelude_text("documentation", traits.documentation.as_deref());
        map.prelude_text("mediaType", traits.media_type.as_deref());
        map.prelude_text("since", traits.since.as_deref());
        if !traits.external_documentation.is_empty() {
            let links: Map<String, Value> = traits
                .external_documentation
                .iter()
                .map(|(title, address)| (title.clone(), Value::from(address.as_str())))
                .collect();
            map.prelude("externalDocumentation", Value::Object(links));
        }
        if let Some(deprecated) = &traits.deprecated {
            map.prelude("deprecated", deprecation(deprecated));
        }
        map.mark("sensitive", traits.sensitivity == Sensitivity::Sensitive);
        map.mark("streaming", traits.streaming == Streaming::Stream);
        map.constraints(&traits.constraints);
        if let Some(format) = traits.timestamp_format {
            let name = match format {
                TimestampFormat::EpochSeconds => "epoch-seconds",
                TimestampFormat::DateTime => "date-time",
                TimestampFormat::HttpDate => "http-date",
            };
            map.prelude("timestampFormat", Value::from(name));
        }
        if !traits.aliases.is_empty() {
            map.set(ALIASES, json!(traits.aliases));
        }
        map
    }

    /// Sets a trait by its whole ID.
    pub(super) fn set(&mut self, id: &str, value: Value) {
        self.traits.insert(id.to_owned(), value);
    }

    /// Sets a trait of the prelude.
    pub(super) fn prelude(&mut self, name: &str, value: Value) {
        self.traits.insert(format!("smithy.api#{name}"), value);
    }

    /// Sets a trait of the prelude that is a text, if there is one.
    pub(super) fn prelude_text(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.prelude(name, Value::from(text));
        }
    }

    /// Sets an annotation trait of the prelude if it applies.
    pub(super) fn mark(&mut self, name: &str, applies: bool) {
        if applies {
            self.prelude(name, json!({}));
        }
    }

    /// The traits that only members have. `json_name` is the wire name as the AST must say it.
    pub(super) fn member(&mut self, member: &Member, json_name: Option<&str>) {
        self.mark("required", member.requirement != Requirement::Optional);
        // A default has the same effect on a required member as `clientOptional`.
        let client_optional = member.requirement == Requirement::ClientOptional;
        self.mark(
            "clientOptional",
            client_optional && member.default.is_none(),
        );
        self.prelude_text("jsonName", json_name);
        self.mark("hostLabel", member.host_label);
        self.mark("idempotencyToken", member.idempotency_token);
        self.binding(&member.binding);
    }

    /// A structure member has to repeat its target's default, or to say that it has none.
    pub(super) fn member_default(&mut self, member: &Member) {
        if let Some(default) = &member.default {
            self.prelude("default", default.clone());
        } else if has_default(&member.target) {
            self.prelude("default", Value::Null);
        }
    }

    /// `sparse`.
    pub(super) fn density(&mut self, density: Density) {
        self.mark("sparse", density == Density::Sparse);
    }

    /// The traits of an error structure.
    pub(super) fn error(&mut self, error: &ErrorInfo, protocol: &Protocol) {
        let fault = match error.fault {
            Fault::Client => "client",
            Fault::Server => "server",
        };
        self.prelude("error", Value::from(fault));
        self.prelude("httpError", Value::from(error.status));
        self.mark("retryable", error.retryable);
        match &error.code {
            Some(code) if has_error_codes(protocol) => {
                let value = json!({ "code": code, "httpResponseCode": error.status });
                self.set("aws.protocols#awsQueryError", value);
            }
            // Other protocols have no trait for it, but errors are recognised by aliases too.
            Some(code) => self.add_alias(code),
            None => {}
        }
    }

    fn add_alias(&mut self, alias: &str) {
        let aliases = self.traits.entry(ALIASES.to_owned());
        if let Value::Array(aliases) = aliases.or_insert_with(|| json!([]))
            && aliases.iter().all(|known| known != alias)
        {
            aliases.push(Value::from(alias));
        }
    }

    /// Adds `traits` to a shape or member, unless there are none.
    pub(super) fn put_into(self, target: &mut Map<String, Value>) {
        if !self.traits.is_empty() {
            target.insert("traits".to_owned(), self.traits.into_iter().collect());
        }
    }

    fn binding(&mut self, binding: &Binding) {
        match binding {
            Binding::Body => {}
            Binding::Label => self.mark("httpLabel", true),
            Binding::Query(name) => self.prelude_text("httpQuery", Some(name)),
            Binding::QueryParams => self.mark("httpQueryParams", true),
            Binding::Header(name) => self.prelude_text("httpHeader", Some(name)),
            Binding::PrefixHeaders(prefix) => self.prelude_text("httpPrefixHeaders", Some(prefix)),
            Binding::Payload => self.mark("httpPayload", true),
            Binding::ResponseCode => self.mark("httpResponseCode", true),
        }
    }

    fn constraints(&mut self, constraints: &Constraints) {
        if let Some(Length { min, max }) = constraints.length {
            self.prelude("length", bounds(min.map(Value::from), max.map(Value::from)));
        }
        if let Some(Range { min, max }) = &constraints.range {
            let number = |n: &Option<serde_json::Number>| n.clone().map(Value::Number);
            self.prelude("range", bounds(number(min), number(max)));
        }
        self.prelude_text("pattern", constraints.pattern.as_deref());
        self.mark("uniqueItems", constraints.unique_items);
    }
}

/// Whether a protocol honours `aws.protocols#awsQueryError`.
pub(super) fn has_error_codes(protocol: &Protocol) -> bool {
    *protocol == Protocol::NotJson("aws.protocols#awsQuery".to_owned())
}

/// Whether a shape has a default of its own: these of the prelude do, and the model keeps no
/// others.
fn has_default(target: &ShapeId) -> bool {
    target.is_prelude() && target.name().starts_with("Primitive")
}

fn bounds(min: Option<Value>, max: Option<Value>) -> Value {
    object([("min", min), ("max", max)])
}

fn deprecation(deprecated: &Deprecated) -> Value {
    let text = |t: &Option<String>| t.clone().map(Value::String);
    object([
        ("message", text(&deprecated.message)),
        ("since", text(&deprecated.since)),
    ])
}

/// An object of the entries that are there.
pub(super) fn object<const N: usize>(entries: [(&str, Option<Value>); N]) -> Value {
    entries
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)))
        .collect()
}
