//! Structures: objects with known members, open for others.

use super::Contract;
use super::render::{Core, Null, Renderer};
use crate::model::{Binding, ErrorInfo, Kind, Member, Model, Requirement, Streaming};
use serde_json::{Map, Value};

impl Renderer<'_> {
    /// An object with these members; `error` is set if they are an error's.
    pub(super) fn members<'m>(
        &self,
        members: impl Iterator<Item = &'m Member>,
        error: Option<&ErrorInfo>,
    ) -> Core {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for member in members.filter(|member| !is_event_stream(self.model, member)) {
            let name = self.name(member);
            let requirement = requirement(member, error);
            if self.must_be_there(requirement) {
                required.push(Value::from(name));
            }
            let schema = self.usage(member, self.null(requirement));
            properties.insert(name.to_owned(), schema);
        }
        let mut keywords = Map::new();
        keywords.insert("type".to_owned(), "object".into());
        if !properties.is_empty() {
            keywords.insert("properties".to_owned(), properties.into());
        }
        if !required.is_empty() {
            keywords.insert("required".to_owned(), required.into());
        }
        Core::Schema(keywords)
    }

    fn must_be_there(&self, requirement: Requirement) -> bool {
        match requirement {
            Requirement::Required => true,
            Requirement::ClientOptional => self.contract == Contract::Serialize,
            Requirement::Optional => false,
        }
    }

    /// Whoever reads takes null for an absent member; nobody writes it.
    fn null(&self, requirement: Requirement) -> Null {
        match (self.contract, requirement) {
            (Contract::Serialize, _) | (_, Requirement::Required) => Null::AsTarget,
            (Contract::Deserialize, _) => Null::Accepted,
        }
    }
}

/// Whether a member must be in the JSON object. An error is read from a response's body, so what
/// the model moves elsewhere is not there to be required.
fn requirement(member: &Member, error: Option<&ErrorInfo>) -> Requirement {
    match (&member.binding, error) {
        (Binding::Body, _) | (_, None) => member.requirement,
        (_, Some(_)) => Requirement::Optional,
    }
}

/// Whether a member is a stream of events, which is no part of any JSON object.
fn is_event_stream(model: &Model, member: &Member) -> bool {
    let target = model.shape(&member.target);
    matches!(target.kind, Kind::Union(_)) && target.traits.streaming == Streaming::Stream
}
