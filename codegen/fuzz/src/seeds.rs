//! Makes the inputs that fuzzing begins with, from the checked-in specs: `corpus/TARGET/seed-N`.

use std::path::Path;
use std::{fs, io};

use crate::tree::Json;
use crate::wire;
use fastrand::Rng;

/// Writes them.
///
/// # Errors
///
/// If a spec is not there or a file cannot be written.
pub fn write() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.join("../..");
    let mut models = vec![
        root.join("spec/amplifybackend.json"),
        root.join("tests/parity/model.json"),
    ];
    for case in fs::read_dir(root.join("tests/cases"))? {
        let model = case?.path().join("model.json");
        models.extend(model.is_file().then_some(model));
    }
    models.sort();
    let models = models
        .iter()
        .map(|path| minified(path))
        .collect::<io::Result<Vec<_>>>()?;
    let botocore = vec![minified(&root.join("tests/parity/service-2.json"))?];
    let overlays = OVERLAYS
        .iter()
        .map(|text| text.as_bytes().to_vec())
        .collect();
    let corpus = here.join("corpus");
    store(&corpus.join("smithy"), &models)?;
    store(
        &corpus.join("pipeline"),
        &[models, botocore.clone()].concat(),
    )?;
    store(&corpus.join("botocore"), &botocore)?;
    store::<Vec<_>>(&corpus.join("overlay"), &overlays)?;
    store(&corpus.join("wire"), &wire::seeds(&mut Rng::with_seed(1)))
}

/// Overlays for the target's spec.
const OVERLAYS: [&str; 4] = [
    r#"{"smithy":"2.0","shapes":{"com.amazonaws.greenhouse#Plant":{"type":"apply","traits":{"smithy.api#documentation":"x"}}}}"#,
    r#"{"smithy":"2.0","shapes":{"com.amazonaws.greenhouse#Plant$Name":{"type":"apply","traits":{"smithy.api#deprecated":{"message":"m"}}}}}"#,
    r#"{"smithy":"2.0","shapes":{"com.amazonaws.greenhouse#GetPlant":{"type":"apply","traits":{"smithy.api#deprecated":{}}},"com.amazonaws.greenhouse#String":{"type":"apply","traits":{"smithy.api#sensitive":{}}}}}"#,
    r#"{"smithy":"2.0","metadata":{},"shapes":{}}"#,
];

/// A text without white space, so that more of it fits into an input.
fn minified(path: &Path) -> io::Result<Vec<u8>> {
    let text = fs::read_to_string(path)?;
    let Some(json) = Json::parse(&text) else {
        return Err(io::Error::other(format!("{} is not JSON", path.display())));
    };
    let mut text = String::new();
    json.write(&mut text);
    Ok(text.into_bytes())
}

fn store<S: AsRef<[Vec<u8>]> + ?Sized>(folder: &Path, seeds: &S) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (number, seed) in seeds.as_ref().iter().enumerate() {
        fs::write(folder.join(format!("seed-{number:02}")), seed)?;
    }
    Ok(())
}
