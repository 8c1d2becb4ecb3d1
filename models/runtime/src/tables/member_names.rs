/// Implements [`MemberNamed`](crate::member_names::MemberNamed) for a structure or union.
///
/// A row for each member: what travels, its name and, if there are names or timestamps in its
/// values, the type or the codec of those, `Option` and `Box` left out.
///
/// ```
/// # use tinsmith_runtime as rt;
/// # use rt::member_names::MemberNames;
/// # #[derive(Debug, PartialEq)]
/// # struct Log { id: i32, times: Vec<rt::Timestamp>, parts: Vec<Log> }
/// # rt::structure! {
/// #     Log {
/// #         0 => required id "_id",
/// #         1 => required times "t" as Vec<rt::EpochSeconds>,
/// #         2 => required parts "p",
/// #     }
/// # }
/// rt::member_names! {
///     structure Log {
///         "_id" => "Id",
///         "t" => "Times" as Vec<rt::EpochSeconds>,
///         "p" => "Parts" as Vec<Log>,
///     }
/// }
///
/// let text = r#"{"Id": 7, "Times": ["1970-01-01T00:00:01Z", 1.5], "Parts": []}"#;
/// let MemberNames(log): MemberNames<Log> = serde_json::from_str(text)?;
/// assert_eq!(serde_json::to_string(&log)?, r#"{"_id":7,"t":[1,1.5],"p":[]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! member_names {
    (structure $($table:tt)*) => { $crate::member_names!(@Structure $($table)*); };
    (union $($table:tt)*) => { $crate::member_names!(@Union $($table)*); };
    (@$kind:ident $name:ident { $($wire:literal => $member:literal $(as $form:ty)?,)* }) => {
        impl $crate::member_names::MemberNamed for $name {
            fn form() -> &'static $crate::member_names::Form {
                const {
                    &$crate::member_names::Form::$kind(&$crate::member_names::Names::new(
                        &[$($wire),*],
                        &[$($member),*],
                        &[$($crate::member_names!(@form $($form)?)),*],
                    ))
                }
            }
        }
    };
    (@form) => { $crate::member_names::Form::same };
    (@form $form:ty) => { <$form as $crate::member_names::MemberNamed>::form };
}
