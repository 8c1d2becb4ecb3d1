//! The sum of a run.

use std::fmt::Write as _;
use std::time::Duration;

use super::extras::Cost;

/// What came of a service.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The service.
    pub name: String,
    /// How many operations it has.
    pub operations: usize,
    /// How many shapes they reach.
    pub shapes: usize,
    /// How much Rust came out.
    pub rust_bytes: usize,
    /// How many schemas.
    pub schema_files: usize,
    /// Their size.
    pub schema_bytes: usize,
    /// How many documents were tried.
    pub documents: usize,
    /// Optional members left out of them, because no value was found that fits their constraints.
    pub omitted: usize,
    /// Documents not made, because something required had no value: a structure within itself,
    /// or constraints that nothing was found for.
    pub impossible: usize,
    /// Whether Smithy has no words for something in it, so that it cannot be imported whole.
    pub is_unwritable: bool,
    /// How long it took.
    pub times: Times,
    /// Whether its crate has compiled and its documents have come back the same.
    pub compiled: Option<Compiled>,
    /// What was wrong.
    pub failures: Vec<String>,
}

/// How a crate got its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compiled {
    /// In this run.
    Now,
    /// In an earlier run, from the same files.
    Before,
}

/// Times of one service's steps.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// Reading the model.
    pub read: Duration,
    /// Generating Rust.
    pub rust: Duration,
    /// Generating schemas.
    pub schemas: Duration,
    /// Compiling, running and documenting: the service's share of its batch.
    pub compile: Duration,
}

/// The sum, for a terminal: the largest services, then all together, then each failure.
///
/// `wall` is how long it took to generate all, on all cores.
pub fn text(rows: &[Row], wall: Duration) -> String {
    let mut text = String::new();
    let mut largest: Vec<&Row> = rows.iter().collect();
    largest.sort_by_key(|row| std::cmp::Reverse(row.shapes));
    let _ = writeln!(
        text,
        "{:<28}{:>6}{:>9}{:>10}{:>9}{:>11}{:>9}{:>10}",
        "largest services",
        "ops",
        "shapes",
        "Rust kB",
        "schemas",
        "documents",
        "gen ms",
        "compile s"
    );
    for row in largest.iter().take(10) {
        let _ = writeln!(text, "{}", line(row));
    }
    let mut all = total(rows);
    all.name = format!("all {}", rows.len());
    let _ = writeln!(text, "{}", line(&all));
    let count = |compiled| rows.iter().filter(|row| row.compiled == compiled).count();
    let failed = rows.iter().filter(|row| !row.failures.is_empty()).count();
    let unwritable = rows.iter().filter(|row| row.is_unwritable);
    let unwritable: Vec<&str> = unwritable.map(|row| row.name.as_str()).collect();
    let _ = write!(
        text,
        "\n{} of {} services without a failure\n\
         {} operations, {} shapes: {} MB of Rust, {} MB of schemas in {} files\n\
         {} come back the same from an import{}\n\
         {} documents; {} optional members left out and {} documents not made for want of a value\n\
         compiled {} crates now, {} before\n\
         generating all takes {:.1} s on {} cores\n",
        rows.len() - failed,
        rows.len(),
        all.operations,
        all.shapes,
        all.rust_bytes / 1_000_000,
        all.schema_bytes / 1_000_000,
        all.schema_files,
        rows.len() - failed - unwritable.len(),
        but(&unwritable),
        all.documents,
        all.omitted,
        all.impossible,
        count(Some(Compiled::Now)),
        count(Some(Compiled::Before)),
        wall.as_secs_f64(),
        rayon::current_num_threads(),
    );
    for row in rows {
        for failure in row.failures.iter().take(5) {
            let failure: String = failure.chars().take(2_000).collect();
            let _ = writeln!(text, "\nFAILED {}: {failure}", row.name);
        }
        if row.failures.len() > 5 {
            let _ = writeln!(text, "FAILED {}: {} more", row.name, row.failures.len() - 5);
        }
    }
    text
}

