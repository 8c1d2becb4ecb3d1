//! Decides what a case can show of generated types, and writes the code that shows it.
//!
//! The types are bodies and messages, not an HTTP client: a case runs if its body is JSON. What
//! it says of headers beside that body is not looked at, and nor are members in them.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};
use tinsmith_codegen::lower::TypeNames;
use tinsmith_codegen::lower::wire::{self, Body};
use tinsmith_codegen::model::{
    Binding, Kind, Member, Model, Operation, Protocol, ShapeId, Simple, Structure,
};

use super::suite::{Case, Element, Request, Response, operation_name};
use super::translate::Translator;

/// How to run a case.
#[derive(Debug)]
pub enum Plan {
    /// This expression, of type `Result<(), String>`, in the crate's root.
    Run(TokenStream),
    /// It cannot be run.
    Cannot(&'static str),
}

/// Members travel outside the body, and nothing is in the body.
const BINDINGS: &str = "only HTTP bindings, no JSON body";
/// The body is a blob or text.
const RAW_PAYLOAD: &str = "the payload is raw bytes or text, not JSON";
/// The payload is absent.
const NO_PAYLOAD: &str = "there is no payload, so no value to write or read";
/// The case is about headers.
const NO_BODY: &str = "the case expects headers and says nothing of the body";

/// What is known of an element once code is generated from it.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The element.
    pub element: &'a Element,
    /// Its service description.
    pub service: &'a Value,
    /// The model that was read from it.
    pub model: &'a Model,
    /// The names of the generated types.
    pub names: &'a TypeNames,
    /// The path of the module they are in.
    pub module: &'a TokenStream,
}

