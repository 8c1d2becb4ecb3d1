//! The reference pages say what AWS's own documents say, and hold together.
//!
//! `tests/reference/rest.tsv` has the rows of the REST API reference's tables, `boto3.tsv` what
//! boto3's page gives as request and response syntax: facts copied from there, not from the spec.

mod examples;
mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use page::{Page, Table};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn page() -> Page {
    let path = root().join("models/reference/amplifybackend/GetBackendAuth.md");
    Page::parse(&fs::read_to_string(path).unwrap())
}

/// The rows of a file whose first column is this.
fn facts(file: &str, kind: &str) -> Vec<Vec<String>> {
    let path = root().join("tests/reference").join(file);
    let text = fs::read_to_string(path).unwrap();
    let rows = text.lines().map(|line| line.split('\t').map(str::to_owned));
    let rows = rows.map(Iterator::collect::<Vec<_>>);
    rows.filter(|row| row[0] == kind)
        .map(|row| row[1..].to_vec())
        .collect()
}

/// What the REST reference calls a shape: its name, or its other one if the page says so.
fn rest_names(page: &Page) -> BTreeMap<String, String> {
    let sections = page.sections.iter().filter(|it| it.level == 3);
    sections
        .map(|section| {
            let alias = section.text.split("Also known as ").nth(1);
            let alias = alias.and_then(|rest| rest.split('.').next());
            let own = section.heading.clone();
            (alias.map_or(own.clone(), str::to_owned), own)
        })
        .collect()
}

fn required(answer: &str) -> String {
    match answer {
        "True" => "yes".to_owned(),
        "False" => "no".to_owned(),
        other => panic!("{other}"),
    }
}

/// A type of the page in the REST reference's words: `array of X (string)` is `array of string`.
fn rest_type(text: &str) -> String {
    let Some((before, kind)) = text.split_once(" (") else {
        return text.to_owned();
    };
    let kind = kind.trim_end_matches(')');
    match before.rsplit_once(' ') {
        _ if kind.ends_with(" bits") => before.to_owned(),
        Some((outer, _)) => format!("{outer} {kind}"),
        None => kind.to_owned(),
    }
}

#[test]
fn every_schema_and_property_of_the_rest_reference_is_there() {
    let page = page();
    let names = rest_names(&page);
    let schemas = facts("rest.tsv", "schema");
    assert_eq!(schemas.len(), 17);
    for schema in &schemas {
        let section = page.section(&names[&schema[0]]);
        let deprecated = section.text.starts_with("Deprecated");
        assert_eq!(deprecated, schema[1] == "deprecated", "{schema:?}");
    }
    let properties = facts("rest.tsv", "property");
    assert_eq!(properties.len(), 45);
    for property in &properties {
        let [schema, name, kind, is_required, deprecated] = property.as_slice() else {
            panic!("{property:?}");
        };
        let table = &page.section(&names[schema]).tables[0];
        let row = table.row("Property", name);
        assert_eq!(row["Required"], required(is_required), "{property:?}");
        let mark = row.get("Deprecated").is_some_and(|mark| mark == "yes");
        assert_eq!(mark, deprecated == "deprecated", "{property:?}");
        assert_eq!(
            mark,
            row["Description"].starts_with("Deprecated:"),
            "{property:?}"
        );
        let found = rest_type(&row["Type"]);
        // Where the reference leaves the type empty, another of its schemas is meant.
        if kind == "schema" {
            let target = row["Type"].split(' ').next().unwrap();
            assert!(
                schemas.iter().any(|it| it[0] == target),
                "{property:?}: {target}"
            );
        } else {
            assert_eq!(found, *kind, "{property:?}");
        }
        assert!(!row["Description"].is_empty(), "{property:?}");
    }
}

#[test]
fn no_property_is_there_that_the_rest_reference_has_not() {
    let page = page();
    let known: BTreeSet<(String, String)> = facts("rest.tsv", "property")
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect();
    // Those of the path stand in its other tables, and it does not open up two objects.
    let others = facts("rest.tsv", "parameter");
    for schema in facts("rest.tsv", "schema") {
        let section = page.section(&rest_names(&page)[&schema[0]]);
        for table in section.tables.iter().filter(|it| it.head[0] == "Property") {
            for row in table.rows() {
                let name = row["Property"].clone();
                let in_path = row.get("Travels in").is_some_and(|it| it == "path");
                let is_parameter = in_path && others.iter().any(|it| it[1] == name);
                let key = (schema[0].clone(), name);
                assert!(known.contains(&key) || is_parameter, "{key:?}");
            }
        }
    }
}

