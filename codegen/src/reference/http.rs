//! How an operation travels: its URI, its methods, their parameters and status codes.

use super::Book;
use super::markdown::Markdown;
use super::{shapes, types};
use crate::docs;
use crate::lower::headers::{self, ABOUT_ERROR_TYPE, ERROR_TYPE, Header};
use crate::lower::parameters::{self, Parameter, Place};
use crate::model::{Cors, Kind, Operation, Protocol, ShapeId};

/// The URI and the methods.
pub(super) fn write(out: &mut Markdown, book: &Book<'_>, operation: &Operation) {
    let model = book.model;
    out.heading(2, "Request URI");
    let (method, path, query) = match &operation.http {
        Some(http) => (
            &*http.method,
            parameters::path(model, operation, http),
            &*http.query,
        ),
        // Protocols without HTTP bindings post everything to the root.
        None => ("POST", "/".to_owned(), &[][..]),
    };
    let constant: Vec<String> = query
        .iter()
        .map(|(name, value)| match value {
            Some(value) => format!("{name}={value}"),
            None => name.clone(),
        })
        .collect();
    let query = if constant.is_empty() {
        String::new()
    } else {
        format!("?{}", constant.join("&"))
    };
    out.paragraph(&docs::cell_code(&format!("{path}{query}")));
    if let Some(prefix) = &operation.host_prefix {
        let prefix = docs::cell_code(prefix);
        out.paragraph(&format!("The host's name starts with {prefix}."));
    }
    out.heading(2, "HTTP methods");
    let given = parameters::of_request(model, operation);
    out.heading(3, &format!("{} method", docs::cell_text(method)));
    let name = docs::cell_code(operation.id.name());
    out.paragraph(&format!("Operation ID: {name}"));
    write_parameters(out, book, &given);
    write_statuses(out, book, operation);
    write_headers(out, book, operation);
    if let Some(cors) = &model.service.cors {
        write_options(out, book, cors, operation, &given);
    }
}

fn write_parameters(out: &mut Markdown, book: &Book<'_>, parameters: &[Parameter<'_>]) {
    if parameters.is_empty() {
        return;
    }
    out.paragraph("**Parameters**");
    let rows = parameters.iter().map(|parameter| {
        let (name, place) = match parameter.place {
            Place::Path => (parameter.name.to_owned(), "path"),
            Place::GreedyPath => (parameter.name.to_owned(), "path, slashes included"),
            Place::Query => (parameter.name.to_owned(), "query"),
            Place::QueryMap => (parameter.name.to_owned(), "query, each key by its own name"),
            Place::Header => (parameter.name.to_owned(), "header"),
            Place::HeaderMap => (format!("{}*", parameter.name), "headers"),
        };
        vec![
            docs::cell_code(&name),
            place.to_owned(),
            types::of_member(book.model, &book.headings, parameter.member),
            shapes::required(parameter.member.requirement).to_owned(),
            shapes::describe(book.model, parameter.member),
        ]
    });
    let head = ["Name", "In", "Type", "Required", "Description"];
    out.table(&head, &rows.collect::<Vec<_>>());
}

fn write_statuses(out: &mut Markdown, book: &Book<'_>, operation: &Operation) {
    let success = operation.http.as_ref().map_or(200, |http| http.code);
    let mut rows = vec![vec![
        success.to_string(),
        operation
            .output
            .as_ref()
            .map_or_else(|| "none".to_owned(), |id| model_of(book, id)),
        summary(book, operation.output.as_ref()).unwrap_or_else(|| "Success".to_owned()),
    ]];
    let mut errors: Vec<(u16, &ShapeId)> = operation
        .errors
        .iter()
        .map(|id| (status(book, id), id))
        .collect();
    errors.sort();
    rows.extend(errors.into_iter().map(|(status, id)| {
        vec![
            status.to_string(),
            model_of(book, id),
            summary(book, Some(id)).unwrap_or_default(),
        ]
    }));
    out.paragraph("**Responses**");
    out.table(&["Status code", "Response model", "Description"], &rows);
}

