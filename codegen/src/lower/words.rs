//! Splits names into words, the step before `heck` puts them in a case.
//!
//! `heck` alone reads `redirectSignInURIs` as `redirect_sign_in_ur_is` and `oAuthScopes` as
//! `o_auth_scopes`. The Rust API Guidelines (C-CASE) count an acronym as one word, so plural
//! acronyms and a few compound names are recognized here.

/// Names whose capitals are not word boundaries.
const COMPOUNDS: &[&str] = &[
    "DynamoDB", "GitHub", "GitLab", "IPv4", "IPv6", "OAuth", "OAuth2", "OpenID", "WiFi", "eBPF",
    "iOS", "iPad", "iPhone", "macOS", "oAuth", "oAuth2", "openID", "tvOS", "watchOS",
];

/// The words of a name, in lower case: `redirectSignInURIs` is `redirect sign in uris`.
///
/// Anything but ASCII letters and digits separates words: names become identifiers and file
/// names, where look-alikes from other scripts have no place.
pub(crate) fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let end = compound_end(&chars, at)
            .or_else(|| plural_acronym_end(&chars, at))
            .unwrap_or_else(|| plain_end(&chars, at));
        words.push(
            chars[at..end]
                .iter()
                .collect::<String>()
                .to_ascii_lowercase(),
        );
        at = end;
    }
    words
}

/// The end of a compound that starts here and isn't part of a longer word.
fn compound_end(chars: &[char], start: usize) -> Option<usize> {
    COMPOUNDS
        .iter()
        .filter_map(|compound| {
            let end = start + compound.chars().count();
            let found = chars.get(start..end)?.iter().copied().eq(compound.chars());
            let ends_a_word = chars.get(end).is_none_or(|next| !next.is_ascii_lowercase());
            (found && ends_a_word).then_some(end)
        })
        .max()
}

/// The end of `URIs`, `IDs`: two or more capitals, an `s`, and then no lower-case letter.
fn plural_acronym_end(chars: &[char], start: usize) -> Option<usize> {
    let capitals = chars[start..]
        .iter()
        .take_while(|c| c.is_ascii_uppercase())
        .count();
    let plural = start + capitals;
    let ends_a_word = chars
        .get(plural + 1)
        .is_none_or(|next| !next.is_ascii_lowercase());
    (capitals >= 2 && chars.get(plural) == Some(&'s') && ends_a_word).then_some(plural + 1)
}

/// The end of a plain word: capitals as long as no lower-case letter follows the last, or one
/// capital (or none) and what is not a capital. Digits belong to the word they follow.
fn plain_end(chars: &[char], start: usize) -> usize {
    let rest = &chars[start..];
    let is_part = |c: &char| c.is_ascii_alphanumeric();
    let capitals = rest.iter().take_while(|c| c.is_ascii_uppercase()).count();
    if capitals >= 2 {
        let after = rest.get(capitals);
        return match after {
            // In `HTTPServer` the S begins the next word.
            Some(c) if c.is_ascii_lowercase() => start + capitals - 1,
            // In `EC2Instance` the digits end the word.
            Some(c) if c.is_ascii_alphanumeric() => {
                let digits = rest[capitals..]
                    .iter()
                    .take_while(|c| is_part(c) && !c.is_ascii_alphabetic());
                start + capitals + digits.count()
            }
            _ => start + capitals,
        };
    }
    let tail = rest[1..]
        .iter()
        .take_while(|c| is_part(c) && !c.is_ascii_uppercase());
    start + 1 + tail.count()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_split_as_a_reader_would() {
        for (name, expected) in [
            ("redirectSignInURIs", "redirect sign in uris"),
            ("oAuthScopes", "oauth scopes"),
            ("OAuthGrantType", "oauth grant type"),
            (
                "CreateBackendAuthOAuthConfig",
                "create backend auth oauth config",
            ),
            ("MFAMode", "mfa mode"),
            ("MfaTypes", "mfa types"),
            ("EC2InstanceIDs", "ec2 instance ids"),
            ("HTTPServer", "http server"),
            ("IPv6Address", "ipv6 address"),
            ("SHA256", "sha256"),
            ("sha256Sum", "sha256 sum"),
            ("client_id", "client id"),
            (
                "AWS_COGNITO_SIGNIN_USER_ADMIN",
                "aws cognito signin user admin",
            ),
            ("t2.micro", "t2 micro"),
            ("0.5", "0 5"),
            ("IsEnabled", "is enabled"),
            ("ARNs", "arns"),
            ("__string", "string"),
            ("A", "a"),
            ("aB", "a b"),
            ("OpenIDConnect", "openid connect"),
            ("iOSVersion", "ios version"),
            ("Größe", "gr e"),
            ("***", ""),
        ] {
            assert_eq!(words(name).join(" "), expected, "{name}");
        }
    }
}
