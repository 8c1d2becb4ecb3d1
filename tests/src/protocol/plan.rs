//! Decides how a case runs, and writes the code that runs it.
//!
//! A case goes through the feature `http` in both directions: what it gives is written or read
//! as a client does, and what came out is read or written as a server does.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};
use tinsmith_codegen::lower::TypeNames;
use tinsmith_codegen::model::{Model, Operation, ShapeId};

use super::suite::{Case, Element, Request, Response, operation_name};
use super::translate::Translator;

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
    /// How to run the case at an index of the element: an expression of type
    /// `Result<(), String>`, in the crate's root.
    ///
    /// # Errors
    ///
    /// If the case contradicts itself or its shapes.
    pub fn plan(&self, index: usize) -> Result<TokenStream, String> {
        let case = &self.element.cases[index];
        let name = operation_name(index);
        let mut operations = self.model.operations.iter();
        let operation = operations
            .find(|operation| operation.id.name() == name)
            .ok_or("the operation is not in the model")?;
        match (&case.params, &case.serialized, &case.response) {
            (Some(params), Some(request), _) => {
                let given = case.given["name"].as_str().unwrap_or_default();
                self.input(operation, given, params, request)
            }
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
        given: &str,
        params: &Value,
        request: &Request,
    ) -> Result<TokenStream, String> {
        let unit = self.unit(operation)?;
        let params = self.message(operation.input.as_ref(), params)?;
        let (method, uri) = (&request.method, self.element.path(request));
        let target = format!(".{}", operation.id.name());
        let headers = request.headers.iter().map(|(name, value)| {
            let value = value.as_str().unwrap_or_default();
            // Cases have operations of their own here.
            let own = value.strip_suffix(&format!(".{given}"));
            let own = own.filter(|_| name.eq_ignore_ascii_case("x-amz-target"));
            let value = own.map_or_else(|| value.to_owned(), |own| format!("{own}{target}"));
            quote!((#name, #value))
        });
        let forbidden = &request.forbid_headers;
        let body = optional(request.body.as_deref());
        Ok(quote!(runner::requests::<#unit>(#params, &runner::Request {
            method: #method,
            uri: #uri,
            headers: &[#(#headers),*],
            forbidden: &[#(#forbidden),*],
            body: #body,
        })))
    }

    fn output(
        &self,
        operation: &Operation,
        result: &Value,
        response: &Response,
    ) -> Result<TokenStream, String> {
        let unit = self.unit(operation)?;
        let expected = self.message(operation.output.as_ref(), result)?;
        let response = self::response(response);
        Ok(quote!(runner::responds::<#unit>(&#response, #expected)))
    }

    fn error(
        &self,
        operation: &Operation,
        case: &Case,
        response: &Response,
    ) -> Result<TokenStream, String> {
        let code = case.error_code.as_deref().unwrap_or_default();
        let mut errors = operation.errors.iter();
        let shape = errors
            .find(|id| id.name() == code)
            .ok_or("the error is not one of the operation's")?;
        let module = self.module;
        let unit = self.unit(operation)?;
        let error = named(&self.names.errors, &operation.id)?;
        let content = named(&self.names.shapes, shape)?;
        let members = case.error.clone().filter(|members| !members.is_null());
        let members = members.unwrap_or_else(|| Value::Object(Map::new()));
        let expected = self.message(Some(shape), &members)?;
        let message = optional(case.error_message.as_deref());
        let response = self::response(response);
        Ok(quote!(runner::fails::<#unit, #module::#content>(
            &#response,
            (#code, #message),
            |error| match error {
                #module::#error::#content(content) => Some(content),
                _ => None,
            },
            #expected,
        )))
    }

    fn unit(&self, operation: &Operation) -> Result<TokenStream, String> {
        let module = self.module;
        let unit = named(&self.names.operations, &operation.id)?;
        Ok(quote!(#module::#unit))
    }

    /// The wire form of a whole message; null if the operation has none.
    fn message(&self, shape: Option<&ShapeId>, value: &Value) -> Result<String, String> {
        match shape {
            None if value.as_object().is_some_and(Map::is_empty) => Ok("null".to_owned()),
            None => Err(format!("{value} is of no shape")),
            Some(shape) => {
                let translated = Translator::new(self.service).shape(shape.name(), value)?;
                Ok(translated.to_string())
            }
        }
    }
}

fn response(response: &Response) -> TokenStream {
    let Response { status_code, .. } = response;
    let headers = response.headers.iter().map(|(name, value)| {
        let value = value.as_str().unwrap_or_default();
        quote!((#name, #value))
    });
    let body = response.body.as_deref().unwrap_or_default();
    quote!(runner::Response {
        status: #status_code,
        headers: &[#(#headers),*],
        body: #body,
    })
}

fn optional(text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    }
}

/// The name as a token.
fn named(names: &BTreeMap<ShapeId, String>, id: &ShapeId) -> Result<TokenStream, String> {
    let name = names.get(id).ok_or_else(|| format!("{id} has no type"))?;
    name.parse().map_err(|error| format!("{name}: {error}"))
}