/// What the documents and pages beside the schemas cost.
pub fn extras(cost: &Cost) -> String {
    format!(
        "{} OpenAPI documents of {} MB take {:.1} s more, {} reference pages of {} MB take {:.1} s\n",
        cost.documents,
        cost.document_bytes / 1_000_000,
        cost.document_time.as_secs_f64(),
        cost.pages,
        cost.page_bytes / 1_000_000,
        cost.page_time.as_secs_f64(),
    )
}

/// What came of crates of single operations.
pub fn operations(count: usize, failures: &[String]) -> String {
    match failures {
        [] => format!(
            "{count} crates of one operation each hold what it reaches, stay the same when made again, \
             and compile elsewhere"
        ),
        failures => format!("FAILED operations:\n{}", failures.join("\n")),
    }
}

fn but(unwritable: &[&str]) -> String {
    match unwritable {
        [] => String::new(),
        names => format!("; Smithy has no words for all of {}", names.join(", ")),
    }
}

/// Every service, as a Markdown table.
pub fn markdown(rows: &[Row]) -> String {
    let mut text = "| service | operations | shapes | Rust kB | schemas | documents | left out | \
                    generate ms | compile s | result |\n\
                    | --- | --: | --: | --: | --: | --: | --: | --: | --: | --- |\n"
        .to_owned();
    for row in rows {
        let result = match (row.failures.len(), row.compiled) {
            (0, Some(_)) => "compiles".to_owned(),
            (0, None) => "generates".to_owned(),
            (failures, _) => format!("{failures} failures"),
        };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {:.1} | {result} |",
            row.name,
            row.operations,
            row.shapes,
            row.rust_bytes / 1000,
            row.schema_files,
            row.documents,
            row.omitted + row.impossible,
            generating(row).as_millis(),
            row.times.compile.as_secs_f64(),
        );
    }
    text
}

fn line(row: &Row) -> String {
    format!(
        "{:<28}{:>6}{:>9}{:>10}{:>9}{:>11}{:>9}{:>10.1}",
        row.name,
        row.operations,
        row.shapes,
        row.rust_bytes / 1000,
        row.schema_files,
        row.documents,
        generating(row).as_millis(),
        row.times.compile.as_secs_f64(),
    )
}

fn generating(row: &Row) -> Duration {
    row.times.read + row.times.rust + row.times.schemas
}

fn total(rows: &[Row]) -> Row {
    let mut all = Row::default();
    for row in rows {
        all.operations += row.operations;
        all.shapes += row.shapes;
        all.rust_bytes += row.rust_bytes;
        all.schema_files += row.schema_files;
        all.schema_bytes += row.schema_bytes;
        all.documents += row.documents;
        all.omitted += row.omitted;
        all.impossible += row.impossible;
        all.times.read += row.times.read;
        all.times.rust += row.times.rust;
        all.times.schemas += row.times.schemas;
        all.times.compile += row.times.compile;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_imported_is_named() {
        let row = |name: &str, is_unwritable| Row {
            name: name.to_owned(),
            is_unwritable,
            ..Row::default()
        };
        let text = text(&[row("a", false), row("b", true)], Duration::ZERO);
        let line = "1 come back the same from an import; Smithy has no words for all of b";
        assert!(text.contains(line), "{text}");
    }

    #[test]
    fn failures_are_counted_and_shown() {
        let row = |name: &str, failures: &[&str]| Row {
            name: name.to_owned(),
            operations: 2,
            failures: failures.iter().map(|it| (*it).to_owned()).collect(),
            ..Row::default()
        };
        let rows = [row("good", &[]), row("bad", &["it broke"])];
        let text = text(&rows, Duration::ZERO);
        assert!(text.contains("1 of 2 services without a failure"), "{text}");
        assert!(text.contains("4 operations"), "{text}");
        assert!(text.contains("FAILED bad: it broke"), "{text}");
        let markdown = markdown(&rows);
        assert!(markdown.contains("| good | 2 |") && markdown.contains("| 1 failures |"));
    }
}
