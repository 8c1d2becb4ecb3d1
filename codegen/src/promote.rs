//! Deprecation that only the text says: `(DEPRECATED) Describes …` without the trait.
//!
//! Optional, and everything it changes is listed: a text is weaker evidence than a trait.

use std::borrow::Cow;

use crate::model::{Deprecated, Kind, Model, ShapeId, Traits};

/// A place that got the `deprecated` trait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promoted {
    /// The shape (or service or operation) it is on or in.
    pub shape: ShapeId,
    /// The member (or enum value) it is on, by name in the model, or by value where a value has
    /// no name.
    pub member: Option<String>,
    /// The message that the trait got.
    pub message: String,
}

/// The message where the text says nothing about the deprecation but the mark.
const BARE: &str = "The documentation marks this as deprecated.";

/// Gives the `deprecated` trait to everything whose documentation starts with the mark
/// `(DEPRECATED)` and that lacks the trait; documentation itself stays as it is.
///
/// The mark may be in any case, in square brackets, or a sentence of its own (`Deprecated.`,
/// `DEPRECATED:`), and stand behind opening tags and white space.
/// The message is the sentence after it that tells what to do or why; a description of the thing
/// itself is no reason not to use it, so without such a sentence the message only says where the
/// mark was found. The list is sorted by shape (service and operations first), then in the order
/// of members.
pub fn promote_deprecated(model: &mut Model) -> Vec<Promoted> {
    let mut promoted = Vec::new();
    let id = model.service.id.clone();
    promote(&mut model.service.traits, &id, None, &mut promoted);
    for operation in &mut model.operations {
        promote(&mut operation.traits, &operation.id, None, &mut promoted);
    }
    for shape in model.shapes.values_mut() {
        let id = &shape.id;
        promote(&mut shape.traits, id, None, &mut promoted);
        for (name, traits) in parts(&mut shape.kind) {
            promote(traits, id, Some(name), &mut promoted);
        }
    }
    promoted
}

/// The members and values of a shape that can be deprecated on their own.
fn parts(kind: &mut Kind) -> Vec<(&str, &mut Traits)> {
    match kind {
        Kind::Structure(structure) => {
            let members = structure.members.iter_mut();
            members.map(|m| (m.name.as_str(), &mut m.traits)).collect()
        }
        Kind::Union(union) => {
            let members = union.members.iter_mut();
            members.map(|m| (m.name.as_str(), &mut m.traits)).collect()
        }
        Kind::Enum(values) => {
            let values = values.values.iter_mut();
            values
                .map(|v| (v.name.as_deref().unwrap_or(&v.value), &mut v.traits))
                .collect()
        }
        Kind::IntEnum(values) => {
            let values = values.values.iter_mut();
            values.map(|v| (v.name.as_str(), &mut v.traits)).collect()
        }
        Kind::Unit | Kind::Simple(_) | Kind::List(_) | Kind::Map(_) => Vec::new(),
    }
}

fn promote(
    traits: &mut Traits,
    shape: &ShapeId,
    member: Option<&str>,
    promoted: &mut Vec<Promoted>,
) {
    let Some(rest) = marked(traits) else {
        return;
    };
    let message = reason(rest);
    traits.deprecated = Some(Deprecated {
        message: Some(message.clone()),
        since: None,
    });
    promoted.push(Promoted {
        shape: shape.clone(),
        member: member.map(str::to_owned),
        message,
    });
}

/// What follows the mark in the documentation of something that has the mark but not the trait.
pub(crate) fn marked(traits: &Traits) -> Option<&str> {
    if traits.deprecated.is_some() {
        return None;
    }
    traits.documentation.as_deref().and_then(after_mark)
}

/// What follows the mark at the start of a text.
fn after_mark(documentation: &str) -> Option<&str> {
    let text = skip_markup(documentation);
    let (word, rest) = match text.chars().next()? {
        '(' => text[1..].split_once(')')?,
        '[' => text[1..].split_once(']')?,
        _ => text.split_at(text.find(['.', ':', '<'])?),
    };
    word.trim()
        .eq_ignore_ascii_case("deprecated")
        .then_some(rest)
}

/// The text without leading white space, HTML tags and emphasis.
fn skip_markup(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
        match rest.strip_prefix('<').and_then(|tag| tag.split_once('>')) {
            Some((_, after)) => rest = after,
            None => return rest,
        }
    }
}

/// Words that tell of a deprecation rather than describe the thing.
const TELLING: &[&str] = &[
    "backward",
    "backwards",
    "deprecated",
    "discontinued",
    "ignored",
    "ignores",
    "instead",
    "obsolete",
    "removed",
    "replaced",
    "retained",
    "retired",
    "superseded",
    "unused",
];

/// The first sentence that tells why, or what to use; [`BARE`] without one.
fn reason(html: &str) -> String {
    let text = plain(html);
    // Right after the mark an instruction is about the deprecation; later it may be about
    // anything.
    let instruction = sentences(&text).next().filter(|s| s.starts_with("Use "));
    let sentence = instruction.or_else(|| sentences(&text).find(|s| tells(s)));
    sentence.map_or_else(|| BARE.to_owned(), str::to_owned)
}

fn tells(sentence: &str) -> bool {
    let lower = sentence.to_ascii_lowercase();
    let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| TELLING.contains(&word))
        || lower.contains("no longer")
        || lower.contains("do not use")
        || lower.contains("don't use")
}

