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

/// The services of these names; all if there are no names.
///
/// # Errors
///
/// With the names that are of no service, or if there is no service at all: a run of nothing
/// would have no failures.
pub fn chosen(mut found: Vec<Found>, names: &[String]) -> Result<Vec<Found>, String> {
    let is_unknown = |name: &&String| !found.iter().any(|it| it.name == **name);
    let unknown: Vec<&str> = names.iter().filter(is_unknown).map(|it| &**it).collect();
    if !unknown.is_empty() {
        return Err(format!("there is no service {}", unknown.join(", ")));
    }
    if found.is_empty() {
        return Err("there are no services in the distribution".to_owned());
    }
    if !names.is_empty() {
        found.retain(|it| names.contains(&it.name));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_chosen_by_name() {
        let all = ["a", "b"].map(|name| Found {
            name: name.to_owned(),
            path: name.into(),
        });
        let choose = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|&it| it.to_owned()).collect();
            chosen(all.to_vec(), &names)
        };
        assert_eq!(choose(&[]), Ok(all.to_vec()));
        assert_eq!(choose(&["b"]), Ok(vec![all[1].clone()]));
        assert_eq!(
            choose(&["b", "c", "d"]),
            Err("there is no service c, d".to_owned())
        );
        assert!(chosen(Vec::new(), &[]).is_err());
    }

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
