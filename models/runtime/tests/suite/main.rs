//! What the runtime promises, against oracles: `serde_derive`, `serde_json`, chrono, jiff, base64.
#![expect(
    clippy::zero_sized_map_values,
    reason = "a map's codec is a type that no value has"
)]

mod big_numbers;
mod blobs;
mod codecs;
mod enums;
mod errors;
mod formats;
mod member_names;
mod structures;
mod timestamps;
mod twins;
mod unions;
mod values;
mod wide;
