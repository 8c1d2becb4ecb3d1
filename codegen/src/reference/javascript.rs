//! Outlines of JSON, as REST references show them: `enum`, `number` and `boolean` stand for values,
//! which makes it JavaScript for a highlighter.

use super::sketch::{Leaf, Sketch};
use crate::docs;
use crate::lower::wire;
use crate::model::{Member, Model, Protocol, Simple, TimestampFormat};

/// The outline as text.
pub(super) fn text(model: &Model, sketch: &Sketch<'_>) -> String {
    let mut writer = Writer {
        protocol: &model.service.protocol,
        out: String::new(),
    };
    writer.value(sketch, 0);
    writer.out
}

struct Writer<'a> {
    protocol: &'a Protocol,
    out: String,
}

impl Writer<'_> {
    fn value(&mut self, sketch: &Sketch<'_>, depth: usize) {
        match sketch {
            Sketch::Leaf(leaf) => self.out.push_str(placeholder(*leaf)),
            Sketch::Members(members) => self.object(members, "", depth),
            Sketch::OneOf(members) => self.object(members, "// one of:", depth),
            Sketch::List(element) => {
                self.out.push_str("[ ");
                self.value(element, depth);
                self.out.push_str(" ]");
            }
            Sketch::Map(key, value) => {
                self.out.push('{');
                self.line(depth + 1);
                let key = match key {
                    Leaf::Simple(..) => "\"string\"",
                    _ => "[enum]",
                };
                self.out.extend([key, ": "]);
                self.value(value, depth + 1);
                self.line(depth);
                self.out.push('}');
            }
            Sketch::Again(id) | Sketch::Elsewhere(id) => {
                self.out.extend(["{ /* ", id.name(), " */ }"]);
            }
        }
    }

    fn object(&mut self, members: &[(&Member, Sketch<'_>)], note: &str, depth: usize) {
        if members.is_empty() {
            self.out.push_str("{ }");
            return;
        }
        self.out.push('{');
        if !note.is_empty() {
            self.line(depth + 1);
            self.out.push_str(note);
        }
        for (at, (member, value)) in members.iter().enumerate() {
            if at > 0 {
                self.out.push(',');
            }
            self.line(depth + 1);
            push_key(&mut self.out, wire::name(self.protocol, member));
            self.out.push_str(": ");
            self.value(value, depth + 1);
        }
        self.line(depth);
        self.out.push('}');
    }

    fn line(&mut self, depth: usize) {
        self.out.push('\n');
        self.out.push_str(&"  ".repeat(depth));
    }
}

fn placeholder(leaf: Leaf<'_>) -> &'static str {
    match leaf {
        Leaf::Strings(_) | Leaf::Ints(_) => "enum",
        Leaf::Unit => "{ }",
        Leaf::Bytes => "(stream of bytes)",
        Leaf::Events => "(stream of events)",
        Leaf::Simple(simple, format) => match simple {
            Simple::Boolean => "boolean",
            Simple::String => "\"string\"",
            Simple::Blob => "\"base64\"",
            Simple::Document => "any",
            Simple::Timestamp => match format {
                TimestampFormat::EpochSeconds => "number",
                TimestampFormat::DateTime => "\"date-time\"",
                TimestampFormat::HttpDate => "\"http-date\"",
            },
            Simple::Byte
            | Simple::Short
            | Simple::Integer
            | Simple::Long
            | Simple::Float
            | Simple::Double
            | Simple::BigInteger
            | Simple::BigDecimal => "number",
        },
    }
}

/// Writes a name as JSON does, with what would not be seen as `\u` escapes.
fn push_key(out: &mut String, name: &str) {
    out.push_str(&docs::visible_json(
        serde_json::Value::from(name).to_string(),
    ));
}
