//! Generating the checked-in spec, against the floor of reading it as plain JSON.

mod ratio;

use tinsmith_codegen::output::{Api, models};
use tinsmith_codegen::smithy::{self, Selection};

/// The one of the command line.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/amplifybackend.json");
    let text = std::fs::read_to_string(path).expect("the spec is there");
    let (model, _warnings) = smithy::read(&text, &Selection::default()).expect("the spec is valid");
    let apis = [Api {
        name: "amplifybackend".to_owned(),
        model,
    }];
    ratio::compare(
        "generate amplifybackend",
        vec![
            ("parse the spec as JSON", Box::new(|| parse(&text))),
            ("read the spec", Box::new(|| read(&text))),
            ("write all files", Box::new(|| write(&apis))),
        ],
    );
}

fn parse(text: &str) -> usize {
    let value: serde_json::Value = serde_json::from_str(text).expect("the spec is JSON");
    value.as_object().map_or(0, serde_json::Map::len)
}

fn read(text: &str) -> usize {
    smithy::read(text, &Selection::default())
        .expect("the spec is valid")
        .0
        .shapes
        .len()
}

fn write(apis: &[Api]) -> usize {
    models(apis).expect("the generator writes Rust").files.len()
}