impl Context<'_> {
    /// The plan for the case at an index of the element.
    ///
    /// # Errors
    ///
    /// If the case contradicts itself or its shapes.
    pub fn plan(&self, index: usize) -> Result<Plan, String> {
        let case = &self.element.cases[index];
        let name = operation_name(index);
        let mut operations = self.model.operations.iter();
        let operation = operations
            .find(|operation| operation.id.name() == name)
            .ok_or("the operation is not in the model")?;
        match (&case.params, &case.serialized, &case.response) {
            (Some(params), Some(request), _) => self.input(operation, params, request),
            (_, _, Some(response)) if case.error_code.is_some() => {
                self.error(operation, case, response)
            }
            (_, _, Some(response)) => {
                let result = case.result.as_ref().ok_or("there is no result")?;
                self.output(operation, result, response)
            }
            _ => Err("it is neither an input nor an output case".to_owned()),
        }
    }

    fn input(
        &self,
        operation: &Operation,
        params: &Value,
        request: &Request,
    ) -> Result<Plan, String> {
        let Some(expected) = request.body.as_deref() else {
            return Ok(Plan::Cannot(NO_BODY));
        };
        let module = self.module;
        let unit = named(&self.names.operations, &operation.id)?;
        let target = self.target(operation, request).map(|path| {
            let method = &request.method;
            quote!(runner::target::<#module::#unit>(#method, #path)?;)
        });
        let Some(input) = &operation.input else {
            let nothing = match self.model.service.protocol {
                Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => "{}",
                _ => "",
            };
            return Ok(Plan::Run(quote!({
                #target
                runner::writes_nothing::<#module::#unit>(#nothing, #expected)
            })));
        };
        let check = match wire::body(self.model, Some(input)) {
            Body::Empty => return Ok(Plan::Cannot(BINDINGS)),
            Body::Whole(_) | Body::Part { .. } => {
                let whole = named(&self.names.shapes, input)?;
                let body = self.body_type(input)?;
                let params = self.translate(input, params)?;
                // A structure without members is no body in rest-json.
                let is_nothing = expected.is_empty() && self.members(input).is_empty();
                let expected = if is_nothing { "{}" } else { expected };
                quote!(runner::writes::<#module::#whole, #body>(#params, #expected))
            }
            Body::Payload(member) => {
                let Some(ty) = self.payload_type(member)? else {
                    return Ok(Plan::Cannot(RAW_PAYLOAD));
                };
                let Some(value) = params.get(&member.name) else {
                    return Ok(Plan::Cannot(NO_PAYLOAD));
                };
                let value = self.translate(&member.target, value)?;
                quote!(runner::writes::<#ty, #ty>(#value, #expected))
            }
        };
        Ok(Plan::Run(quote!({ #target #check })))
    }

    fn output(
        &self,
        operation: &Operation,
        result: &Value,
        response: &Response,
    ) -> Result<Plan, String> {
        let Some(output) = &operation.output else {
            let module = self.module;
            let unit = named(&self.names.operations, &operation.id)?;
            let result = result.to_string();
            return Ok(Plan::Run(
                quote!(runner::reads_nothing::<#module::#unit>(#result)),
            ));
        };
        match wire::body(self.model, Some(output)) {
            Body::Empty => Ok(Plan::Cannot(BINDINGS)),
            Body::Whole(_) | Body::Part { .. } => {
                let body = self.body_type(output)?;
                let expected = self.translate(output, &self.in_body(output, result))?;
                // The protocols let services leave out a body with nothing in it.
                let text = match &*response.body {
                    "" => "{}",
                    text => text,
                };
                Ok(Plan::Run(quote!(runner::reads::<#body>(#text, #expected))))
            }
            Body::Payload(member) => {
                let Some(ty) = self.payload_type(member)? else {
                    return Ok(Plan::Cannot(RAW_PAYLOAD));
                };
                let Some(value) = result.get(&member.name) else {
                    return Ok(Plan::Cannot(NO_PAYLOAD));
                };
                let expected = self.translate(&member.target, value)?;
                let text = &response.body;
                Ok(Plan::Run(quote!(runner::reads::<#ty>(#text, #expected))))
            }
        }
    }

    fn error(
        &self,
        operation: &Operation,
        case: &Case,
        response: &Response,
    ) -> Result<Plan, String> {
        let code = case.error_code.as_deref().unwrap_or_default();
        let mut errors = operation.errors.iter();
        let shape = errors
            .find(|id| id.name() == code)
            .ok_or("the error is not one of the operation's")?;
        let module = self.module;
        let error = named(&self.names.errors, &operation.id)?;
        let content = named(&self.names.shapes, shape)?;
        let members = case.error.clone().filter(|members| !members.is_null());
        let members = members.unwrap_or_else(|| Value::Object(Map::new()));
        let expected = self.translate(shape, &self.in_body(shape, &members))?;
        let message = match case.error_message.as_deref() {
            Some(message) => quote!(Some(#message)),
            None => quote!(None),
        };
        let header = match response.error_type() {
            Some(header) => quote!(Some(#header)),
            None => quote!(None),
        };
        let Response {
            status_code, body, ..
        } = response;
        Ok(Plan::Run(quote!({
            let body = runner::error_body(#body);
            let error = #module::#error::from_parts(Some(#status_code), #header, body);
            runner::fails::<_, #module::#content>(
                &error,
                (error.code(), #code),
                (error.message(), #message),
                |error| match error {
                    #module::#error::#content(content) => Some(content),
                    _ => None,
                },
                #expected,
            )
        })))
    }

    /// The path to compare the operation's URI with, if no member is a part of it.
    fn target<'r>(&self, operation: &Operation, request: &'r Request) -> Option<&'r str> {
        let input = operation.input.as_ref();
        let mut members = input.map(|id| self.members(id)).unwrap_or_default().iter();
        let is_constant = members.all(|member| {
            !matches!(
                member.binding,
                Binding::Label | Binding::Query(_) | Binding::QueryParams
            )
        });
        is_constant.then(|| self.element.path(request))
    }

    /// The members of a value that travel in the body.
    fn in_body(&self, structure: &ShapeId, value: &Value) -> Value {
        let members = self.members(structure).iter();
        let elsewhere: Vec<&str> = members
            .filter(|member| member.binding != Binding::Body)
            .map(|member| &*member.name)
            .collect();
        let members = value.as_object().into_iter().flatten();
        let members = members.filter(|(name, _)| !elsewhere.contains(&name.as_str()));
        Value::Object(members.map(|(k, v)| (k.clone(), v.clone())).collect())
    }

    fn members(&self, structure: &ShapeId) -> &[Member] {
        match &self.model.shape(structure).kind {
            Kind::Structure(Structure { members, .. }) => members,
            _ => &[],
        }
    }

    fn translate(&self, shape: &ShapeId, value: &Value) -> Result<String, String> {
        let translated = Translator::new(self.service).shape(shape.name(), value)?;
        Ok(translated.to_string())
    }

    /// The type that holds what of a message travels in the body.
    fn body_type(&self, message: &ShapeId) -> Result<TokenStream, String> {
        let module = self.module;
        let bodies = &self.names.bodies;
        let name = if bodies.contains_key(message) {
            named(bodies, message)?
        } else {
            named(&self.names.shapes, message)?
        };
        Ok(quote!(#module::#name))
    }

    /// The type of a payload, if it is JSON.
    fn payload_type(&self, member: &Member) -> Result<Option<TokenStream>, String> {
        let module = self.module;
        Ok(match &self.model.shape(&member.target).kind {
            Kind::Structure(_) | Kind::Union(_) => {
                let name = named(&self.names.shapes, &member.target)?;
                Some(quote!(#module::#name))
            }
            Kind::Simple(Simple::Document) => Some(quote!(serde_json::Value)),
            _ => None,
        })
    }
}

/// The name as a token.
fn named(names: &BTreeMap<ShapeId, String>, id: &ShapeId) -> Result<TokenStream, String> {
    let name = names.get(id).ok_or_else(|| format!("{id} has no type"))?;
    name.parse().map_err(|error| format!("{name}: {error}"))
}
