//! Every mistake in a large model is found, in the order of the text.

use tinsmith_codegen::input::{self, Input};
use tinsmith_codegen::report::{Color, Report};
use tinsmith_codegen::smithy::Selection;
use tinsmith_tests::large_model;

fn read(text: &str) -> Result<usize, Report> {
    let input = Input {
        spec: text,
        overlay: None,
    };
    input::read(input, &Selection::default())
        .map(|(model, _)| model.shapes.len())
        .map_err(|problems| Report::new(text, problems))
}

#[test]
fn ten_mistakes_are_told_in_order() {
    let (text, codes) = large_model::with_ten_mistakes();
    assert!(text.len() > 4_000_000, "{}", text.len());
    let report = read(&text).expect_err("ten mistakes");
    let entries = report.entries.iter();
    let found: Vec<&str> = entries.map(|entry| entry.problem.code.as_str()).collect();
    assert_eq!(found, codes);
    assert!(report.entries.is_sorted_by_key(|entry| entry.span.start));
    let rendered = report.render("large.json", &text, Color::Plain);
    for entry in &report.entries {
        let place = format!("large.json:{}:{}", entry.line, entry.column);
        assert!(rendered.contains(&place), "{place}");
    }
}

#[test]
fn without_them_it_is_right() {
    let shapes = read(&large_model::right()).expect("no mistakes");
    assert!(shapes > 3_500, "{shapes}");
}