/// The status of an error.
pub(super) fn status(book: &Book<'_>, error: &ShapeId) -> u16 {
    match &book.model.shape(error).kind {
        Kind::Structure(it) => it.error.as_ref().map_or(400, |error| error.status),
        _ => 400,
    }
}

/// A link to a message, with the names that other documents have for it.
fn model_of(book: &Book<'_>, id: &ShapeId) -> String {
    let aliases = &book.model.shape(id).traits.aliases;
    let aliases: Vec<String> = aliases.iter().map(|it| docs::cell_code(it)).collect();
    let link = book.headings.link(id);
    if aliases.is_empty() {
        link
    } else {
        format!("{link}, also known as {}", aliases.join(", "))
    }
}

fn summary(book: &Book<'_>, id: Option<&ShapeId>) -> Option<String> {
    let text = book.model.shape(id?).traits.documentation.as_deref()?;
    // A summary is text, not Markdown: what is special in it is escaped like any prose.
    Some(docs::cell_text(&docs::summary(text)))
}

/// Headers of the responses: those that carry members, and those that need none.
fn write_headers(out: &mut Markdown, book: &Book<'_>, operation: &Operation) {
    let model = book.model;
    let text = || "string".to_owned();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let is_json = !matches!(model.service.protocol, Protocol::NotJson(_));
    if is_json && !operation.errors.is_empty() {
        let name = docs::cell_code(ERROR_TYPE);
        let about = ABOUT_ERROR_TYPE.to_owned();
        rows.push(vec![name, "errors".to_owned(), text(), about]);
    }
    let cors = model.service.cors.iter();
    let shared = cors.flat_map(|cors| headers::of_responses(model, cors, operation));
    rows.extend(shared.map(|header| {
        let about = format!("{}: {}.", header.about(), values(&header));
        let name = docs::cell_code(header.name);
        vec![name, "all".to_owned(), text(), about]
    }));
    let messages = operation.output.iter().chain(&operation.errors);
    rows.extend(messages.flat_map(|id| {
        let headers = parameters::of_response(model, Some(id));
        headers.into_iter().map(|header| {
            let name = match header.place {
                Place::HeaderMap => format!("{}*", header.name),
                _ => header.name.to_owned(),
            };
            vec![
                docs::cell_code(&name),
                book.headings.link(id),
                types::of_member(model, &book.headings, header.member),
                shapes::describe(model, header.member),
            ]
        })
    }));
    if !rows.is_empty() {
        out.paragraph("**Response headers**");
        out.table(&["Header", "Of", "Type", "Description"], &rows);
    }
}

fn write_options(
    out: &mut Markdown,
    book: &Book<'_>,
    cors: &Cors,
    operation: &Operation,
    given: &[Parameter<'_>],
) {
    out.heading(3, "OPTIONS method");
    out.paragraph("Answers the preflight request of a browser (CORS). There is no body.");
    let in_path = given
        .iter()
        .filter(|it| matches!(it.place, Place::Path | Place::GreedyPath));
    let in_path: Vec<Parameter<'_>> = in_path
        .map(|it| Parameter {
            member: it.member,
            name: it.name,
            place: it.place,
        })
        .collect();
    write_parameters(out, book, &in_path);
    out.paragraph("**Responses**");
    // Browsers take any success for a yes.
    let what = "The headers below. A server may as well say 204, as Tinsmith's runtime does.";
    let row = ["200", "none", what].map(str::to_owned);
    out.table(
        &["Status code", "Response model", "Description"],
        &[row.to_vec()],
    );
    out.paragraph("**Response headers**");
    let operations = headers::with_path_of(book.model, operation);
    let headers = headers::of_preflight(book.model, cors, &operations);
    let rows = headers.iter().map(|header| {
        let about = header.about().to_owned() + ".";
        vec![docs::cell_code(header.name), values(header), about]
    });
    out.table(
        &["Header", "Value", "Description"],
        &rows.collect::<Vec<_>>(),
    );
}

fn values(header: &Header) -> String {
    let values: Vec<String> = header.values.iter().map(|it| docs::cell_code(it)).collect();
    values.join(", ")
}
