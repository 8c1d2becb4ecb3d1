//! Whether the table in the README is what a run came to.

use std::collections::BTreeSet;

use super::table::{Column, Mark, rows};

/// The section of the README that has the table.
const SECTION: &str = "\n## Beside AWS's clients\n";

/// A table of Markdown and the numbered notes below it.
#[derive(Debug)]
struct Published<'a> {
    headings: Vec<&'a str>,
    rows: Vec<(&'a str, Vec<&'a str>)>,
    notes: Vec<(&'a str, &'a str)>,
}

/// Where the README says anything else than these columns do, one line each; nothing if it says
/// the same. What it says of other clients is not looked at. What failed is told already.
pub fn differences(readme: &str, columns: &[Column]) -> Vec<String> {
    let Some(published) = Published::read(readme) else {
        return vec![format!("there is no table below `{}`", SECTION.trim())];
    };
    let mut differences = published.unused_notes();
    let wanted = rows(columns);
    let found: Vec<&str> = published.rows.iter().map(|(row, _)| *row).collect();
    if found != wanted {
        differences.push(format!("the rows are {found:?}, and should be {wanted:?}"));
    }
    for column in columns {
        let client = &column.client;
        let Some(position) = published.headings.iter().position(|it| it == client) else {
            differences.push(format!("there is no column `{client}`"));
            continue;
        };
        for (row, cells) in &published.rows {
            let said = published.mark(cells.get(position).copied().unwrap_or_default());
            let seen = column.mark(row);
            if seen != Mark::Failed && said.as_ref() != Ok(&seen) {
                differences.push(match said {
                    Ok(said) => format!("{client}: {row}: it says `{said}`, and it is `{seen}`"),
                    Err(cell) => format!("{client}: {row}: `{cell}` says nothing"),
                });
            }
        }
    }
    differences
}

impl<'a> Published<'a> {
    fn read(readme: &'a str) -> Option<Self> {
        let (_, section) = readme.split_once(SECTION)?;
        let section = section.split("\n## ").next()?;
        let mut lines = section.lines().skip_while(|line| !line.starts_with('|'));
        let headings = cells(lines.next()?);
        lines.next()?;
        let mut published = Self {
            headings: headings.get(1..)?.to_vec(),
            rows: Vec::new(),
            notes: Vec::new(),
        };
        for line in lines {
            if line.starts_with('|') {
                let cells = cells(line);
                published.rows.push((cells.first()?, cells[1..].to_vec()));
            } else if let Some((number, note)) = line.split_once(". ")
                && number.bytes().all(|byte| byte.is_ascii_digit())
            {
                published.notes.push((number, note));
            }
        }
        Some(published)
    }

    /// What a cell says; the cell itself, if that is nothing.
    fn mark(&self, cell: &'a str) -> Result<Mark<'a>, &'a str> {
        match cell {
            "yes" => Ok(Mark::Yes),
            "-" => Ok(Mark::None),
            _ => numbers(cell)
                .and_then(|numbers| numbers.map(|it| self.note(it)).collect())
                .map(Mark::Noted)
                .ok_or(cell),
        }
    }

    fn note(&self, number: &str) -> Option<&'a str> {
        let mut notes = self.notes.iter();
        notes.find(|(it, _)| *it == number).map(|(_, note)| *note)
    }

    fn unused_notes(&self) -> Vec<String> {
        let cells = self.rows.iter().flat_map(|(_, cells)| cells);
        let used: BTreeSet<&str> = cells.filter_map(|cell| numbers(cell)).flatten().collect();
        let unused = self.notes.iter().filter(|(it, _)| !used.contains(it));
        unused
            .map(|(number, note)| format!("no cell refers to the note {number}, `{note}`"))
            .collect()
    }
}

fn cells(line: &str) -> Vec<&str> {
    let line = line.trim().trim_start_matches('|').trim_end_matches('|');
    line.split('|').map(str::trim).collect()
}

