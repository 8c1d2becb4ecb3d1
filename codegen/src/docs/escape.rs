//! Which characters of prose would be markup, and how they are shown as themselves.

/// Characters that may have to be escaped wherever they stand.
fn is_special(character: char) -> bool {
    matches!(
        character,
        '`' | '[' | ']' | '\\' | '_' | '*' | '<' | '&' | '~' | '-' | '\n'
    )
}

/// Appends prose to Markdown. A `\n` becomes a hard line break.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
        let at_line_start = out.is_empty() || out.ends_with('\n');
        let starts_block = at_line_start && "-+*=#>~:|".contains(character);
        let inert = rest.find(is_special).unwrap_or(rest.len());
        if character == '\n' {
            out.push_str("\\\n");
            at += 1;
        } else if at_line_start && is_list_number(rest) {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            out.push_str(&rest[..digits]);
            out.push('\\');
            out.push_str(&rest[digits..=digits]);
            at += digits + 1;
        } else if inert > 0 && !starts_block {
            out.push_str(&rest[..inert]);
            at += inert;
        } else {
            let previous = text[..at].chars().next_back();
            if starts_block || needs_escape(character, previous, rest) {
                out.push('\\');
            }
            out.push(character);
            at += character.len_utf8();
        }
    }
}

/// Appends a link target.
pub(super) fn push_target(out: &mut String, target: &str) {
    for (at, character) in target.char_indices() {
        if character == '&' && is_entity(&target[at..]) {
            out.push('\\');
        }
        out.push(character);
    }
}

/// Appends prose in which no URL may become a link: the slashes of a scheme are kept apart by a
/// backslash that does not show.
pub(super) fn push_unlinked(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, separator) in text.match_indices("://") {
        let end = at + separator.len();
        let scheme = &text[..at];
        let is_url = (scheme.ends_with("http") || scheme.ends_with("https"))
            && text[end..].starts_with(|c: char| c.is_alphanumeric() || "-@:%._+~#=".contains(c));
        if is_url {
            push_escaped(out, &text[from..=at]);
            out.push_str("\\//");
            from = end;
        }
    }
    push_escaped(out, &text[from..]);
}

/// Appends inline code, in more backticks than any run of them in it.
pub(super) fn push_code(out: &mut String, text: &str) {
    // Two runs of backticks would become one.
    if out.ends_with('`') {
        out.push(' ');
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let padding = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    for piece in [&fence, padding, text, padding, &fence] {
        out.push_str(piece);
    }
}

/// Markdown as a cell of a table: without bars that would end it (GFM, "Tables").
pub(super) fn cell(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut escaped = false;
    for character in markdown.chars() {
        if character == '|' && !escaped {
            out.push('\\');
        }
        out.push(character);
        escaped = character == '\\' && !escaped;
    }
    out
}

/// Whether a character of prose would be markup without a backslash. `rest` starts at it.
fn needs_escape(character: char, previous: Option<char>, rest: &str) -> bool {
    let next = rest.chars().nth(1);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // What follows a line break in the text is a backslash in the output.
    let is_space = |c: Option<char>| c == Some(' ');
    match character {
        '`' | '[' | ']' => true,
        '\\' => !next.is_some_and(|c| c.is_ascii_alphanumeric()),
        '_' => !(is_word(previous) && is_word(next)),
        '*' => !(is_space(previous) && is_space(next)),
        '<' => next.is_none_or(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
        '&' => is_entity(rest),
        '~' => next == Some('~') || previous.is_none() || !is_space(previous),
        // rustdoc's smart punctuation would make a dash of an option such as `--force`.
        '-' => {
            next == Some('-')
                && rest
                    .as_bytes()
                    .get(2)
                    .is_some_and(u8::is_ascii_alphanumeric)
        }
        _ => false,
    }
}

/// Whether `rest`, which starts with `&`, looks like an entity.
fn is_entity(rest: &str) -> bool {
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let length = rest.bytes().skip(1).take(40).take_while(name).count();
    // At the very end of a span the `;` may stand in the next one.
    length > 0 && matches!(rest.as_bytes().get(1 + length), Some(b';') | None)
}

/// Whether `rest` starts like an item of an ordered list.
fn is_list_number(rest: &str) -> bool {
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let space = |c: char| c == ' ' || c == '\n';
    after.len() < rest.len()
        && after
            .strip_prefix(['.', ')'])
            .is_some_and(|text| text.is_empty() || text.starts_with(space))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        push_escaped(&mut out, text);
        out
    }

    #[test]
    fn markup_is_escaped_and_nothing_else() {
        for (text, markdown) in [
            ("snake_case _id a_", "snake_case \\_id a\\_"),
            ("2 * 3 *a*", "2 * 3 \\*a\\*"),
            ("[text](x) `code`", "\\[text\\](x) \\`code\\`"),
            ("<region> a < b <= c", "\\<region> a < b <= c"),
            ("a & b &amp; &x", "a & b \\&amp; \\&x"),
            ("C:\\temp \\* \\", "C:\\temp \\\\\\* \\\\"),
            ("~5 ~~no~~ a~b", "\\~5 \\~\\~no\\~\\~ a\\~b"),
            ("use --force -- or not", "use \\--force -- or not"),
            ("- a - b", "\\- a - b"),
            ("# a #", "\\# a #"),
            ("10. a 10. b", "10\\. a 10. b"),
            ("2) a", "2\\) a"),
            ("3.5 a", "3.5 a"),
            ("a\n+ b", "a\\\n\\+ b"),
        ] {
            assert_eq!(escaped(text), markdown);
        }
    }

    #[test]
    fn bars_in_cells_are_escaped_once() {
        for (text, markdown) in [("a|b", "a\\|b"), ("|", "\\|"), ("\\|", "\\\\\\|")] {
            assert_eq!(cell(&escaped(text)), markdown);
        }
    }

    #[test]
    fn code_has_a_longer_fence_than_its_text() {
        for (text, markdown) in [("a", "`a`"), ("a`b", "``a`b``"), ("``", "``` `` ```")] {
            let mut out = String::new();
            push_code(&mut out, text);
            assert_eq!(out, markdown);
        }
    }
}
