//! The same types twice: over the runtime, and by `serde_derive`.

/// As generated code looks.
pub(crate) mod explicit {
    use std::collections::BTreeMap;

    use serde_core::de::{Deserialize, Deserializer, MapAccess};
    use serde_core::ser::{Serialize, Serializer};
    use tinsmith_runtime::{
        EpochSeconds, HttpDate, Members, Number, Plain, Structure, StructureWriter, Timestamp,
        read_structure,
    };

    #[derive(Clone, Debug, PartialEq)]
    pub(crate) struct Inner {
        pub(crate) count: i32,
        pub(crate) next: Option<Box<Inner>>,
    }

    impl Structure for Inner {
        const NAME: &str = "Inner";
        const MEMBERS: &[&str] = &["count", "next"];

        fn read<'de, A: MapAccess<'de>>(members: &mut Members<'de, A>) -> Result<Self, A::Error> {
            let mut count = None;
            let mut next = None;
            while let Some(index) = members.next()? {
                match index {
                    0 => members.value(&mut count)?,
                    _ => members.value(&mut next)?,
                }
            }
            Ok(Self {
                count: members.required(count, 0)?,
                next: next.flatten(),
            })
        }
    }

    impl<'de> Deserialize<'de> for Inner {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            read_structure(deserializer)
        }
    }

    impl Serialize for Inner {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let present = [self.next.is_some()];
            let mut members = StructureWriter::new(serializer, "Inner", 1, &present)?;
            members.required("count", &self.count)?;
            members.optional("next", &self.next)?;
            members.end()
        }
    }

    #[derive(Clone, Debug, PartialEq)]
    pub(crate) struct Outer {
        pub(crate) app_id: String,
        pub(crate) error: Option<String>,
        pub(crate) minimum_length: f64,
        pub(crate) ratio: Option<f32>,
        pub(crate) inner: Option<Inner>,
        pub(crate) history: Vec<Inner>,
        pub(crate) tags: Option<BTreeMap<String, String>>,
        pub(crate) created: Timestamp,
        pub(crate) changed: Option<Vec<Option<Timestamp>>>,
        pub(crate) seen: Option<BTreeMap<String, Timestamp>>,
    }

    impl Structure for Outer {
        const NAME: &str = "Outer";
        const MEMBERS: &[&str] = &[
            "appId",
            "error",
            "minimumLength",
            "ratio",
            "inner",
            "history",
            "tags",
            "Created-At",
            "changed",
            "seen",
        ];

        fn read<'de, A: MapAccess<'de>>(members: &mut Members<'de, A>) -> Result<Self, A::Error> {
            let mut app_id = None;
            let mut error = None;
            let mut minimum_length = None;
            let mut ratio = None;
            let mut inner = None;
            let mut history = None;
            let mut tags = None;
            let mut created = None;
            let mut changed = None;
            let mut seen = None;
            while let Some(index) = members.next()? {
                match index {
                    0 => members.value(&mut app_id)?,
                    1 => members.value(&mut error)?,
                    2 => members.value_as::<Number, _>(&mut minimum_length)?,
                    3 => members.value_as::<Option<Number>, _>(&mut ratio)?,
                    4 => members.value(&mut inner)?,
                    5 => members.value(&mut history)?,
                    6 => members.value(&mut tags)?,
                    7 => members.value_as::<EpochSeconds, _>(&mut created)?,
                    8 => members.value_as::<Option<Vec<Option<EpochSeconds>>>, _>(&mut changed)?,
                    _ => members.value_as::<Option<Dates>, _>(&mut seen)?,
                }
            }
            Ok(Self {
                app_id: members.required(app_id, 0)?,
                error: error.flatten(),
                minimum_length: members.required(minimum_length, 2)?,
                ratio: ratio.flatten(),
                inner: inner.flatten(),
                history: members.required(history, 5)?,
                tags: tags.flatten(),
                created: members.required(created, 7)?,
                changed: changed.flatten(),
                seen: seen.flatten(),
            })
        }
    }

    type Dates = BTreeMap<Plain, HttpDate>;

    impl<'de> Deserialize<'de> for Outer {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            read_structure(deserializer)
        }
    }

    impl Serialize for Outer {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut members = StructureWriter::new(
                serializer,
                "Outer",
                4,
                &[
                    self.error.is_some(),
                    self.ratio.is_some(),
                    self.inner.is_some(),
                    self.tags.is_some(),
                    self.changed.is_some(),
                    self.seen.is_some(),
                ],
            )?;
            members.required("appId", &self.app_id)?;
            members.optional("error", &self.error)?;
            members.required_as::<Number, _>("minimumLength", &self.minimum_length)?;
            members.optional_as::<Option<Number>, _>("ratio", &self.ratio)?;
            members.optional("inner", &self.inner)?;
            members.required("history", &self.history)?;
            members.optional("tags", &self.tags)?;
            members.required_as::<EpochSeconds, _>("Created-At", &self.created)?;
            members
                .optional_as::<Option<Vec<Option<EpochSeconds>>>, _>("changed", &self.changed)?;
            members.optional_as::<Option<Dates>, _>("seen", &self.seen)?;
            members.end()
        }
    }
}

/// The oracle. Names and fields are the same, so that `Debug` prints the same.
pub(crate) mod derived {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};
    use tinsmith_runtime::{As, EpochSeconds, HttpDate, Number, Plain, Timestamp};

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub(crate) struct Inner {
        pub(crate) count: i32,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) next: Option<Box<Inner>>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub(crate) struct Outer {
        #[serde(rename = "appId")]
        pub(crate) app_id: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) error: Option<String>,
        #[serde(rename = "minimumLength", with = "As::<Number>")]
        pub(crate) minimum_length: f64,
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            with = "As::<Option<Number>>"
        )]
        pub(crate) ratio: Option<f32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) inner: Option<Inner>,
        pub(crate) history: Vec<Inner>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) tags: Option<BTreeMap<String, String>>,
        #[serde(rename = "Created-At", with = "As::<EpochSeconds>")]
        pub(crate) created: Timestamp,
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            with = "As::<Option<Vec<Option<EpochSeconds>>>>"
        )]
        pub(crate) changed: Option<Vec<Option<Timestamp>>>,
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            with = "As::<Option<BTreeMap<Plain, HttpDate>>>"
        )]
        pub(crate) seen: Option<BTreeMap<String, Timestamp>>,
    }
}
