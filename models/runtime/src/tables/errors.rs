/// Implements what the error enum of an operation can do: `from_parts`, `code`, `status`,
/// `message`, [`OperationError`](crate::OperationError), conversions from its errors, `Display`,
/// `Error`.
///
/// A row for each error: the codes that name it, its HTTP status in brackets if no other error
/// of the operation has that, its variant, its type, which has a `CODE`, a `STATUS`, a
/// `RETRYABLE` and an `error_message`, and what its message is called in the body, if both
/// spellings of that are to be read. What else there may be is in the variant `Unknown`, an
/// [`UnknownError`](crate::UnknownError).
///
/// ```
/// # use tinsmith_runtime as rt;
/// # use std::fmt;
/// #[derive(Debug, PartialEq)]
/// struct NotFound {
///     message: Option<String>,
/// }
///
/// impl NotFound {
///     const CODE: &str = "NotFound";
///     const STATUS: u16 = 404;
///     const RETRYABLE: bool = false;
///
///     fn error_message(&self) -> Option<&str> {
///         self.message.as_deref()
///     }
/// }
/// # impl fmt::Display for NotFound {
/// #     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("NotFound") }
/// # }
///
/// rt::structure! {
///     NotFound {
///         0 => optional message "message",
///     }
/// }
///
/// #[derive(Debug)]
/// enum GetError {
///     NotFound(NotFound),
///     Unknown(rt::UnknownError),
/// }
///
/// rt::operation_error! {
///     GetError {
///         "NotFound" | "NotFoundException" [404] => NotFound(NotFound) "message",
///     }
/// }
///
/// let body: rt::Value = serde_json::from_str(r#"{"Message": "no such log"}"#)?;
/// let error = GetError::from_parts(Some(404), None, body);
/// assert_eq!((error.code(), error.message()), (Some("NotFound"), Some("no such log")));
/// let error = GetError::from_parts(Some(404), None, "<h1>Not found</h1>".as_bytes());
/// assert!(matches!(error, GetError::Unknown(_)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! operation_error {
    ($name:ident {
        $($code:literal $(| $other:literal)* $([$status:literal])? => $variant:ident($type:ident)
            $($message:literal)?,)*
    }) => {
        impl $name {
            /// Builds the error from what a response says.
            ///
            /// `code` is the `x-amzn-errortype` header, as it comes; without one, the body's
            /// `__type` or `code` counts. Without those the status does, if it means one error
            /// only and the body has a text as `message` or `Message`: others than the service
            /// use the same statuses. What is not in the model, or whose body doesn't fit it,
            /// becomes `Unknown` with all that was given, so this never fails.
            ///
            /// `body` is the parsed body, any serde format's; bytes stand for a body that could
            /// not be parsed, and an error with such a body is `Unknown`.
            pub fn from_parts(
                status: ::core::option::Option<u16>,
                code: ::core::option::Option<&str>,
                body: impl ::core::convert::Into<$crate::ErrorBody>,
            ) -> Self {
                let known = <Self as $crate::OperationError>::KNOWN;
                let mut head = $crate::ErrorHead::new(status, code, body.into());
                match head.recognize(known).map(|position| known[position].codes) {
                    $(::core::option::Option::Some([$code, ..]) => {
                        head.read(Self::$variant, Self::Unknown)
                    })*
                    _ => Self::Unknown(head.into_unknown()),
                }
            }

            /// The model's code for the error, or the one an unknown error came with.
            pub fn code(&self) -> ::core::option::Option<&str> {
                match self {
                    $(Self::$variant(_) => ::core::option::Option::Some($type::CODE),)*
                    Self::Unknown(error) => error.code(),
                }
            }

            /// The HTTP status: the model's, or the one an unknown error came with.
            pub fn status(&self) -> ::core::option::Option<u16> {
                match self {
                    $(Self::$variant(_) => ::core::option::Option::Some($type::STATUS),)*
                    Self::Unknown(error) => error.status(),
                }
            }

            /// What the service says went wrong.
            pub fn message(&self) -> ::core::option::Option<&str> {
                match self {
                    $(Self::$variant(error) => error.error_message(),)*
                    Self::Unknown(error) => error.message(),
                }
            }
        }

        impl $crate::OperationError for $name {
            const KNOWN: &'static [$crate::KnownError] = &[$($crate::KnownError::new(
                &[$code $(, $other)*],
                $crate::operation_error!(@status $($status)?),
            )$(.with_message($message))?),*];

            fn code(&self) -> ::core::option::Option<&str> {
                self.code()
            }

            fn status(&self) -> ::core::option::Option<u16> {
                self.status()
            }

            fn message(&self) -> ::core::option::Option<&str> {
                self.message()
            }

            fn is_retryable(&self) -> bool {
                match self {
                    $(Self::$variant(_) => $type::RETRYABLE,)*
                    Self::Unknown(_) => false,
                }
            }

            fn from_unknown(error: $crate::UnknownError) -> Self {
                Self::Unknown(error)
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$variant(error) => ::core::fmt::Display::fmt(error, f),)*
                    Self::Unknown(error) => ::core::fmt::Display::fmt(error, f),
                }
            }
        }

        impl ::core::error::Error for $name {}

        $(
            impl ::core::convert::From<$type> for $name {
                fn from(error: $type) -> Self {
                    Self::$variant(error)
                }
            }
        )*
    };
    (@status) => { ::core::option::Option::None };
    (@status $status:literal) => { ::core::option::Option::Some($status) };
}
