//! Tables: the input of the runtime's macros.

use proc_macro2::Literal;
use std::fmt;

/// A macro call with a row for each thing: `rt::structure! { Name { row, row, } }`.
///
/// Written as text, not as tokens, because nothing but the macro knows how it reads best, and
/// because a row needs no parser to be put on a line.
pub(crate) struct Table {
    /// The macro.
    pub(super) name: &'static str,
    /// What the rows belong to; without one, they are the macro's own.
    pub(super) head: Option<String>,
    pub(super) rows: Vec<String>,
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}! {{", self.name)?;
        let (indent, end) = match &self.head {
            Some(head) if self.rows.is_empty() => {
                writeln!(f, "    {head} {{}}")?;
                ("", "")
            }
            Some(head) => {
                writeln!(f, "    {head} {{")?;
                ("        ", "    }\n")
            }
            None => ("    ", ""),
        };
        for row in &self.rows {
            writeln!(f, "{indent}{row},")?;
        }
        writeln!(f, "{end}}}")
    }
}

/// A text as a string literal.
pub(super) fn literal(text: &str) -> Literal {
    Literal::string(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_below_their_head() {
        let table = |head: Option<&str>, rows: &[&str]| {
            let table = Table {
                name: "rt::structure",
                head: head.map(str::to_owned),
                rows: rows.iter().map(|row| (*row).to_owned()).collect(),
            };
            table.to_string()
        };
        assert_eq!(
            table(Some("A"), &["0 => x", "1 => y"]),
            "rt::structure! {\n    A {\n        0 => x,\n        1 => y,\n    }\n}\n"
        );
        assert_eq!(table(Some("A"), &[]), "rt::structure! {\n    A {}\n}\n");
        assert_eq!(table(None, &["A"]), "rt::structure! {\n    A,\n}\n");
    }
}
