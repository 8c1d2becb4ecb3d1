/// Implements [`HttpMessage`](crate::http::HttpMessage) for a structure.
///
/// In parentheses: what travels in the body, and the member with `idempotencyToken` if there
/// is one, and those with `hostLabel`, each with its name in the model. The body is `whole` (all
/// members, which have no rows then), `part` with the type that
/// holds just the members in it, `payload` (a row says which) or `empty`. Then a row for each
/// member: its binding, its name, where it travels and, if its type's own serde impls are not
/// its wire form, its [`Codec`](crate::Codec). `body` members have no more than a name.
///
/// ```
/// # use tinsmith_runtime as rt;
/// # use rt::http::HttpMessage;
/// struct GetLog {
///     id: String,
///     since: Option<rt::Timestamp>,
///     token: Option<String>,
///     words: Vec<String>,
/// }
///
/// struct GetLogBody {
///     words: Vec<String>,
/// }
///
/// impl From<GetLog> for GetLogBody {
///     fn from(whole: GetLog) -> Self {
///         Self { words: whole.words }
///     }
/// }
///
/// rt::structure! {
///     GetLogBody {
///         0 => required words "words",
///     }
/// }
///
/// rt::http_message! {
///     GetLog(part GetLogBody, token token, host id "Id") {
///         label id "Id",
///         header since "x-since" as Option<rt::HttpDate>,
///         query token "token",
///         body words,
///     }
/// }
///
/// assert_eq!(GetLog::HEADERS, ["x-since"]);
/// let log = GetLog { id: "a".to_owned(), since: None, token: None, words: vec![] };
/// assert_eq!(log.host_label("Id").as_deref(), Some("a"));
/// ```
#[macro_export]
macro_rules! http_message {
    ($name:ident(
        $kind:ident $($part:ident)? $(, token $token:ident)? $(, host $host:ident $label:literal)*
    ) {
        $($binding:ident $field:ident $($place:literal)? $(as $codec:ty)?,)*
    }) => {
        impl $crate::http::HttpMessage for $name {
            const HEADERS: &'static [&'static str] = $crate::http_message!(
                @headers [] $($binding $($place)?,)*
            );

            fn write(
                self,
                to: &mut $crate::http::Outgoing,
            ) -> ::core::result::Result<(), $crate::http::WriteError> {
                $($crate::http_message!(@write $binding to self $field $($place)? $(as $codec)?);)*
                $crate::http_message!(@body $kind to self $($part)?)
            }

            #[allow(unused_variables)]
            fn read(
                from: &$crate::http::Incoming<'_>,
            ) -> ::core::result::Result<Self, $crate::http::ReadError> {
                $crate::http_message!(
                    @read $kind from $($part)? { $($binding $field $($place)? $(as $codec)?,)* }
                )
            }

            $(fn idempotency_token(
                &mut self,
            ) -> ::core::option::Option<&mut ::core::option::Option<::std::string::String>> {
                ::core::option::Option::Some(&mut self.$token)
            })?

            $crate::http_message!(@hosts $($host $label)*);
        }
    };

    (@hosts) => {};
    (@hosts $($host:ident $label:literal)+) => {
        fn host_label(&self, name: &str) -> ::core::option::Option<::std::string::String> {
            match name {
                $($label => $crate::http::__host_label(&self.$host),)+
                _ => ::core::option::Option::None,
            }
        }
    };

    (@headers [$($header:literal)*]) => { &[$($header),*] };
    (@headers [$($header:literal)*] header $place:literal, $($rest:tt)*) => {
        $crate::http_message!(@headers [$($header)* $place] $($rest)*)
    };
    (@headers [$($header:literal)*] header_list $place:literal, $($rest:tt)*) => {
        $crate::http_message!(@headers [$($header)* $place] $($rest)*)
    };
    (@headers [$($header:literal)*] header_dates $place:literal, $($rest:tt)*) => {
        $crate::http_message!(@headers [$($header)* $place] $($rest)*)
    };
    (@headers [$($header:literal)*] $binding:ident $($place:literal)?, $($rest:tt)*) => {
        $crate::http_message!(@headers [$($header)*] $($rest)*)
    };

    (@write body $to:ident $this:ident $field:ident) => {};
    (@write payload_blob $to:ident $this:ident $field:ident $place:literal) => {
        $to.payload_blob($place, $this.$field)
    };
    (@write $binding:ident $to:ident $this:ident $field:ident $place:literal) => {
        $to.$binding::<$crate::Plain, _>($place, &$this.$field)?
    };
    (@write $binding:ident $to:ident $this:ident $field:ident $place:literal as $codec:ty) => {
        $to.$binding::<$codec, _>($place, &$this.$field)?
    };

    (@body whole $to:ident $this:ident) => { $to.json(&$this) };
    (@body part $to:ident $this:ident $part:ident) => { $to.json(&$part::from($this)) };
    (@body payload $to:ident $this:ident) => { ::core::result::Result::Ok(()) };
    (@body empty $to:ident $this:ident) => {{
        $to.empty();
        ::core::result::Result::Ok(())
    }};

    (@read whole $from:ident { $($rows:tt)* }) => { $from.json() };
    (@read part $from:ident $part:ident {
        $($binding:ident $field:ident $($place:literal)? $(as $codec:ty)?,)*
    }) => {{
        let body: $part = $from.json()?;
        ::core::result::Result::Ok(Self {
            $($field: $crate::http_message!(
                @field $binding $from body $field $($place)? $(as $codec)?
            ),)*
        })
    }};
    (@read $kind:ident $from:ident {
        $($binding:ident $field:ident $($place:literal)? $(as $codec:ty)?,)*
    }) => {
        ::core::result::Result::Ok(Self {
            $($field: $crate::http_message!(
                @field $binding $from body $field $($place)? $(as $codec)?
            ),)*
        })
    };

    (@field body $from:ident $body:ident $field:ident) => { $body.$field };
    (@field payload_blob $from:ident $body:ident $field:ident $place:literal) => {
        $from.payload_blob($place)?
    };
    (@field $binding:ident $from:ident $body:ident $field:ident $place:literal) => {
        $from.$binding::<$crate::Plain, _>($place)?
    };
    (@field $binding:ident $from:ident $body:ident $field:ident $place:literal as $codec:ty) => {
        $from.$binding::<$codec, _>($place)?
    };
}

