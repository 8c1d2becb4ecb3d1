//! Models go through everything, and what comes out is as the model says.
#![no_main]

tinsmith_fuzz::model_target!(either, tinsmith_fuzz::checks::pipeline);
