//! A document of botocore that is hostile everywhere.

use serde_json::{Map, json};

use super::ATTACKS;

/// A document of botocore whose texts, members and wire names are all [`ATTACKS`].
pub fn botocore() -> String {
    let mut shapes = Map::new();
    let mut members = Map::new();
    for (number, attack) in ATTACKS.iter().enumerate() {
        let name = format!("Shape{number}");
        shapes.insert(
            name.clone(),
            json!({
                "type": "structure",
                "documentation": attack,
                "deprecated": true,
                "deprecatedMessage": attack,
                "deprecatedSince": attack,
                "members": {
                    "text": {
                        "shape": format!("Enum{number}"),
                        "documentation": attack,
                        "locationName": attack,
                        "deprecated": true,
                        "deprecatedMessage": attack,
                    },
                },
            }),
        );
        shapes.insert(
            format!("Enum{number}"),
            json!({
                "type": "string",
                "documentation": attack,
                "pattern": attack,
                "enum": [attack, format!("{attack}!")],
            }),
        );
        members.insert(format!("m{number}"), json!({ "shape": name }));
        // A member of botocore may be called anything.
        members.insert(format!("x{attack}"), json!({ "shape": name }));
    }
    shapes.insert(
        "In".to_owned(),
        json!({ "type": "structure", "members": members }),
    );
    let documentation = ATTACKS.join("\n\n");
    json!({
        "version": "2.0",
        "metadata": {
            "apiVersion": "*/ \"# 1",
            "protocol": "rest-json",
            "serviceFullName": "*/ \"# <script>",
            "serviceId": "Nul",
        },
        "documentation": documentation,
        "operations": {
            "Con": {
                "name": "*/",
                "http": { "method": "POST", "requestUri": "/*/'?x" },
                "input": { "shape": "In" },
                "documentation": documentation,
                "deprecated": true,
                "deprecatedMessage": documentation,
            },
        },
        "shapes": shapes,
    })
    .to_string()
}
