//! Says what the generator had to decide by itself.

use std::fmt::Display;

use tinsmith_codegen::lower::Rename;
use tinsmith_codegen::output::Generated;
use tinsmith_codegen::schema::Warning;

use crate::ui::{self, Ui, count};

/// How many notices of one kind are shown; large APIs have hundreds.
const SHOWN: usize = 20;

/// The longest text of a spec that is repeated in a notice.
const LONGEST: usize = 100;

/// Prints the notices of a run.
pub(super) fn print(generated: &Generated, ui: Ui) {
    let (dropped, renamed): (Vec<&Warning>, Vec<&Warning>) = (generated.schema_warnings.iter())
        .partition(|warning| matches!(warning, Warning::DroppedPattern { .. }));
    let notes: Vec<String> = (generated.renames.iter().map(renamed_in_rust))
        .chain(renamed.into_iter().map(in_schemas))
        .collect();
    capped(&notes, "name", |text| ui.note(text));
    let warnings: Vec<String> = dropped.into_iter().map(in_schemas).collect();
    capped(&warnings, "pattern", ui::warning);
}

fn capped(notices: &[String], noun: &str, print: impl Fn(&str)) {
    for notice in notices.iter().take(SHOWN) {
        print(notice);
    }
    if let Some(more @ 1..) = notices.len().checked_sub(SHOWN) {
        print(&format!(
            "and {} like these",
            count(more, &format!("more {noun}"))
        ));
    }
}

/// A name that is not what its spelling suggests.
fn renamed_in_rust(rename: &Rename) -> String {
    let place = place(rename.shape.as_str(), rename.member.as_deref());
    let Rename { wanted, given, .. } = rename;
    format!("{place} is `{given}` in Rust, because `{wanted}` is taken")
}

/// What the schemas leave out or call otherwise.
fn in_schemas(warning: &Warning) -> String {
    match warning {
        Warning::DroppedPattern {
            shape,
            member,
            pattern,
            reason,
        } => format!(
            "the schema of {} has no `pattern`, because `{}` is not a regular expression of \
             ECMA-262: {}",
            place(shape.as_str(), member.as_deref()),
            quote(pattern),
            quote(reason)
        ),
        Warning::Renamed { shape, taken, used } => format!(
            "the schema of {} is named `{}`, because `{}` is taken",
            place(shape.as_str(), None),
            quote(used),
            quote(taken)
        ),
    }
}

/// A shape or member as Smithy writes it.
fn place(shape: &str, member: Option<&str>) -> String {
    match member {
        Some(member) => format!("`{shape}${}`", quote(member)),
        None => format!("`{shape}`"),
    }
}

/// Text of a spec, which may hold anything, such that it cannot move the cursor.
fn quote(text: &str) -> impl Display {
    let is_long = text.chars().nth(LONGEST).is_some();
    let text: String = text.chars().take(LONGEST).collect();
    let escaped = ui::printable(&text);
    if is_long { escaped + "…" } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use tinsmith_codegen::model::ShapeId;

    #[test]
    fn names_are_placed_as_smithy_does() {
        let rename = Rename {
            shape: ShapeId::parse("a.b#C").unwrap(),
            member: Some("x\u{1b}[1m".to_owned()),
            wanted: "d".to_owned(),
            given: "d_2".to_owned(),
        };
        assert_eq!(
            renamed_in_rust(&rename),
            "`a.b#C$x\u{FFFD}[1m` is `d_2` in Rust, because `d` is taken"
        );
    }

    #[test]
    fn patterns_are_cut() {
        let warning = Warning::DroppedPattern {
            shape: ShapeId::parse("a#B").unwrap(),
            member: None,
            pattern: "x".repeat(1000),
            reason: "why".to_owned(),
        };
        let text = in_schemas(&warning);
        assert!(
            text.contains(&format!("`{}…`", "x".repeat(LONGEST))),
            "{text}"
        );
        assert!(text.ends_with(": why"), "{text}");
    }

    #[test]
    fn long_lists_are_cut() {
        let printed = RefCell::new(Vec::new());
        let print = |text: &str| printed.borrow_mut().push(text.to_owned());
        capped(&vec![String::new(); SHOWN], "name", print);
        assert_eq!(printed.take().len(), SHOWN);
        capped(&vec![String::new(); SHOWN + 1], "name", print);
        assert_eq!(printed.take().last().unwrap(), "and 1 more name like these");
    }
}
