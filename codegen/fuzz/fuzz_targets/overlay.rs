//! Overlays are applied or refused.
#![no_main]

use tinsmith_fuzz::checks;
use tinsmith_fuzz::overlay::SPEC;

tinsmith_fuzz::model_target!(overlay, |text| checks::overlay(SPEC, text));
