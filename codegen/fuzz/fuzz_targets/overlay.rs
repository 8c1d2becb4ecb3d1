//! Overlays are applied or refused.
#![no_main]

/// What they are applied to.
const SPEC: &str = include_str!("../../../tests/parity/model.json");

tinsmith_fuzz::model_target!(smithy, |text| tinsmith_fuzz::checks::overlay(SPEC, text));