/// Implements [`HttpMessage`](crate::http::HttpMessage) for structures that travel in the body
/// as a whole.
#[macro_export]
macro_rules! http_bodies {
    ($($name:ident),* $(,)?) => {$(
        $crate::http_message! {
            $name(whole) {}
        }
    )*};
}

/// Implements [`HttpError`](crate::http::HttpError) for the errors of an operation.
///
/// A row for each error, in the order of [`operation_error!`](crate::operation_error): its
/// position, its variant and its structure.
#[macro_export]
macro_rules! http_error {
    ($name:ident { $($index:tt => $variant:ident($type:ident),)* }) => {
        impl $crate::http::HttpError for $name {
            const HEADERS: &'static [&'static [&'static str]] =
                &[$(<$type as $crate::http::HttpMessage>::HEADERS),*];

            #[allow(unused_variables)]
            fn read(
                position: usize,
                head: $crate::ErrorHead,
                from: &$crate::http::Incoming<'_>,
            ) -> Self {
                match position {
                    $($index => {
                        match <$type as $crate::http::HttpMessage>::read(from) {
                            ::core::result::Result::Ok(error) => Self::$variant(error),
                            ::core::result::Result::Err(_) => Self::Unknown(head.into_unfit()),
                        }
                    })*
                    _ => Self::Unknown(head.into_unknown()),
                }
            }

            fn write(
                self,
                protocol: $crate::Protocol,
            ) -> ::core::result::Result<
                $crate::http::__http::Response<::std::vec::Vec<u8>>,
                $crate::http::WriteError,
            > {
                match self {
                    $(Self::$variant(error) => $crate::http::write_known_error(
                        error,
                        $type::CODE,
                        $type::STATUS,
                        protocol,
                    ),)*
                    Self::Unknown(error) => $crate::http::write_unknown_error(error, protocol),
                }
            }
        }
    };
}

/// Implements `TryFrom` between the types of operations and requests and responses.
///
/// A row for each direction of which the operation is clear: `input` if the structure is the
/// input of this operation alone, `output` likewise, `error` always.
#[macro_export]
macro_rules! http_conversions {
    ($($kind:ident $operation:ident $type:ident,)*) => {
        $($crate::http_conversions!(@$kind $operation $type);)*
    };
    (@input $operation:ident $type:ident) => {
        impl ::core::convert::TryFrom<$type>
            for $crate::http::__http::Request<::std::vec::Vec<u8>>
        {
            type Error = $crate::http::WriteError;

            fn try_from(input: $type) -> ::core::result::Result<Self, $crate::http::WriteError> {
                <$operation as $crate::http::HttpOperation>::request(input)
            }
        }

        impl<B: ::core::convert::AsRef<[u8]>>
            ::core::convert::TryFrom<$crate::http::__http::Request<B>> for $type
        {
            type Error = $crate::http::ReadError;

            fn try_from(
                request: $crate::http::__http::Request<B>,
            ) -> ::core::result::Result<Self, $crate::http::ReadError> {
                <$operation as $crate::http::HttpOperation>::read_request(&request)
            }
        }
    };
    (@output $operation:ident $type:ident) => {
        impl ::core::convert::TryFrom<$type>
            for $crate::http::__http::Response<::std::vec::Vec<u8>>
        {
            type Error = $crate::http::WriteError;

            fn try_from(output: $type) -> ::core::result::Result<Self, $crate::http::WriteError> {
                <$operation as $crate::http::HttpOperation>::response(output)
            }
        }

        impl<B: ::core::convert::AsRef<[u8]>>
            ::core::convert::TryFrom<$crate::http::__http::Response<B>> for $type
        {
            type Error = $crate::http::ResponseError<
                <$operation as $crate::Operation>::Error,
            >;

            fn try_from(
                response: $crate::http::__http::Response<B>,
            ) -> ::core::result::Result<Self, Self::Error> {
                <$operation as $crate::http::HttpOperation>::read_response(&response)
            }
        }
    };
    (@error $operation:ident $type:ident) => {
        impl ::core::convert::TryFrom<$type>
            for $crate::http::__http::Response<::std::vec::Vec<u8>>
        {
            type Error = $crate::http::WriteError;

            fn try_from(error: $type) -> ::core::result::Result<Self, $crate::http::WriteError> {
                <$operation as $crate::http::HttpOperation>::error_response(error)
            }
        }

        impl<B: ::core::convert::AsRef<[u8]>>
            ::core::convert::From<$crate::http::__http::Response<B>> for $type
        {
            fn from(response: $crate::http::__http::Response<B>) -> Self {
                <$operation as $crate::http::HttpOperation>::read_error(&response)
            }
        }
    };
}
