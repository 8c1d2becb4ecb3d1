//! Every code has a page whose wrong example breaks just that rule and whose right one breaks none.

mod diagnose;

use std::collections::BTreeSet;

use diagnose::{Case, diagnose};
use tinsmith_codegen::report::Code;

/// The examples of a page: the text between fences, by what stands behind `json`.
fn examples(page: &str) -> Vec<(String, String)> {
    let mut examples = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info.to_owned(), String::new())),
            (Some(_), Some(_)) => examples.extend(open.take()),
            (Some((_, text)), None) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "every fence is closed");
    examples
}

/// The example of a kind, with its overlay and what stands on the command line.
fn case(page: &str, kind: &str) -> Case {
    let mut spec = None;
    let mut overlay = None;
    let mut arguments = String::new();
    for (info, text) in examples(page) {
        let Some(rest) = info.strip_prefix(&format!("json {kind}")) else {
            continue;
        };
        if rest.trim() == "overlay" {
            overlay = Some(text);
        } else {
            rest.clone_into(&mut arguments);
            spec = Some(text);
        }
    }
    Case::new(spec.expect("an example"), overlay, &arguments)
}

#[test]
fn examples_do_what_their_pages_say() {
    let mut odd = Vec::new();
    for code in Code::ALL {
        let page = code.explanation();
        let codes_of = |kind| -> BTreeSet<Code> {
            let problems = diagnose(&case(page, kind));
            problems.iter().map(|problem| problem.code).collect()
        };
        let (wrong, right) = (codes_of("wrong"), codes_of("right"));
        // A shape that cannot be called as it is in Rust cannot in schemas either.
        let and_in_rust = *code == Code::RenamedInSchemas && wrong.contains(&Code::RenamedInRust);
        if wrong.len() != 1 + usize::from(and_in_rust) || !wrong.contains(code) {
            odd.push(format!("the wrong example of {code} breaks {wrong:?}"));
        }
        if !right.is_empty() {
            odd.push(format!("the right example of {code} breaks {right:?}"));
        }
    }
    assert!(odd.is_empty(), "{odd:#?}");
}

#[test]
fn pages_are_alike() {
    for code in Code::ALL {
        let page = code.explanation();
        let title = format!("# {code}: {}\n\n", code.summary());
        assert!(page.starts_with(&title), "{code} has its title");
        assert!(page.ends_with(">\n"), "{code} says where to read more");
        assert!(
            page.contains(": <https://"),
            "{code} says where to read more"
        );
        for line in page.lines() {
            assert!(line.chars().count() <= 130, "{code}: {line}");
        }
        let prose = &page[title.len()..page.find("\n## Wrong").expect("a wrong example")];
        assert!(prose.len() > 40, "{code} is explained");
    }
}
