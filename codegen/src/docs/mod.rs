//! stub until merged
#![allow(missing_docs)]
pub fn rustdoc(source: &str) -> Vec<String> {
    source
        .lines()
        .map(|l| {
            l.chars()
                .filter(|c| {
                    !c.is_control()
                        && !('\u{2028}'..='\u{202e}').contains(c)
                        && !('\u{2066}'..='\u{2069}').contains(c)
                })
                .collect()
        })
        .collect()
}
pub fn plain_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}
