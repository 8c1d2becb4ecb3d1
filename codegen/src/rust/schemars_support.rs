static SERIALIZE: LazyLock<Value> = LazyLock::new(|| parse(include_str!(SERIALIZE_PATH)));
static DESERIALIZE: LazyLock<Value> = LazyLock::new(|| parse(include_str!(DESERIALIZE_PATH)));

fn parse(bundle: &str) -> Value {
    serde_json::from_str(bundle).expect("the bundle was written as JSON")
}

/// A definition of the bundle, for the contract that the generator wants.
fn definition(name: &str, generator: &mut SchemaGenerator) -> Schema {
    let mut schema = published(name, generator.contract()).clone();
    resolve(&mut schema, generator);
    Schema::try_from(schema).expect("the definition was written as a schema")
}

fn published(name: &str, contract: &Contract) -> &'static Value {
    let bundle = match contract {
        Contract::Serialize => &SERIALIZE,
        // The other contract of today, and the safe side of any to come.
        _ => &DESERIALIZE,
    };
    &bundle["$defs"][name]
}

/// Points references to where the generator puts the types; what has no type is put in
/// the reference's place.
fn resolve(schema: &mut Value, generator: &mut SchemaGenerator) {
    match schema {
        Value::Array(schemas) => {
            for schema in schemas {
                resolve(schema, generator);
            }
        }
        Value::Object(keywords) => {
            let reference = keywords.get("$ref").and_then(Value::as_str);
            let Some(name) = reference.and_then(|it| it.strip_prefix("#/$defs/")) else {
                for schema in keywords.values_mut() {
                    resolve(schema, generator);
                }
                return;
            };
            let target = match TYPES.binary_search_by_key(&name, |(name, _)| name) {
                Ok(index) => (TYPES[index].1)(generator).to_value(),
                Err(_) => definition(name, generator).to_value(),
            };
            *schema = target;
        }
        _ => {}
    }
}

/// Makes a type's schema, or a reference to it.
type Subschema = fn(&mut SchemaGenerator) -> Schema;

macro_rules! json_schema {
    ($($name:literal => $type:ident,)*) => {
        /// The types by the names of their definitions, in order.
        static TYPES: &[(&str, Subschema)] = &[
            $(($name, SchemaGenerator::subschema_for::<super::$type>),)*
        ];

        $(
            impl JsonSchema for super::$type {
                fn schema_name() -> Cow<'static, str> {
                    Cow::Borrowed(stringify!($type))
                }

                fn schema_id() -> Cow<'static, str> {
                    Cow::Borrowed(concat!(module_path!(), "::", stringify!($type)))
                }

                fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                    definition($name, generator)
                }
            }
        )*
    };
}
