//! Which link targets may stand in generated documentation, and where bare ones end in prose.

use super::text::is_hidden;
use crate::limits;

/// `href` as a link target, or none if it must not be a link.
///
/// Only `http`, `https` and `mailto` pass; a relative target has no meaning outside the page it was
/// written for. Characters that would end the target early in Markdown are percent-encoded.
pub(super) fn target(href: &str) -> Option<String> {
    let href = href.trim();
    let (scheme, rest) = href.split_once(':')?;
    let well_formed = match scheme.to_ascii_lowercase().as_str() {
        // rustdoc would read a target without a slash as a path in the crate.
        "http" | "https" => rest.starts_with("//") && rest.len() > 2,
        "mailto" => rest.contains('@') && !rest.contains(char::is_whitespace),
        _ => false,
    };
    if !well_formed || href.len() > limits::LINK_BYTES {
        return None;
    }
    let mut out = String::with_capacity(href.len());
    for character in href.chars() {
        match character {
            ' ' | '"' | '<' | '>' | '(' | ')' | '[' | ']' | '\\' | '`' | '|' => {
                // All of them are ASCII, so one byte each.
                out.push('%');
                for shift in [4, 0] {
                    let digit = (character as u32 >> shift) & 0xf;
                    out.extend(char::from_digit(digit, 16).map(|digit| digit.to_ascii_uppercase()));
                }
            }
            other if other.is_whitespace() || is_hidden(other) => {}
            other => out.push(other),
        }
    }
    Some(out)
}

/// How a URL that stands in prose is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bare {
    /// It works as a link.
    Link,
    /// A pattern such as `https://{bucket}.example.com`, or the name of a scheme.
    Pattern,
}

/// The first bare `http` or `https` URL of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BareUrl {
    /// Byte offset of its first character.
    pub(super) start: usize,
    /// Byte offset after its last.
    pub(super) end: usize,
    pub(super) kind: Bare,
}

impl BareUrl {
    /// Whether it works as a link and `text` is nothing but it.
    pub(super) fn is_all_of(self, text: &str) -> bool {
        self.kind == Bare::Link && self.start == 0 && self.end == text.len()
    }
}

/// Whether a URL that ends right before `text` goes on in it.
pub(super) fn continues(text: &str) -> bool {
    text.starts_with(|c: char| !c.is_whitespace() && !is_closing(c))
}

/// Punctuation that ends a URL rather than being a part of it.
fn is_closing(character: char) -> bool {
    BRACKETS.iter().any(|(_, close)| *close == character) || CLOSING.contains(character)
}

/// Finds the first URL in `text`: up to the next white space, without the punctuation that ends
/// the sentence around it.
pub(super) fn find_bare(text: &str) -> Option<BareUrl> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find("http")?;
        let rest = &text[start..];
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|scheme| rest.starts_with(scheme));
        let Some(scheme) = scheme else {
            from = start + "http".len();
            continue;
        };
        let token = rest.split(char::is_whitespace).next().unwrap_or(rest);
        let url = without_closing_punctuation(token);
        let host = url.get(scheme.len()..).unwrap_or_default();
        if host.is_empty() {
            from = start + scheme.len();
            continue;
        }
        let kind = if host.starts_with(|first: char| first.is_ascii_alphanumeric())
            && url.bytes().all(is_url_byte)
        {
            Bare::Link
        } else {
            Bare::Pattern
        };
        return Some(BareUrl {
            start,
            end: start + url.len(),
            kind,
        });
    }
}

/// Bytes that nobody writes in a URL without meaning one. Entities need a `;`, which is not among
/// them.
fn is_url_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+=%".contains(&byte)
}

/// What may follow a URL directly, besides a bracket that was opened before it.
const CLOSING: &str = ".,;:!?'\"*_~`\\";

const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')];

fn without_closing_punctuation(token: &str) -> &str {
    // Per pair, how many more close than open: counted once, so that a long run stays linear.
    let mut surplus = BRACKETS.map(|(open, close)| {
        let closing = token.matches(close).count();
        closing.saturating_sub(token.matches(open).count())
    });
    let mut url = token;
    while let Some(last) = url.chars().next_back() {
        match BRACKETS.iter().position(|(_, close)| *close == last) {
            Some(pair) if surplus[pair] > 0 => surplus[pair] -= 1,
            None if CLOSING.contains(last) => {}
            _ => break,
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_absolute_web_and_mail_targets_pass() {
        for refused in [
            "javascript:alert(1)",
            "JavaScript://x/%0aalert(1)",
            "data:text/html,x",
            "/relative",
            "#anchor",
            "API_Foo.html",
            "https:foo",
            "https://",
            "mailto:nobody",
            "",
            "java\nscript:x",
        ] {
            assert_eq!(target(refused), None, "{refused}");
        }
        assert_eq!(target(" HTTPS://a.b/c "), Some("HTTPS://a.b/c".to_owned()));
        assert_eq!(
            target("https://a/(b c)\n<d>"),
            Some("https://a/%28b%20c%29%3Cd%3E".to_owned())
        );
        assert_eq!(target("mailto:a@b.c"), Some("mailto:a@b.c".to_owned()));
    }

    #[test]
    fn bare_urls_end_before_the_punctuation_of_the_sentence() {
        let found =
            |text: &str| find_bare(text).map(|url| (text[url.start..url.end].to_owned(), url.kind));
        assert_eq!(
            found("see (https://a.b/c)."),
            Some(("https://a.b/c".to_owned(), Bare::Link))
        );
        assert_eq!(
            found("https://a/b_(c), x"),
            Some(("https://a/b_(c)".to_owned(), Bare::Link))
        );
        assert_eq!(
            found("\"https://{api}.b.c\""),
            Some(("https://{api}.b.c".to_owned(), Bare::Pattern))
        );
        assert_eq!(found("start with https://."), None);
        assert_eq!(found("an http header"), None);
    }

    #[test]
    fn long_runs_of_brackets_take_linear_time() {
        let text = format!("https://a{}", ")".repeat(1 << 18));
        assert_eq!(find_bare(&text).map(|url| url.end), Some(9));
    }
}