#[test]
fn parameters_and_statuses_are_those_of_the_rest_reference() {
    let page = page();
    assert_eq!(
        page.section("Request URI").text.trim(),
        "/backend/{appId}/auth/{backendEnvironmentName}/details"
    );
    for method in ["POST", "OPTIONS"] {
        let section = page.section(&format!("{method} method"));
        let of_method = |kind| {
            let rows = facts("rest.tsv", kind).into_iter();
            rows.filter(|row| row[0] == method).collect::<Vec<_>>()
        };
        let rows = of_method("parameter");
        assert_eq!(rows.len(), 2);
        let table = section.table("Name");
        assert_eq!(table.cells.len(), rows.len());
        for row in rows {
            let found = table.row("Name", &row[1]);
            assert_eq!((&*found["In"], &*found["Type"]), ("path", &*row[2]));
            assert_eq!(found["Required"], required(&row[3]));
        }
        let rows = of_method("status");
        let table = section.table("Status code");
        assert_eq!(table.cells.len(), rows.len());
        for row in rows {
            let found = &table.row("Status code", &row[1])["Response model"];
            let mut names = found.split(", also known as ");
            let wanted = row[2].replace("None", "none");
            assert!(names.any(|name| name == wanted), "{found}");
        }
    }
}

#[test]
fn the_syntax_and_every_value_are_those_of_boto3() {
    let page = page();
    let section = page.section("In Python, with boto3");
    let [request, response] = section.code.as_slice() else {
        panic!("two blocks");
    };
    let arguments = facts("boto3.tsv", "request");
    let arguments = arguments
        .iter()
        .map(|it| format!("    {}={},\n", it[0], it[1]));
    let arguments = arguments.collect::<Vec<_>>().concat();
    assert_eq!(
        *request,
        format!("response = client.get_backend_auth(\n{arguments})\n")
    );
    let wanted: BTreeMap<String, String> = facts("boto3.tsv", "response")
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect();
    assert_eq!(page::python_values(response), wanted);
    for exception in facts("boto3.tsv", "exception") {
        assert!(section.text.contains(&exception[0]), "{exception:?}");
    }
}

/// Each enum's table has the values that boto3 lists wherever the enum is used.
#[test]
fn tables_of_values_are_complete() {
    let page = page();
    let mut tables: Vec<Vec<String>> = page
        .sections
        .iter()
        .flat_map(|section| &section.tables)
        .filter(|table| table.head[0] == "Value")
        .map(|table| table.rows().map(|row| row["Value"].clone()).collect())
        .collect();
    tables.sort();
    let mut wanted: Vec<Vec<String>> = facts("boto3.tsv", "response")
        .into_iter()
        .filter(|row| row[1].starts_with('\'') && row[1] != "'string'")
        .map(|row| {
            row[1]
                .split('|')
                .map(|it| it.trim_matches('\'').to_owned())
                .collect()
        })
        .collect();
    wanted.sort();
    wanted.dedup();
    assert_eq!(tables, wanted);
    for value in facts("rest.tsv", "value") {
        let table: &Table = page.section(&value[0]).table("Value");
        table.row("Value", &value[1]);
    }
}

/// All pages of the repository: of the models and of the golden cases.
fn all_pages() -> Vec<PathBuf> {
    let mut pending = vec![root().join("models/reference"), root().join("tests/cases")];
    let mut pages = Vec::new();
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let in_reference = path.iter().any(|part| part == "reference");
            if path.is_dir() {
                pending.push(path);
            } else if in_reference && path.extension().is_some_and(|it| it == "md") {
                pages.push(path);
            }
        }
    }
    pages
}

#[test]
fn links_lead_somewhere_and_nothing_is_html() {
    let pages = all_pages();
    assert!(pages.len() > 5, "{pages:?}");
    for path in pages {
        let page = Page::parse(&fs::read_to_string(&path).unwrap());
        let path = path.display();
        assert_eq!(page.html.len(), 1, "{path}: {:?}", page.html);
        let mark = "<!-- @generated by Tinsmith from ";
        assert!(page.html[0].starts_with(mark), "{path}");
        let slugs = page.slugs();
        for link in &page.links {
            match link.strip_prefix('#') {
                Some(slug) => assert!(slugs.contains(slug), "{path}: {link}"),
                None => assert!(
                    link.starts_with("http") || link.starts_with("mailto:"),
                    "{link}"
                ),
            }
        }
        for section in &page.sections {
            for table in &section.tables {
                let even = table.cells.iter().all(|row| row.len() == table.head.len());
                assert!(even, "{path}: {:?}", table.head);
            }
        }
    }
}
