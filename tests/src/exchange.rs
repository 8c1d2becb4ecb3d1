//! Takes a value from what travels to its form by member names and back.

use crate::agreement::same;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Debug;
use tinsmith_runtime::member_names::{MemberNamed, MemberNames};

/// A value in both forms.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchanged {
    /// As it travels.
    pub wire: Value,
    /// By member names.
    pub named: Value,
}

/// Reads what travels, writes that by member names, and reads it again.
///
/// # Errors
///
/// If the type refuses something of that, or what comes back is another value.
pub fn exchange<T>(text: &str) -> Result<Exchanged, String>
where
    T: Serialize + DeserializeOwned + Debug + PartialEq + MemberNamed,
{
    let say = |error: serde_json::Error| format!("{error}: {text}");
    let value: T = serde_json::from_str(text).map_err(say)?;
    let wire = serde_json::to_value(&value).map_err(say)?;
    let named = serde_json::to_string(&MemberNames(&value)).map_err(say)?;
    let MemberNames(again): MemberNames<T> = serde_json::from_str(&named)
        .map_err(|error| format!("{named} is not read by member names: {error}"))?;
    if !same(&value, &again) || serde_json::to_value(&again).map_err(say)? != wire {
        return Err(format!("{named} is read back as {again:?}, not {value:?}"));
    }
    let named = serde_json::from_str(&named).map_err(say)?;
    Ok(Exchanged { wire, named })
}
