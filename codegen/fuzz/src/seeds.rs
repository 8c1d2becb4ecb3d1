//! The inputs that fuzzing begins with, from the checked-in specs.

use std::path::Path;
use std::{fs, io};

use crate::tree::Json;
use crate::wire;
use fastrand::Rng;

/// The inputs of each target.
pub type Seeds = [(&'static str, Vec<Vec<u8>>); 5];

/// Makes them.
///
/// # Errors
///
/// If a spec is not there.
pub fn make() -> io::Result<Seeds> {
    let root = here().join("../..");
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
    let overlays = OVERLAYS.map(|text| text.as_bytes().to_vec()).to_vec();
    Ok([
        ("smithy", models.clone()),
        ("pipeline", [models, botocore.clone()].concat()),
        ("botocore", botocore),
        ("overlay", overlays),
        ("wire", wire::seeds(&mut Rng::with_seed(1))),
    ])
}

/// Writes them: `corpus/TARGET/seed-N`.
///
/// # Errors
///
/// If a file cannot be written.
pub fn write(seeds: &Seeds) -> io::Result<()> {
    let corpus = here().join("corpus");
    for (target, seeds) in seeds {
        store(&corpus.join(target), "seed", seeds)?;
    }
    Ok(())
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
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

/// Writes inputs to `folder/NAME-N`.
pub(crate) fn store(folder: &Path, name: &str, inputs: &[Vec<u8>]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (number, input) in inputs.iter().enumerate() {
        fs::write(folder.join(format!("{name}-{number:02}")), input)?;
    }
    Ok(())
}
