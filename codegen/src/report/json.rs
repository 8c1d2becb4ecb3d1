//! Problems as JSON, for editors and CI.

use serde_json::json;

use super::{Color, Entry, Report};

impl Report {
    /// Each problem as one line of JSON, all of them, in the order of the report.
    ///
    /// The fields, which later versions may add to:
    ///
    /// - `reason`: `"problem"`;
    /// - `code`: such as `"E012"`; `severity`: `"error"`, `"warning"` or `"note"`;
    /// - `message`: what is wrong; `label`: a few words on the marked place, or null; `help`: how
    ///   to mend it, or null;
    /// - `file`; `pointer`: a JSON pointer (RFC 6901) into it, `""` for the whole document;
    /// - `line`, `column`, `end_line`, `end_column`: the place, from 1, columns counted in
    ///   characters (Unicode scalar values), the end being behind the last one;
    /// - `byte_start`, `byte_end`: the same in bytes from 0, of the text without compression;
    /// - `other`: the place that makes it a problem, if that is another one in the same file: an object
    ///   with `label`, `pointer`, `line`, `column`, `byte_start` and `byte_end`; else null;
    /// - `rendered`: what people would be shown.
    pub fn json_lines(&self, file_name: &str, text: &str) -> Vec<String> {
        let entries = self.entries.iter();
        entries
            .map(|entry| json_line(entry, file_name, text))
            .collect()
    }
}

fn json_line(entry: &Entry, file_name: &str, text: &str) -> String {
    let Entry {
        problem,
        span,
        line,
        column,
        other,
    } = entry;
    let inside = &text[span.clone()];
    let (end_line, end_column) = match inside.rfind('\n') {
        None => (*line, column + inside.chars().count()),
        Some(last) => (
            line + inside.matches('\n').count(),
            1 + inside[last + 1..].chars().count(),
        ),
    };
    let label = (!problem.label.is_empty()).then_some(&problem.label);
    let other = other.as_ref().zip(problem.other.as_ref());
    let other = other.map(|(span, other)| {
        json!({
            "label": other.label,
            "pointer": other.pointer,
            "line": span.line,
            "column": span.column,
            "byte_start": span.bytes.start,
            "byte_end": span.bytes.end,
        })
    });
    json!({
        "reason": "problem",
        "code": problem.code.as_str(),
        "severity": problem.severity().as_str(),
        "message": problem.message,
        "label": label,
        "help": problem.help,
        "file": file_name,
        "pointer": problem.pointer,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "byte_start": span.start,
        "byte_end": span.end,
        "other": other,
        "rendered": entry.render(file_name, text, Color::Plain),
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::At;
    use crate::report::{Code, Problem};

    #[test]
    fn a_line_has_every_field() {
        let text = "{\n  \"ä\": 1, \"b\": [\n    \"ö\"\n  ]\n}";
        let problem = Problem::new(Code::WrongType, "/b", At::Value, "wrong").label("here");
        let lines = Report::new(text, vec![problem]).json_lines("spec/a.json", text);
        let [line] = lines.as_slice() else {
            panic!("one line: {lines:?}");
        };
        assert!(!line.contains('\n'));
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        let rendered = object["rendered"].as_str().unwrap();
        assert!(rendered.starts_with("error[E003]: wrong\n"), "{rendered}");
        assert_eq!(
            object,
            json!({
                "reason": "problem",
                "code": "E003",
                "severity": "error",
                "message": "wrong",
                "label": "here",
                "help": null,
                "file": "spec/a.json",
                "pointer": "/b",
                "line": 2,
                "column": 16,
                "end_line": 4,
                "end_column": 4,
                "byte_start": 18,
                "byte_end": 32,
                "other": null,
                "rendered": rendered,
            })
        );
    }

    #[test]
    fn all_problems_are_there() {
        let problem = |i: usize| Problem::new(Code::UnknownKey, format!("/{i}"), At::Key, "m");
        let report = Report::new("{}", (0..1_000).map(problem).collect());
        assert_eq!(report.json_lines("f", "{}").len(), 1_000);
    }
}
