//! Smithy models are read or refused, and what is read survives being written.
#![no_main]

tinsmith_fuzz::model_target!(smithy, tinsmith_fuzz::checks::smithy);
