//! A structure with a hundred members, which is more than the largest bit set.

use serde_core::de::{Deserialize, Deserializer, MapAccess};
use serde_core::ser::{Serialize, Serializer};
use tinsmith_runtime::{Members, Structure, StructureWriter, read_structure};

macro_rules! wide {
    ($($index:literal $name:ident,)*) => {
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        struct Derived {
            $(#[serde(skip_serializing_if = "Option::is_none")] $name: Option<u32>,)*
        }

        #[derive(Clone, Debug, Default, PartialEq)]
        struct Explicit {
            $($name: Option<u32>,)*
        }

        impl Structure for Explicit {
            const NAME: &str = "Derived";
            const MEMBERS: &[&str] = &[$(stringify!($name)),*];

            fn read<'de, A: MapAccess<'de>>(
                members: &mut Members<'de, A>,
            ) -> Result<Self, A::Error> {
                $(let mut $name = None;)*
                while let Some(index) = members.next()? {
                    match index {
                        $($index => members.value(&mut $name)?,)*
                        _ => unreachable!("{index}"),
                    }
                }
                Ok(Self { $($name: $name.flatten(),)* })
            }
        }

        impl<'de> Deserialize<'de> for Explicit {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read_structure(deserializer)
            }
        }

        impl Serialize for Explicit {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let present = [$(self.$name.is_some()),*];
                let mut members = StructureWriter::new(serializer, "Derived", 0, &present)?;
                $(members.optional(stringify!($name), &self.$name)?;)*
                members.end()
            }
        }

        fn set(wide: &mut Explicit, index: usize, value: u32) {
            match index {
                $($index => wide.$name = Some(value),)*
                _ => unreachable!("{index}"),
            }
        }
    };
}

wide! {
    0 f00, 1 f01, 2 f02, 3 f03, 4 f04, 5 f05, 6 f06, 7 f07, 8 f08, 9 f09,
    10 f10, 11 f11, 12 f12, 13 f13, 14 f14, 15 f15, 16 f16, 17 f17, 18 f18, 19 f19,
    20 f20, 21 f21, 22 f22, 23 f23, 24 f24, 25 f25, 26 f26, 27 f27, 28 f28, 29 f29,
    30 f30, 31 f31, 32 f32, 33 f33, 34 f34, 35 f35, 36 f36, 37 f37, 38 f38, 39 f39,
    40 f40, 41 f41, 42 f42, 43 f43, 44 f44, 45 f45, 46 f46, 47 f47, 48 f48, 49 f49,
    50 f50, 51 f51, 52 f52, 53 f53, 54 f54, 55 f55, 56 f56, 57 f57, 58 f58, 59 f59,
    60 f60, 61 f61, 62 f62, 63 f63, 64 f64, 65 f65, 66 f66, 67 f67, 68 f68, 69 f69,
    70 f70, 71 f71, 72 f72, 73 f73, 74 f74, 75 f75, 76 f76, 77 f77, 78 f78, 79 f79,
    80 f80, 81 f81, 82 f82, 83 f83, 84 f84, 85 f85, 86 f86, 87 f87, 88 f88, 89 f89,
    90 f90, 91 f91, 92 f92, 93 f93, 94 f94, 95 f95, 96 f96, 97 f97, 98 f98, 99 f99,
}

proptest::proptest! {
    #[test]
    fn any_members_in_any_order_survive(
        values in proptest::collection::vec((0..100_usize, proptest::num::u32::ANY), 0..60),
    ) {
        let mut wide = Explicit::default();
        let mut object = serde_json::Map::new();
        for (index, value) in values {
            set(&mut wide, index, value);
            object.insert(Explicit::MEMBERS[index].to_owned(), value.into());
        }
        // In the order in which the members were drawn, with strangers in between.
        object.insert("f100".to_owned(), 1.into());
        let text = serde_json::to_string(&object).unwrap();
        assert_eq!(serde_json::from_str::<Explicit>(&text).unwrap(), wide);

        let written = serde_json::to_string(&wide).unwrap();
        let derived: Derived = serde_json::from_str(&text).unwrap();
        assert_eq!(written, serde_json::to_string(&derived).unwrap());

        let bytes = postcard::to_stdvec(&wide).unwrap();
        assert_eq!(postcard::from_bytes::<Explicit>(&bytes).unwrap(), wide);
        let bytes = rmp_serde::to_vec(&wide).unwrap();
        assert_eq!(rmp_serde::from_slice::<Explicit>(&bytes).unwrap(), wide);
    }
}

#[test]
fn duplicates_are_found_at_both_ends() {
    for name in ["f00", "f63", "f64", "f99"] {
        let text = format!(r#"{{"f50": 1, "{name}": 1, "f51": 1, "{name}": null}}"#);
        let explicit = serde_json::from_str::<Explicit>(&text).unwrap_err();
        let derived = serde_json::from_str::<Derived>(&text).unwrap_err();
        assert_eq!(explicit.to_string(), derived.to_string());
        assert!(
            explicit
                .to_string()
                .starts_with(&format!("duplicate field `{name}`"))
        );
    }
}