/// The notes that a cell refers to, if it refers to any.
fn numbers(cell: &str) -> Option<impl Iterator<Item = &str>> {
    let list = cell.strip_prefix("as noted (")?.strip_suffix(')')?;
    Some(list.split(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interop::table::{Cell, render};
    use crate::interop::{cases, cors, deviations};

    const README: &str = include_str!("../../../README.md");

    /// What a run of all clients comes to if nothing fails, at the pinned versions.
    fn columns() -> Vec<Column> {
        let requirements = include_str!("../../interop/python/requirements.txt");
        let package = include_str!("../../interop/javascript/package.json");
        let manifest = include_str!("../../interop/rust/Cargo.toml");
        let cases = cases::all().unwrap();
        let columns = [
            ("python", "boto3", requirements, "\nboto3=="),
            ("cli", "AWS CLI", requirements, "awscli=="),
            (
                "javascript",
                "JavaScript",
                package,
                "client-amplifybackend\": \"",
            ),
            (
                "rust",
                "Rust",
                manifest,
                "aws-sdk-amplifybackend = { version = \"=",
            ),
            ("own", "Tinsmith", "", ""),
        ];
        let columns = columns.map(|(client, heading, text, before)| {
            let (_, rest) = text.split_once(before).unwrap();
            let version = rest.split([' ', '"']).next().unwrap();
            let cells = cases.iter().map(|case| Cell {
                row: case.row,
                case: case.name,
                notes: deviations::expected(client, case).notes,
                verdict: Ok(()),
            });
            let cells = cells.chain([Cell {
                row: cors::ROW,
                case: cors::ROW,
                notes: Vec::new(),
                verdict: Ok(()),
            }]);
            Column {
                client: format!("{heading} {version}").trim_end().to_owned(),
                cells: cells.collect(),
            }
        });
        columns.into()
    }

    #[test]
    fn the_readme_has_the_table() {
        assert_eq!(differences(README, &columns()), [""; 0]);
        let (_, section) = README.split_once(SECTION).unwrap();
        let table = render(&columns());
        let (table, _) = table.split_once("\n\n").unwrap();
        assert!(section.contains(table), "as it is printed:\n{table}");
    }

    #[test]
    fn whatever_else_it_would_say_is_found() {
        let columns = columns();
        for (from, to, said) in [
            (
                "| unknown members | yes",
                "| unknown members | no",
                "`no` says nothing",
            ),
            (
                "| unknown members | yes",
                "| unknown members | as noted (1)",
                "it says `as noted (",
            ),
            (
                "| unknown members | yes",
                "| unknown members | as noted (9)",
                "says nothing",
            ),
            (
                "| unknown members | yes",
                "| unknown members | -",
                "it says `-`",
            ),
            ("as noted (2, 3)", "as noted (3)", "AWS CLI"),
            ("as noted (2, 3)", "yes", "it says `yes`"),
            (
                "\n| unknown members |",
                "\n| known members |",
                "the rows are",
            ),
            (
                "| text beyond ASCII | yes |",
                "| text beyond ASCII |",
                "says nothing",
            ),
            ("\n3. knows only", "\n3. knows", "it says `as noted ("),
            (
                "\n4. goes by",
                "\n5. goes by",
                "no cell refers to the note 5",
            ),
            ("| boto3 1", "| boto3 0", "there is no column `boto3 "),
            (SECTION, "\n", "there is no table"),
        ] {
            assert!(README.contains(from), "{from}");
            let differences = differences(&README.replace(from, to), &columns);
            assert!(
                differences.iter().any(|it| it.contains(said)),
                "{from} -> {to}: {differences:#?}"
            );
        }
    }

    #[test]
    fn what_did_not_run_or_failed_is_not_compared() {
        let mut columns = columns();
        columns.truncate(2);
        columns[0].cells[0].verdict = Err("why".to_owned());
        assert_eq!(differences(README, &columns), [""; 0]);
        columns[1].cells[0].notes = vec!["a way of its own"];
        assert_eq!(differences(README, &columns).len(), 1);
    }
}
