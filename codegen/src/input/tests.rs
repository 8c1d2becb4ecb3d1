use super::*;
use crate::json::At;
use crate::model::Kind;
use crate::report::{Code, Color, Report, Source};

const SMITHY: &str = r#"{
  "smithy": "2.0",
  "shapes": {
    "a#S": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "a#Go" }, { "target": "a#Stop" }],
      "traits": { "aws.protocols#restJson1": {} }
    },
    "a#Go": {
      "type": "operation",
      "output": { "target": "a#Thing" },
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/go" } }
    },
    "a#Stop": {
      "type": "operation",
      "output": { "target": "a#Other" },
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/stop" } }
    },
    "a#Thing": {
      "type": "structure",
      "mixins": [{ "target": "a#Named" }],
      "members": {
        "size": {
          "target": "smithy.api#Integer",
          "traits": { "smithy.api#documentation": "How large it is." }
        }
      },
      "traits": { "tinsmith.api#aliases": ["Ding"] }
    },
    "a#Other": { "type": "structure", "members": {} },
    "a#Named": {
      "type": "structure",
      "members": {
        "name": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#documentation": "What it is called." }
        }
      },
      "traits": { "smithy.api#mixin": {} }
    }
  }
}"#;

const BOTOCORE: &str = r#"{
  "version": "2.0",
  "metadata": {
    "apiVersion": "2020-01-01",
    "endpointPrefix": "kettle",
    "protocol": "rest-json",
    "serviceFullName": "Kettle",
    "serviceId": "Kettle",
    "uid": "kettle-2020-01-01"
  },
  "operations": {
    "Boil": {
      "name": "Boil",
      "http": { "method": "POST", "requestUri": "/boil" },
      "input": { "shape": "BoilRequest" }
    },
    "Pour": {
      "name": "Pour",
      "http": { "method": "POST", "requestUri": "/pour" },
      "output": { "shape": "PourResponse" }
    }
  },
  "shapes": {
    "BoilRequest": {
      "type": "structure",
      "members": {
        "Water": { "shape": "Double", "locationName": "water" }
      }
    },
    "PourResponse": { "type": "structure", "members": { "Cups": { "shape": "Integer" } } },
    "Double": { "type": "double" },
    "Integer": { "type": "integer" }
  }
}"#;

fn overlay(shapes: &str) -> String {
    format!("{{\n  \"smithy\": \"2.0\",\n  \"shapes\": {{\n    {shapes}\n  }}\n}}")
}

fn apply(spec: &str, shapes: &str) -> Result<Model, Vec<Problem>> {
    let overlay = overlay(shapes);
    let input = Input {
        spec,
        overlay: Some(&overlay),
    };
    read(input, &Selection::default()).map(|(model, _)| model)
}

/// The codes and places of the problems in the overlay, of which all must be.
fn problems(shapes: &str) -> Vec<(&'static str, String)> {
    let problems = apply(SMITHY, shapes).expect_err(shapes);
    assert!(problems.iter().all(|p| p.source == Source::Overlay));
    let problems = problems.into_iter();
    problems.map(|p| (p.code.as_str(), p.pointer)).collect()
}

fn traits<'m>(model: &'m Model, shape: &str, member: &str) -> &'m crate::model::Traits {
    let shape = &model.shapes[&crate::model::ShapeId::parse(shape).unwrap()];
    let Kind::Structure(structure) = &shape.kind else {
        panic!("a structure");
    };
    let found = structure.members.iter().find(|m| m.name == member);
    &found.unwrap().traits
}

