//! A model as large as the largest of AWS's, made up, with or without mistakes.

use std::fmt::Write as _;

/// How many operations it has, each with a request, a response, an enum and a list: more than four
/// megabytes and 5,500 shapes, a little more than EC2's model.
const OPERATIONS: usize = 1_110;

/// The mistakes: what is replaced by what in the shapes of which operation, and the code of what is
/// said of it. In the order of the text.
const MISTAKES: [(usize, &str, &str, &str); 10] = [
    (20, "\"errors\":", "\"error\":", "E005"),
    (110, "#Request110\"", "#Reqeust110\"", "E012"),
    (
        200,
        "\"uri\": \"/things/200/{Id}\"",
        "\"uri\": \"/things/200/{Id\"",
        "E060",
    ),
    (
        290,
        "\"smithy.api#required\": {}",
        "\"smithy.api#required\": true",
        "E040",
    ),
    (370, "\"Tags\": {", "\"Name\": {", "E002"),
    (450, "\"target\": \"smithy.api#Timestamp\",", "", "E011"),
    (
        540,
        "\"min\": 1, \"max\": 255",
        "\"min\": 300, \"max\": 255",
        "E043",
    ),
    (
        630,
        "\"type\": \"enum\"",
        "\"type\": \"enumeration\"",
        "E010",
    ),
    (
        720,
        "\"smithy.api#enumValue\": \"stopped\"",
        "\"smithy.api#enumValue\": \"running\"",
        "E019",
    ),
    (850, "\"NextToken\"", "\"Next-Token\"", "E006"),
];

/// A model without mistakes.
pub fn right() -> String {
    model(|_, shapes| shapes)
}

/// The model with ten mistakes, and the codes of what is said of them in the order of the text.
///
/// # Panics
///
/// If a mistake cannot be made.
pub fn with_ten_mistakes() -> (String, Vec<&'static str>) {
    let text = model(|index, shapes| {
        let Some((_, from, to, _)) = MISTAKES.iter().find(|(at, ..)| *at == index) else {
            return shapes;
        };
        assert!(shapes.contains(from), "{from} is there");
        shapes.replacen(from, to, 1)
    });
    (text, MISTAKES.iter().map(|(.., code)| *code).collect())
}

fn model(spoil: impl Fn(usize, String) -> String) -> String {
    let mut text = String::from("{\n  \"smithy\": \"2.0\",\n  \"shapes\": {\n");
    for index in 0..OPERATIONS {
        text.push_str(&spoil(index, shapes(index)));
    }
    text.push_str(
        "    \"large#Wrong\": {\n      \"type\": \"structure\",\n      \"members\": { \"message\": { \
         \"target\": \"smithy.api#String\" } },\n      \"traits\": { \"smithy.api#error\": \"client\" }\n    },\n",
    );
    text.push_str("    \"large#Large\": {\n      \"type\": \"service\",\n      \"version\": \"2020-08-11\",\n");
    text.push_str("      \"operations\": [\n");
    for index in 0..OPERATIONS {
        let comma = if index + 1 < OPERATIONS { "," } else { "" };
        let _ = writeln!(text, "        {{ \"target\": \"large#Do{index}\" }}{comma}");
    }
    text.push_str(
        "      ],\n      \"traits\": { \"aws.protocols#restJson1\": {} }\n    }\n  }\n}\n",
    );
    text
}

/// The shapes of one operation.
fn shapes(index: usize) -> String {
    TEMPLATE.replace('@', &index.to_string())
}

/// `@` is the number of the operation. The texts are about as long as those of real models.
const TEMPLATE: &str = r#"    "large#Do@": {
      "type": "operation",
      "input": { "target": "large#Request@" },
      "output": { "target": "large#Response@" },
      "errors": [{ "target": "large#Wrong" }],
      "traits": {
        "smithy.api#documentation": "<p>Does what number @ does, and nothing else. It takes things that are running, stops those that are to be stopped, and says which of them it found. For what things there are, see <a href=\"https://example.com/things/@\">Things</a> in the <i>User Guide</i>.</p> <note> <p>Things that are stopped already are left as they are, so that it may be called again.</p> </note>",
        "smithy.api#http": { "method": "POST", "uri": "/things/@/{Id}" }
      }
    },
    "large#Request@": {
      "type": "structure",
      "members": {
        "Id": {
          "target": "smithy.api#String",
          "traits": {
            "smithy.api#documentation": "<p>The ID of the thing, as it was given when it was made. IDs begin with <code>thing-</code>.</p>",
            "smithy.api#httpLabel": {},
            "smithy.api#required": {}
          }
        },
        "Name": {
          "target": "smithy.api#String",
          "traits": {
            "smithy.api#documentation": "<p>What the thing is called. The name has letters, digits and hyphens only, and starts with a letter.</p>",
            "smithy.api#jsonName": "name",
            "smithy.api#length": { "min": 1, "max": 255 }
          }
        },
        "Tags": {
          "target": "large#List@",
          "traits": {
            "smithy.api#documentation": "<p>The states to look for. Without any, all of them are looked for, whatever they are.</p>",
            "smithy.api#jsonName": "tags"
          }
        },
        "DryRun": {
          "target": "smithy.api#Boolean",
          "traits": {
            "smithy.api#documentation": "<p>Checks whether you have the required permissions for the action, without actually doing it, and answers with an error. If you have them, the error says so; otherwise it says that you have not.</p>"
          }
        },
        "MaxResults": {
          "target": "smithy.api#Integer",
          "traits": {
            "smithy.api#documentation": "<p>The most things to return at once. To get the rest, call again with the token that was returned.</p>",
            "smithy.api#range": { "min": 5, "max": 1000 }
          }
        }
      }
    },
    "large#Response@": {
      "type": "structure",
      "members": {
        "Things": {
          "target": "large#List@",
          "traits": {
            "smithy.api#documentation": "<p>What was found, one for each thing that is not gone yet.</p>",
            "smithy.api#jsonName": "things"
          }
        },
        "Since": {
          "target": "smithy.api#Timestamp",
          "traits": {
            "smithy.api#documentation": "<p>When that came to be, in <b>UTC</b>. Things that were made before times were kept have none.</p>"
          }
        },
        "NextToken": {
          "target": "smithy.api#String",
          "traits": {
            "smithy.api#documentation": "<p>The token to include in another request to get the next page. It is null when there are no more things to return.</p>",
            "smithy.api#jsonName": "nextToken"
          }
        }
      }
    },
    "large#State@": {
      "type": "enum",
      "members": {
        "running": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "running" } },
        "stopped": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "stopped" } },
        "stopping": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "stopping" } },
        "terminated": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "terminated" } }
      }
    },
    "large#List@": { "type": "list", "member": { "target": "large#State@" } },
"#;
