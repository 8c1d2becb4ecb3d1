//! Which paths may be generated: those that mean the same file on every system.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::error::Refusal;

/// Names that Windows keeps for devices, whatever the extension.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The longest name of a file or folder; systems stop at 255, and temporary names need room.
const LONGEST_NAME: usize = 200;

/// A generated path on this system; `path` has `/` between its parts.
pub(super) fn on_disk(base: &Path, path: &str) -> PathBuf {
    let mut full = base.to_owned();
    full.extend(path.split('/'));
    full
}

/// The folders above a path, the outermost first: `a` and `a/b` for `a/b/c`.
pub(super) fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// Whether a path is below a folder.
pub(super) fn is_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// Refuses paths that could leave the folder, that some system cannot have, or that two systems
/// would not tell apart in the same way.
pub(super) fn check<'a>(paths: impl IntoIterator<Item = &'a str>) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut spellings: BTreeMap<String, &str> = BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    for path in paths {
        if let Some(reason) = fault(path) {
            refusals.push(Refusal::BadPath {
                path: path.to_owned(),
                reason,
            });
            continue;
        }
        if !seen.insert(path) {
            refusals.push(Refusal::Collision {
                paths: [path.to_owned(), path.to_owned()],
            });
        }
        for part in parents(path).chain([path]) {
            let known = *spellings.entry(part.to_ascii_lowercase()).or_insert(part);
            if known != part {
                refusals.push(Refusal::Collision {
                    paths: [known.to_owned(), part.to_owned()],
                });
            }
        }
    }
    refusals
}

/// What is wrong with a path.
fn fault(path: &str) -> Option<&'static str> {
    path.split('/').find_map(|name| {
        let stem = name.split('.').next().unwrap_or_default();
        if matches!(name, "" | "." | "..") {
            Some("it has an empty part, `.` or `..`")
        } else if !name.bytes().all(is_allowed) {
            Some("only ASCII letters, digits, `_`, `-` and `.` may be in it")
        } else if name.ends_with('.') {
            Some("Windows drops a dot at the end of a name")
        } else if is_reserved(stem) {
            Some("Windows keeps that name for a device")
        } else if name.len() > LONGEST_NAME {
            Some("the name is too long")
        } else if name.starts_with(super::TEMPORARY_PREFIX) {
            Some("temporary files have such names")
        } else {
            None
        }
    })
}

fn is_allowed(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-.".contains(&byte)
}

/// Whether Windows keeps a name (without its extension) for a device.
pub(crate) fn is_reserved(stem: &str) -> bool {
    let stem = stem.to_ascii_lowercase();
    let numbered = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"))
        .is_some_and(|number| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()));
    numbered || RESERVED.contains(&&*stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_paths_pass() {
        assert_eq!(
            check([
                "Cargo.toml",
                "src/generated/x/mod.rs",
                "schemas/a/A-1.schema.json",
                "com/common.rs",
                "src/console.rs",
            ]),
            []
        );
    }

    #[test]
    fn paths_that_are_not_the_same_everywhere_are_refused() {
        for path in [
            "",
            "/etc/passwd",
            "a//b",
            "../x",
            "a/../x",
            "a/./b",
            "a\\b",
            "C:x",
            "a b",
            "é",
            "x.",
            "CON",
            "a/nul.schema.json",
            "Com1.rs",
            ".tinsmith-x",
            "a\0",
            &"x".repeat(LONGEST_NAME + 1),
        ] {
            assert_eq!(check([path]).len(), 1, "{path:?}");
        }
    }

    #[test]
    fn paths_that_differ_in_case_only_are_refused() {
        let both = |a: &str, b: &str| Refusal::Collision {
            paths: [a.to_owned(), b.to_owned()],
        };
        assert_eq!(
            check(["a/RoleARN", "a/RoleArn"]),
            [both("a/RoleARN", "a/RoleArn")]
        );
        assert_eq!(check(["a/x", "A/y"]), [both("a", "A")]);
        assert_eq!(check(["a/x", "a/x"]), [both("a/x", "a/x")]);
    }
}