#[test]
fn formats_are_told_by_their_keys() {
    let table = [
        (SMITHY, Some(Format::Smithy)),
        (BOTOCORE, Some(Format::Botocore)),
        ("\u{feff}{\"smithy\": ", Some(Format::Smithy)),
        (
            r#"{"metadata": {}, "operations": {}"#,
            Some(Format::Botocore),
        ),
        (
            r#"{"operations": {}, "smithy": "2.0"}"#,
            Some(Format::Smithy),
        ),
        (r#"{"shapes": {}}"#, Some(Format::Smithy)),
        (r#"{"a": {"smithy": "2.0"}}"#, None),
        (r#"["smithy"]"#, None),
        ("{}", None),
        ("", None),
    ];
    for (text, format) in table {
        assert_eq!(detect(text), format, "{text}");
    }
}

#[test]
fn both_formats_are_read() {
    for (text, format, id) in [
        (SMITHY, Format::Smithy, "a#S"),
        (BOTOCORE, Format::Botocore, "com.amazonaws.kettle#Kettle"),
    ] {
        let input = Input {
            spec: text,
            overlay: None,
        };
        let (model, _) = read(input, &Selection::default()).unwrap();
        assert_eq!((model.format, model.service.id.as_str()), (format, id));
        assert_eq!(model.operations.len(), 2);
        let wrong = Selection {
            service: Some("Other".to_owned()),
            ..Selection::default()
        };
        let problems = read(input, &wrong).unwrap_err();
        assert_eq!(problems[0].code, Code::ServiceChoice, "{problems:?}");
    }
}

#[test]
fn other_files_are_told_what_they_should_be() {
    let table = [
        (r#"{"openapi": "3.1.0"}"#, Code::UnknownFormat, "OpenAPI"),
        ("[1]", Code::UnknownFormat, "service-2.json"),
    ];
    for (text, code, help) in table {
        let input = Input {
            spec: text,
            overlay: None,
        };
        let problems = read(input, &Selection::default()).unwrap_err();
        assert_eq!(problems[0].code, code);
        let given = problems[0].help.as_deref().unwrap_or_default();
        assert!(given.contains(help), "{given}");
    }
    let input = Input {
        spec: "{\"a\": x}",
        overlay: None,
    };
    let problems = read(input, &Selection::default()).unwrap_err();
    assert_eq!(
        (problems[0].code, problems[0].at),
        (Code::Syntax, At::Byte(6))
    );
}

#[test]
fn an_empty_model_is_refused() {
    let service = r#""a#S": { "type": "service", "version": "1" }"#;
    let shape = r#""a#T": { "type": "structure", "members": {} }"#;
    let table = [
        (r#"{"smithy": "2.0"}"#.to_owned(), Some("")),
        (overlay(""), Some("/shapes")),
        (overlay(service), Some("/shapes")),
        // A service that says of no operation what it is about.
        (overlay(&format!("{service}, {shape}")), None),
        (overlay(shape), None),
    ];
    for (spec, place) in table {
        let input = Input {
            spec: &spec,
            overlay: None,
        };
        let problems = read(input, &Selection::default()).err().unwrap_or_default();
        let found: Vec<_> = problems.iter().map(|p| (p.code, &*p.pointer)).collect();
        let expected: Vec<_> = place
            .map(|place| (Code::NothingToGenerate, place))
            .into_iter()
            .collect();
        assert_eq!(found, expected, "{spec}");
    }
}

#[test]
fn other_protocols_than_json_are_warned_of() {
    let smithy = SMITHY.replace("restJson1", "restXml");
    let botocore = BOTOCORE.replace("rest-json", "rest-xml");
    let table = [
        (SMITHY, None),
        (BOTOCORE, None),
        (&smithy, Some("/shapes/a#S/traits/aws.protocols#restXml")),
        (&botocore, Some("/metadata/protocol")),
        // That the protocol is unknown says more.
        (&BOTOCORE.replace("rest-json", "morse"), None),
    ];
    for (spec, place) in table {
        let input = Input {
            spec,
            overlay: None,
        };
        let (_, problems) = read(input, &Selection::default()).expect("a valid model");
        let warnings = problems.iter().filter(|p| p.code == Code::ProtocolNotJson);
        let found: Vec<&str> = warnings.map(|p| &*p.pointer).collect();
        assert_eq!(found, place.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn definitions_are_counted() {
    let count = |operations, shapes| Totals { operations, shapes };
    assert_eq!(totals(SMITHY), count(2, 3));
    assert_eq!(totals(BOTOCORE), count(2, 4));
    assert_eq!(totals("["), Totals::default());
}

#[test]
fn statements_add_traits_to_shapes_members_and_what_mixins_bring() {
    let model = apply(
        SMITHY,
        r#""a#Thing": { "type": "apply", "traits": { "tinsmith.api#aliases": ["Chose"] } },
           "a#Thing$size": { "type": "apply", "traits": { "smithy.api#deprecated": {} } },
           "a#Thing$name": { "type": "apply", "traits": { "smithy.api#required": {} } }"#,
    )
    .unwrap();
    assert!(traits(&model, "a#Thing", "size").deprecated.is_some());
    let thing = &model.shapes[&crate::model::ShapeId::parse("a#Thing").unwrap()];
    assert_eq!(thing.traits.aliases, ["Ding", "Chose"]);
    let Kind::Structure(structure) = &thing.kind else {
        panic!("a structure");
    };
    let name = structure.members.iter().find(|m| m.name == "name").unwrap();
    assert_ne!(name.requirement, crate::model::Requirement::Optional);
}

#[test]
fn statements_that_hit_nothing_are_errors() {
    let table = [
        ("a#Thingg", "E033"),
        ("a#Thing$width", "E033"),
        ("a#Other$width", "E033"),
        ("smithy.api#String", "E033"),
        ("Thing", "E006"),
    ];
    for (target, code) in table {
        let statement = format!(
            r#""{target}": {{ "type": "apply", "traits": {{ "smithy.api#deprecated": {{}} }} }}"#
        );
        assert_eq!(problems(&statement), [(code, format!("/shapes/{target}"))]);
    }
}

#[test]
fn statements_that_change_nothing_are_errors() {
    let table = [
        (
            "a#Thing$size",
            r#""smithy.api#documentation": "How large it is.""#,
        ),
        // By a mixin.
        (
            "a#Thing$name",
            r#""smithy.api#documentation": "What it is called.""#,
        ),
        // All of its items are there.
        ("a#Thing", r#""tinsmith.api#aliases": ["Ding"]"#),
    ];
    for (target, value) in table {
        let statement = format!(r#""{target}": {{ "type": "apply", "traits": {{ {value} }} }}"#);
        let name = value.split('"').nth(1).unwrap();
        let place = format!("/shapes/{target}/traits/{name}");
        assert_eq!(problems(&statement), [("E035", place)]);
    }
    let empty = r#""a#Thing": { "type": "apply", "traits": {} }"#;
    assert_eq!(problems(empty), [("E035", "/shapes/a#Thing".to_owned())]);
}

#[test]
fn other_mistakes_are_placed_in_the_overlay_too() {
    let table = [
        (
            r#""a#Thing$size": { "type": "apply", "traits": { "smithy.api#documentation": "Else." } }"#,
            (
                "E034",
                "/shapes/a#Thing$size/traits/smithy.api#documentation",
            ),
        ),
        (
            r#""a#New": { "type": "structure", "members": {} }"#,
            ("E009", "/shapes/a#New/type"),
        ),
        (
            r#""a#Thing": { "type": "apply", "traits": { "smithy.api#deprecated": true } }"#,
            ("E040", "/shapes/a#Thing/traits/smithy.api#deprecated"),
        ),
        (r#""a#Thing": []"#, ("E003", "/shapes/a#Thing")),
    ];
    for (statement, (code, place)) in table {
        assert_eq!(problems(statement), [(code, place.to_owned())]);
    }
    let both = Input {
        spec: SMITHY,
        overlay: Some("{"),
    };
    let broken = read(both, &Selection::default()).unwrap_err();
    assert_eq!(
        (broken[0].source, broken[0].code),
        (Source::Overlay, Code::Syntax)
    );
}

#[test]
fn problems_are_shown_in_the_document_they_are_in() {
    let overlay =
        overlay(r#""a#Gone": { "type": "apply", "traits": { "smithy.api#sensitive": {} } }"#);
    let input = Input {
        spec: SMITHY,
        overlay: Some(&overlay),
    };
    let problems = read(input, &Selection::default()).unwrap_err();
    let rendered = Report::new(&overlay, problems).render("o.json", &overlay, Color::Plain);
    assert!(rendered.contains("--> o.json:4:5"), "{rendered}");
}

#[test]
fn an_overlay_names_botocore_shapes_as_smithy_does() {
    let statement = |member: &str| {
        format!(
            r#""com.amazonaws.kettle#BoilRequest${member}": {{
                "type": "apply", "traits": {{ "smithy.api#deprecated": {{}} }} }}"#
        )
    };
    let model = apply(BOTOCORE, &statement("Water")).unwrap();
    let water = traits(&model, "com.amazonaws.kettle#BoilRequest", "Water");
    assert!(water.deprecated.is_some());
    let problems = apply(BOTOCORE, &statement("Tea")).unwrap_err();
    assert_eq!(
        (problems[0].source, problems[0].code),
        (Source::Overlay, Code::ApplyTarget)
    );

    // What an overlay is about need not be chosen.
    let overlay = overlay(&statement("Water"));
    let input = Input {
        spec: BOTOCORE,
        overlay: Some(&overlay),
    };
    let pour = Selection {
        service: None,
        operations: vec!["Pour".to_owned()],
    };
    let (model, _) = read(input, &pour).unwrap();
    assert_eq!(model.operations.len(), 1);
}
