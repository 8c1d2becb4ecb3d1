//! Small models with all that makes pages hard, and what must be in their pages.

use crate::botocore;
use crate::file::File;
use crate::smithy::{self, Selection};
use serde_json::{Value, json};

fn pages(shapes: &Value) -> Vec<File> {
    let text = json!({"smithy": "2.0", "shapes": shapes}).to_string();
    let (model, _warnings) = smithy::read(&text, &Selection::default()).expect("a valid model");
    super::pages(&model)
}

/// The page of an operation `Do` of these members, with more shapes beside it.
fn page(members: &Value, others: &Value) -> String {
    let mut shapes = json!({
        "t#S": {
            "type": "service",
            "version": "1",
            "operations": [{"target": "t#Do"}],
            "traits": {"aws.protocols#restJson1": {}},
        },
        "t#Do": {
            "type": "operation",
            "input": {"target": "t#In"},
            "output": {"target": "smithy.api#Unit"},
            "traits": {"smithy.api#http": {"method": "POST", "uri": "/do"}},
        },
        "t#In": {"type": "structure", "members": members},
    });
    let all = shapes.as_object_mut().unwrap();
    all.extend(others.as_object().unwrap().clone());
    let mut pages = pages(&shapes);
    assert_eq!(pages.len(), 1);
    assert_eq!(pages[0].path, "Do.md");
    pages.remove(0).contents
}

#[track_caller]
fn has(page: &str, lines: &str) {
    let found = page.contains(&format!("\n{lines}\n"));
    assert!(found, "no {lines:?} in:\n{page}");
}

#[test]
fn what_is_sensitive_is_called_so_once() {
    let secret = |documentation: &str| {
        json!({"type": "structure", "members": {}, "traits": {
            "smithy.api#sensitive": {},
            "smithy.api#documentation": documentation,
        }})
    };
    let page = page(
        &json!({
            "a": {"target": "t#Said"},
            "b": {"target": "t#Silent"},
            "c": {"target": "t#Silent", "traits": {
                "smithy.api#documentation": "Sensitive, so take care.",
            }},
        }),
        &json!({
            "t#Said": secret("A key.\n\nSensitive: keep it to yourself."),
            "t#Silent": secret("Case-sensitive."),
        }),
    );
    has(
        &page,
        "Sensitive: keep it to yourself.\n\nIt has no properties.",
    );
    has(
        &page,
        "Case-sensitive.\n\n**Sensitive:** values must not be shown in logs.",
    );
    for cell in [
        "A key. Sensitive: keep it to yourself. |",
        "| Case-sensitive. Sensitive. |",
        "| Sensitive, so take care. |",
    ] {
        assert!(page.contains(cell), "no {cell:?} in:\n{page}");
    }
}

#[test]
fn outlines_end_where_shapes_contain_themselves() {
    let page = page(
        &json!({"tree": {"target": "t#Tree"}}),
        &json!({
            "t#Tree": {"type": "structure", "members": {
                "name": {"target": "smithy.api#String"},
                "children": {"target": "t#Trees"},
            }},
            "t#Trees": {"type": "list", "member": {"target": "t#Tree"}},
        }),
    );
    has(&page, "    \"children\": [ { /* Tree */ } ]");
    has(&page, "            {'... recursive ...'},");
    has(
        &page,
        "| `children` | array of [Tree](#tree) (object) | no | |",
    );
    has(&page, "    s1 --> s1");
}

#[test]
fn an_outline_has_bounds() {
    // Each of forty structures holds the next one twice: 2^40 places.
    let mut shapes = serde_json::Map::new();
    for number in 0..40 {
        let next = format!("t#N{}", (number + 1).min(39));
        shapes.insert(
            format!("t#N{number}"),
            json!({"type": "structure", "members": {
                "a": {"target": next}, "b": {"target": next},
            }}),
        );
    }
    let page = page(&json!({"n": {"target": "t#N0"}}), &shapes.into());
    assert!(page.len() < 200_000, "{}", page.len());
    has(
        &page,
        "The diagram shows 40 of 41 shapes, those closest to the operation.",
    );
}

