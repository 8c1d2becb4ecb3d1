//! Telling the mistakes of a large model, against the floor of reading it as plain JSON.

mod ratio;

use tinsmith_codegen::input::{self, Input};
use tinsmith_codegen::report::{Color, Report};
use tinsmith_codegen::smithy::Selection;
use tinsmith_tests::large_model;

/// The one of the command line.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let (wrong, codes) = large_model::with_ten_mistakes();
    let right = large_model::right();
    let broken = right.replacen("\"errors\": ", "\"errors\" ", 1);
    let title = format!(
        "a model of {} bytes with {} mistakes",
        wrong.len(),
        codes.len()
    );
    ratio::compare(
        &title,
        vec![
            ("parse it as JSON", Box::new(|| parse(&right))),
            ("read it without mistakes", Box::new(|| read(&right).len())),
            ("read it", Box::new(|| read(&wrong).len())),
            ("read, place and render", Box::new(|| report(&wrong))),
            ("the same for broken JSON", Box::new(|| report(&broken))),
        ],
    );
}

fn parse(text: &str) -> usize {
    let value: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
    value.as_object().map_or(0, serde_json::Map::len)
}

fn read(text: &str) -> Vec<tinsmith_codegen::report::Problem> {
    let input = Input {
        spec: text,
        overlay: None,
    };
    input::read(input, &Selection::default())
        .err()
        .unwrap_or_default()
}

fn report(text: &str) -> usize {
    let report = Report::new(text, read(text));
    report.render("large.json", text, Color::Ansi).len()
}
