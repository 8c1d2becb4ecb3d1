#![allow(missing_docs)]
fn main() {
    let text = std::fs::read_to_string("spec/amplifybackend.json").unwrap();
    let (model, _) = tinsmith_codegen::smithy::read(&text, &Default::default()).unwrap();
    let g = tinsmith_codegen::output::models(&[tinsmith_codegen::output::Api {
        name: "amplifybackend".into(),
        model,
    }])
    .unwrap();
    for f in g.files {
        let p = std::path::Path::new("models").join(&f.path);
        std::fs::create_dir_all(p.parent().unwrap()).unwrap();
        std::fs::write(p, f.contents).unwrap();
    }
}
