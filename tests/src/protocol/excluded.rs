//! The list of cases that are not run, or known to fail: `excluded.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The list, by case: direction, suite and ID.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excluded {
    reasons: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct List {
    excluded: Vec<Group>,
}

/// Cases that are excluded for one reason.
#[derive(Deserialize)]
struct Group {
    reason: String,
    cases: Vec<String>,
}

impl Excluded {
    /// The checked-in list.
    ///
    /// # Errors
    ///
    /// If it doesn't have the format, or names a case twice.
    pub fn checked_in() -> Result<Self, String> {
        Self::parse(include_str!("excluded.toml"))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let list: List = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut reasons = BTreeMap::new();
        for Group { reason, cases } in list.excluded {
            for case in cases {
                if reasons.insert(case.clone(), reason.clone()).is_some() {
                    return Err(format!("{case} is excluded twice"));
                }
            }
        }
        Ok(Self { reasons })
    }

    /// Takes a case off the list: why it is excluded, if it is.
    pub fn take(&mut self, case: &str) -> Option<String> {
        self.reasons.remove(case)
    }

    /// The cases that are still on the list.
    pub fn left(self) -> Vec<String> {
        self.reasons.into_keys().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checked_in_list_is_valid() {
        assert_ne!(Excluded::checked_in(), Ok(Excluded::default()));
    }

    #[test]
    fn a_case_is_excluded_once() {
        let list = "[[excluded]]\nreason = 'r'\ncases = ['a', 'b']\n";
        let mut excluded = Excluded::parse(list).unwrap();
        assert_eq!(excluded.take("a"), Some("r".to_owned()));
        assert_eq!(excluded.left(), ["b"]);
        assert!(Excluded::parse(&format!("{list}{list}")).is_err());
    }
}