#[test]
fn every_kind_of_value_has_a_type_and_a_placeholder() {
    let page = page(
        &json!({
            "any": {"target": "smithy.api#Document"},
            "bytes": {"target": "smithy.api#Blob"},
            "when": {"target": "smithy.api#Timestamp"},
            "day": {"target": "smithy.api#Timestamp", "traits": {"smithy.api#timestampFormat": "date-time"}},
            "counts": {"target": "t#Counts"},
            "choice": {"target": "t#Choice"},
            "level": {"target": "t#Level", "traits": {"smithy.api#default": 1}},
        }),
        &json!({
            "t#Counts": {
                "type": "map",
                "key": {"target": "smithy.api#String"},
                "value": {"target": "smithy.api#Long"},
                "traits": {"smithy.api#sparse": {}, "smithy.api#length": {"max": 3}},
            },
            "t#Choice": {"type": "union", "members": {
                "one": {"target": "smithy.api#Unit"},
                "two": {"target": "smithy.api#String", "traits": {"smithy.api#deprecated": {"since": "2"}}},
            }},
            "t#Level": {"type": "intEnum", "members": {
                "LOW": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}},
                "HIGH": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 9}},
            }},
        }),
    );
    for line in [
        "  \"any\": any,",
        "  \"bytes\": \"base64\",",
        "  \"when\": number,",
        "  \"day\": \"date-time\",",
        "    \"string\": number",
        "    // one of:\n    \"one\": { },",
        "  \"level\": enum",
        "    bytes=b'bytes',",
        "    level=1|9,",
        "| `counts` | map of string to integer (64 bits) or null | no | Length: at most 3. |",
        "| `choice` | [Choice](#choice) (union) | no | |",
        "| `level` | [Level](#level) (integer) | no | Default: `1`. |",
        "A union: an object with exactly one of these properties.",
        "| `two` | string | yes | **Deprecated** since `2`. |",
        "| `9` | `HIGH` |",
    ] {
        has(&page, line);
    }
}

#[test]
fn documentation_breaks_no_table_and_brings_no_markup_along() {
    let hostile = "a | b\n\n| c |\n\n<script>alert(1)</script> [x](javascript:alert(1)) `c|d`\n\n\
                   # Heading\n\n```\n~~~ | `` \n```\n<!-- -->";
    let page = page(
        &json!({"x": {"target": "smithy.api#String", "traits": {
            "smithy.api#documentation": hostile,
            "smithy.api#deprecated": {"message": "no | more\n| `a|b"},
            "smithy.api#pattern": "^(a\\|`b|c)$",
        }}}),
        &json!({}),
    );
    let row = page.lines().find(|line| line.starts_with("| `x`")).unwrap();
    let unescaped = row.replace("\\|", "").matches('|').count();
    assert_eq!(unescaped, 6, "{row}");
    for absent in ["<script", "x](javascript:", "\n# Heading", "\n| c"] {
        assert!(!page.contains(absent), "{absent} in {row}");
    }
    assert!(row.contains("Pattern: ^(a&#92;&#124;"), "{row}");
}

/// Smithy has no such names in one service; botocore has.
#[test]
fn shapes_that_headings_cannot_tell_apart_get_numbers() {
    let text = json!({
        "version": "2.0",
        "metadata": {"apiVersion": "1", "protocol": "rest-json", "serviceId": "S"},
        "operations": {"Do": {
            "name": "Do",
            "http": {"method": "POST", "requestUri": "/"},
            "input": {"shape": "In"},
        }},
        "shapes": {
            "In": {"type": "structure", "members": {
                "c": {"shape": "do"},
                "d": {"shape": "__It_"},
            }},
            "do": {"type": "structure", "members": {}},
            "__It_": {"type": "structure", "members": {}},
        },
    });
    let (model, _warnings) =
        botocore::read(&text.to_string(), &Selection::default()).expect("a valid model");
    let page = &super::pages(&model)[0].contents;
    has(page, "# Do");
    has(page, "### do (2)");
    has(page, "| `c` | [do (2)](#do-2) (object) | no | |");
    has(page, "| `d` | [\\_\\_It\\_](#__it_) (object) | no | |");
}
