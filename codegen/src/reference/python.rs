//! Outlines in the syntax that boto3's documentation has: member names, and values as Python
//! writes them.

use super::sketch::{Leaf, Sketch};
use crate::docs::plain_line;
use crate::limits::MOST_CHOICES;
use crate::model::{Member, Simple};

/// Choices go on in another line before this column.
const WIDTH: usize = 100;

/// What a response's outline looks like.
pub(super) fn response(sketch: &Sketch<'_>) -> String {
    let mut out = String::new();
    push_value(&mut out, sketch, 0);
    out
}

/// The call of an operation with the members of its input.
pub(super) fn request(operation: &str, sketch: Option<&Sketch<'_>>) -> String {
    let mut out = format!("response = client.{}(", method(operation));
    if let Some(Sketch::Members(members)) = sketch {
        for (member, value) in members {
            push_line(&mut out, 1);
            out.extend([&*plain_line(&member.name), "="]);
            push_value(&mut out, value, 1);
            out.push(',');
        }
        if !members.is_empty() {
            push_line(&mut out, 0);
        }
    }
    out.push(')');
    out
}

/// The name of an operation's method, by botocore's rules (`xform_name`).
pub(super) fn method(operation: &str) -> String {
    if operation.contains('_') {
        return operation.to_owned();
    }
    let mut name: Vec<char> = operation.chars().collect();
    // `ListHITs` is `list_hits`.
    let plural = operation.strip_suffix('s').unwrap_or_default();
    let capitals = plural.chars().rev().take_while(char::is_ascii_uppercase);
    let capitals = capitals.count();
    if capitals >= 2 {
        let start = name.len() - 1 - capitals;
        name[start + 1..]
            .iter_mut()
            .for_each(char::make_ascii_lowercase);
    }
    let mut out = String::new();
    for (at, c) in name.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| name[before]);
        let after = name.get(at + 1);
        let starts_word = c.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || after.is_some_and(char::is_ascii_lowercase)
            });
        if starts_word {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

fn push_value(out: &mut String, sketch: &Sketch<'_>, depth: usize) {
    match sketch {
        Sketch::Leaf(leaf) => push_leaf(out, *leaf, depth),
        Sketch::Members(members) => push_object(out, members, "", depth),
        Sketch::OneOf(members) => push_object(out, members, "# one of:", depth),
        Sketch::List(element) => {
            out.push('[');
            push_line(out, depth + 1);
            push_value(out, element, depth + 1);
            out.push(',');
            push_line(out, depth);
            out.push(']');
        }
        Sketch::Map(key, value) => {
            out.push('{');
            push_line(out, depth + 1);
            push_leaf(out, *key, depth + 1);
            out.push_str(": ");
            push_value(out, value, depth + 1);
            push_line(out, depth);
            out.push('}');
        }
        Sketch::Again(_) => out.push_str("{'... recursive ...'}"),
        Sketch::Elsewhere(_) => out.push_str("{...}"),
    }
}

fn push_object(out: &mut String, members: &[(&Member, Sketch<'_>)], note: &str, depth: usize) {
    if members.is_empty() {
        out.push_str("{}");
        return;
    }
    out.push('{');
    if !note.is_empty() {
        push_line(out, depth + 1);
        out.push_str(note);
    }
    for (member, value) in members {
        push_line(out, depth + 1);
        out.extend([&*literal(&member.name), ": "]);
        push_value(out, value, depth + 1);
        out.push(',');
    }
    push_line(out, depth);
    out.push('}');
}

fn push_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.push_str(&"    ".repeat(depth));
}

/// A placeholder; the choices of an enum go on below each other.
fn push_leaf(out: &mut String, leaf: Leaf<'_>, depth: usize) {
    for (at, choice) in choices(leaf).into_iter().enumerate() {
        if at > 0 {
            out.push('|');
            let column = out.len() - out.rfind('\n').map_or(0, |end| end + 1);
            if column + choice.len() > WIDTH {
                push_line(out, depth);
            }
        }
        out.push_str(&choice);
    }
}

fn choices(leaf: Leaf<'_>) -> Vec<String> {
    let mut choices: Vec<String> = match leaf {
        Leaf::Strings(shape) => shape.values.iter().map(|it| literal(&it.value)).collect(),
        Leaf::Ints(shape) => shape.values.iter().map(|it| it.value.to_string()).collect(),
        other => vec![placeholder(other).to_owned()],
    };
    if choices.len() > MOST_CHOICES {
        choices.truncate(MOST_CHOICES);
        choices.push("...".to_owned());
    }
    if choices.is_empty() {
        choices.push(placeholder(leaf).to_owned());
    }
    choices
}

fn placeholder(leaf: Leaf<'_>) -> &'static str {
    match leaf {
        Leaf::Strings(_) => "'string'",
        Leaf::Ints(_) => "123",
        Leaf::Unit => "{}",
        Leaf::Bytes => "StreamingBody()",
        Leaf::Events => "EventStream()",
        Leaf::Simple(simple, _) => match simple {
            Simple::Boolean => "True|False",
            Simple::String => "'string'",
            Simple::Blob => "b'bytes'",
            Simple::Document => "{...}|[...]|123|123.4|'string'|True|None",
            Simple::Timestamp => "datetime(2015, 1, 1)",
            Simple::Byte | Simple::Short | Simple::Integer | Simple::Long | Simple::BigInteger => {
                "123"
            }
            Simple::Float | Simple::Double | Simple::BigDecimal => "123.0",
        },
    }
}

/// A string as Python writes it.
fn literal(text: &str) -> String {
    let text = plain_line(text).replace('\\', "\\\\").replace('\'', "\\'");
    format!("'{text}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_have_botocores_names() {
        for (operation, expected) in [
            ("GetBackendAuth", "get_backend_auth"),
            ("ListMFADevices", "list_mfa_devices"),
            ("DescribeEC2Instances", "describe_ec2_instances"),
            ("ListHITs", "list_hits"),
            ("CreateDBInstance", "create_db_instance"),
            ("GetOAuthToken", "get_o_auth_token"),
            ("Publish", "publish"),
        ] {
            assert_eq!(method(operation), expected);
        }
    }

    #[test]
    fn strings_are_pythons() {
        assert_eq!(literal("it's\n\\"), "'it\\'s \\\\'");
    }
}
