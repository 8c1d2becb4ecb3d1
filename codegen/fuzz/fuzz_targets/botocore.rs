//! Documents of botocore are read or refused, and what is read survives being written.
#![no_main]

tinsmith_fuzz::model_target!(botocore, tinsmith_fuzz::checks::botocore);
