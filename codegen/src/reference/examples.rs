//! The `examples` trait: each example as the HTTP messages that travel, and as JSON by member
//! names.

use serde_json::Value;

use super::Book;
use super::markdown::Markdown;
use super::{exchange, json};
use crate::docs::{self, plain_line};
use crate::model::{Example, Operation};

/// The section, if there are examples.
pub(super) fn write(out: &mut Markdown, book: &Book<'_>, operation: &Operation) {
    if operation.examples.is_empty() {
        return;
    }
    // A plain "Examples" could have the slug of a shape.
    out.heading(2, "Examples of use");
    out.paragraph(
        "Messages are shown without host, length and signature. boto3 and the AWS CLI take the \
         input and return the output by member names.",
    );
    for (number, example) in (1..).zip(&operation.examples) {
        write_example(out, book, operation, number, example);
    }
}

fn write_example(
    out: &mut Markdown,
    book: &Book<'_>,
    operation: &Operation,
    number: usize,
    example: &Example,
) {
    let title = docs::cell_text(&plain_line(&example.title));
    out.paragraph(&format!("**Example {number}.** {title}"));
    if let Some(text) = &example.documentation {
        out.lines(&docs::page(text));
    }
    let model = book.model;
    message(
        out,
        "Request",
        exchange::request(model, operation, &example.input),
    );
    if let Some(output) = &example.output {
        let response = exchange::response(model, operation, output);
        message(out, "Response", response);
    }
    if let Some(error) = &example.error {
        let response = exchange::error(model, &error.shape, &error.content);
        message(out, "Response", response);
    }
    value(out, "Input", &example.input);
    if let Some(output) = &example.output {
        value(out, "Output", output);
    }
    if let Some(error) = &example.error {
        let what = format!("Error, {}", book.headings.link(&error.shape));
        value(out, &what, &error.content);
    }
}

fn message(out: &mut Markdown, what: &str, text: Option<String>) {
    if let Some(text) = text {
        out.paragraph(&format!("{what}:"));
        out.code("http", &text);
    }
}

fn value(out: &mut Markdown, what: &str, value: &Value) {
    out.paragraph(&format!("{what}, by member names:"));
    out.code("json", &json::pretty(value));
}
