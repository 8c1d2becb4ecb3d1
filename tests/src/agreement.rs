//! Reads one document through both flavours and compares what comes of it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

/// What both flavours made of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Read; this is what is written again.
    Read(String),
    /// Refused, with this message.
    Refused(String),
}

/// What one type makes of a document.
///
/// # Errors
///
/// If what it wrote is not read back as the same value.
pub fn verdict<T>(text: &str) -> Result<(Verdict, String), String>
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let value: T = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => return Ok((Verdict::Refused(error.to_string()), String::new())),
    };
    let written = serde_json::to_string(&value).map_err(|error| error.to_string())?;
    let again: T = serde_json::from_str(&written)
        .map_err(|error| format!("{written} is not read back: {error}"))?;
    if !same(&value, &again) {
        return Err(format!(
            "{written} is read back as {again:?}, not {value:?}"
        ));
    }
    Ok((Verdict::Read(written), format!("{value:?}")))
}

/// Whether two values are the same, NaN being the same as itself.
pub fn same<T: Debug + PartialEq>(a: &T, b: &T) -> bool {
    if a == b {
        return true;
    }
    let text = format!("{a:?}");
    text.contains("NaN") && text == format!("{b:?}")
}

/// What the explicit and the derived type make of a document, if they agree: on the verdict,
/// the value (as far as debug output shows it) and the bytes written.
///
/// # Errors
///
/// With a description if they don't.
pub fn agreed<Explicit, Derived>(text: &str) -> Result<Verdict, String>
where
    Explicit: Serialize + DeserializeOwned + PartialEq + Debug,
    Derived: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let (explicit, explicit_value) = verdict::<Explicit>(text)?;
    let (derived, derived_value) = verdict::<Derived>(text)?;
    let agree = match (&explicit, &derived) {
        (Verdict::Read(a), Verdict::Read(b)) => a == b && explicit_value == derived_value,
        (Verdict::Refused(_), Verdict::Refused(_)) => true,
        _ => false,
    };
    if agree {
        Ok(explicit)
    } else {
        Err(format!(
            "{text}\n  explicit: {explicit:?} {explicit_value}\n  derived:  {derived:?} {derived_value}"
        ))
    }
}
