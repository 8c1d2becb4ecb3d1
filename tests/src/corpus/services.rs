//! Which services there are.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A service's newest model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The name of its folder, such as `s3`.
    pub name: String,
    /// The `service-2.json`.
    pub path: PathBuf,
}

/// The services to compile where all would take too long: small ones of each protocol, and the
/// ones with what is rare: unions, recursion, documents, event streams, payloads, hostile names.
pub const SAMPLE: [&str; 12] = [
    "amplifybackend",
    "apigatewaymanagementapi",
    "bedrock-agent-runtime",
    "cloudwatch",
    "dynamodb",
    "kinesis",
    "lexv2-runtime",
    "polly",
    "s3",
    "sqs",
    "sts",
    "transcribe",
];

/// Every service in the folder, with its newest version, by name.
///
/// Versions are dates, so the greatest is the newest.
///
/// # Errors
///
/// If the folder cannot be read.
pub fn newest(data: &Path) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(data)? {
        let entry = entry?;
        if !entry.file_type()?.is_dir() {
            continue;
        }
        let mut models = Vec::new();
        for version in fs::read_dir(entry.path())? {
            let path = version?.path().join("service-2.json");
            if path.is_file() {
                models.push(path);
            }
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        found.extend(models.into_iter().max().map(|path| Found { name, path }));
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_of_each_service_is_found() {
        let data = tempfile::tempdir().unwrap();
        for file in [
            "b/2012-01-01/service-2.json",
            "b/2020-02-03/service-2.json",
            "b/2021-01-01/waiters-2.json",
            "a/2019-01-01/service-2.json",
            "endpoints.json",
        ] {
            let path = data.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "{}").unwrap();
        }
        let found = newest(data.path()).unwrap();
        let found: Vec<_> = found
            .iter()
            .map(|it| (&*it.name, it.path.strip_prefix(data.path()).unwrap()))
            .collect();
        assert_eq!(
            found,
            [
                ("a", Path::new("a/2019-01-01/service-2.json")),
                ("b", Path::new("b/2020-02-03/service-2.json")),
            ]
        );
    }
}