/// The text without tags and entities, with single spaces. Ends of blocks are kept as line
/// ends, since they end sentences too.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let Some((tag, after)) = rest[open..].split_once('>') else {
            rest = &rest[open..];
            break;
        };
        let name = tag.trim_start_matches(['<', '/']);
        let is_block = ["p", "li", "ul", "ol", "note", "important", "br", "dd", "dt"]
            .iter()
            .any(|block| name.trim_end_matches('/').trim() == *block);
        text.push_str(if is_block { "\n" } else { "" });
        rest = after;
    }
    text.push_str(rest);
    let lines = text.lines().map(|line| {
        let words: Vec<Cow<'_, str>> = line.split_whitespace().map(entities).collect();
        words.join(" ")
    });
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn entities(word: &str) -> Cow<'_, str> {
    if !word.contains('&') {
        return Cow::Borrowed(word);
    }
    // The ampersand comes last, so that `&amp;lt;` stays a text about an entity.
    let table = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    let word = table
        .iter()
        .fold(word.to_owned(), |word, (from, to)| word.replace(from, to));
    Cow::Owned(word)
}

/// Sentences: up to a full stop before a space, or to the end of a line.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .flat_map(|line| line.split_inclusive(". "))
        .map(|sentence| sentence.trim_start_matches([':', '-', '.', ' ']).trim_end())
        .filter(|sentence| !sentence.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(documentation: &str) -> Option<String> {
        after_mark(documentation).map(reason)
    }

    #[test]
    fn the_mark_is_found_behind_markup_and_in_any_case() {
        for text in [
            "(DEPRECATED) A thing.",
            "<p><b>(DEPRECATED)</b> A thing.</p>",
            "  <note>\n <p>[Deprecated] A thing.</p></note>",
            "**(deprecated)** A thing.",
        ] {
            assert_eq!(message(text).as_deref(), Some(BARE), "{text}");
        }
    }

    #[test]
    fn the_mark_counts_at_the_start_only() {
        for text in [
            "",
            "A thing (DEPRECATED).",
            "(DEPRECATED",
            "(DEPRECATED IN 2020) A thing.",
            "Deprecation status.",
            "Deprecated things. More.",
            "If Deprecated: nothing.",
            "<p>",
            "<p(DEPRECATED)",
        ] {
            assert_eq!(message(text), None, "{text}");
        }
    }

    #[test]
    fn the_message_is_the_sentence_that_tells() {
        let table = [
            (
                "<p>(Deprecated) An identifier. This property is retained only for backward compatibility.</p>",
                "This property is retained only for backward compatibility.",
            ),
            (
                "<p>(Deprecated) You can no longer specify this parameter. The system ignores it.</p>",
                "You can no longer specify this parameter.",
            ),
            (
                "<p>(DEPRECATED)</p> <p>Use <code>a&lt;b&gt;</code> instead</p><p>More. Text.</p>",
                "Use a<b> instead",
            ),
            ("(DEPRECATED): Use x.y. More.", "Use x.y."),
            ("(DEPRECATED) A thing. Use it well.", BARE),
            ("<p>Deprecated.</p>", BARE),
            ("Deprecated. Use <a>B</a>.", "Use B."),
            (
                "<i>DEPRECATED:</i> It is ignored - always.",
                "It is ignored - always.",
            ),
        ];
        for (text, expected) in table {
            assert_eq!(message(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn every_kind_of_place_is_promoted_and_listed() {
        let deprecated = serde_json::json!({ "smithy.api#documentation": "(DEPRECATED) A thing." });
        let document = serde_json::json!({ "smithy": "2.0", "shapes": {
            "a#Service": {
                "type": "service",
                "operations": [{ "target": "a#Get" }],
                "traits": { "smithy.api#documentation": "Not (DEPRECATED)." },
            },
            "a#Get": {
                "type": "operation",
                "input": { "target": "a#Input" },
                "traits": deprecated,
            },
            "a#Input": {
                "type": "structure",
                "members": {
                    "z": { "target": "a#Values", "traits": deprecated },
                    "a": {
                        "target": "a#Choice",
                        "traits": {
                            "smithy.api#documentation": "(DEPRECATED) A thing.",
                            "smithy.api#deprecated": { "since": "1" },
                        },
                    },
                },
                "traits": deprecated,
            },
            "a#Values": {
                "type": "enum",
                "members": { "B": { "target": "smithy.api#Unit", "traits": deprecated } },
            },
            "a#Choice": {
                "type": "union",
                "members": { "c": { "target": "smithy.api#String", "traits": deprecated } },
            },
        }});
        let selection = crate::smithy::Selection::default();
        let read = crate::smithy::read(&document.to_string(), &selection);
        let (mut model, _) = read.expect("a valid model");

        let promoted = promote_deprecated(&mut model);
        let places: Vec<_> = promoted
            .iter()
            .map(|p| (p.shape.name(), p.member.as_deref()))
            .collect();
        assert_eq!(
            places,
            [
                ("Get", None),
                ("Choice", Some("c")),
                ("Input", None),
                ("Input", Some("z")),
                ("Values", Some("B")),
            ]
        );
        let message = model.operations[0].traits.deprecated.clone();
        assert_eq!(message.and_then(|d| d.message).as_deref(), Some(BARE));
        let documentation = model.operations[0].traits.documentation.as_deref();
        assert_eq!(documentation, Some("(DEPRECATED) A thing."));
        assert_eq!(promote_deprecated(&mut model), []);
    }
}
