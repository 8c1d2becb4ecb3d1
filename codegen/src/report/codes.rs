//! Every rule that an input can break, with a number that never changes.

use std::fmt;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The input cannot be used.
    Error,
    /// The input can be used; something in it has no effect or is probably not what was meant.
    Warning,
    /// The input is right; something of it comes out otherwise than its spelling suggests, which
    /// is decided the same way every time and needs no action.
    Note,
}

impl Severity {
    /// The word that is printed before a code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Declares the codes: variant, number as printed, summary, advice for where a problem has none of
/// its own.
macro_rules! codes {
    ($($variant:ident $number:literal $summary:literal $advice:literal)*) => {
        /// Which rule a problem breaks. Numbers are stable: a rule that is dropped leaves a gap.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!($number, ": ", $summary)] $variant,)*
        }

        impl Code {
            /// All codes, in the order of this table.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The number as printed, such as `E001`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $number),* }
            }

            /// What the rule is, in one line.
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary),* }
            }

            /// How to mend most problems of this kind; empty where that depends.
            pub const fn advice(self) -> &'static str {
                match self { $(Self::$variant => $advice),* }
            }

            /// A page on the rule in Markdown, with a wrong and a right example.
            pub const fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("explain/", $number, ".md"))),*
                }
            }
        }
    };
}

codes! {
    // The document.
    Syntax "E001" "The file is not valid JSON."
        ""
    DuplicateKey "E002" "A key is written twice in one object."
        "keep one of them"
    WrongType "E003" "A value is of another JSON type than its key asks for."
        ""
    Version "E004" "The Smithy version is missing or unknown."
        "write `\"smithy\": \"2.0\"`"
    UnknownKey "E005" "A key is not one that Smithy defines here."
        "remove it"
    InvalidId "E006" "A shape ID or an identifier is malformed."
        "names are letters, digits and underscores, and start with a letter, or with `_` and then a letter or digit"
    TooLarge "E007" "The model is too large or too deeply nested."
        "split it up: no API needs as much"
    UnknownFormat "E008" "The file is in no format that can be read."
        ""
    NotAnOverlay "E009" "An overlay holds something else than apply statements."
        "define shapes in the spec itself"
    // Shapes and members.
    UnknownShapeType "E010" "The type of a shape is missing or unknown."
        ""
    MissingTarget "E011" "A member or reference has no target."
        "name the shape that it holds"
    UnknownTarget "E012" "A target does not exist."
        "define the shape, or name one that exists"
    UnexpectedMembers "E013" "A shape has members although its type has none."
        "remove it, or change the type of the shape"
    MissingMember "E014" "A list, map, union or enum lacks members it must have."
        "add one, or remove the shape"
    MapKey "E015" "The key of a map is not a string."
        "let the key be a string, or make it a list of structures with a key and a value"
    DuplicateMember "E016" "Two members of a shape differ in case only."
        "give one of them another name"
    TargetKind "E017" "A target is of a kind that cannot stand there."
        "name a shape of another kind, or change that one"
    EnumValue "E018" "The value of an enum member is missing or of the wrong type."
        "an enum has strings for values, an intEnum integers of 32 bits"
    DuplicateEnumValue "E019" "Two members of an enum have the same value."
        "give each its own, or remove one"
    Recursion "E020" "A shape contains itself without a way out, so that no value of it exists."
        ""
    // Mixins and `apply`.
    NotAMixin "E030" "A shape is used as a mixin but is none, or a mixin is used as something else."
        ""
    MixinCycle "E031" "Mixins use each other in a cycle."
        "take one of them out of the other's `mixins`"
    MixinConflict "E032" "A member differs from the one that a mixin brings."
        ""
    ApplyTarget "E033" "An apply statement names something that does not exist."
        "write `namespace#Shape`, or `namespace#Shape$member` for a member of it"
    ApplyConflict "E034" "An apply statement contradicts a trait that is already there."
        ""
    ApplyNoEffect "E035" "A statement of an overlay changes nothing."
        "remove it from the overlay"
    // Traits.
    TraitValue "E040" "The value of a trait is not what the trait takes."
        ""
    TraitPlace "E041" "A trait stands on something it cannot be applied to."
        ""
    TraitConflict "E042" "Two traits that exclude each other stand on the same thing."
        "keep one of them"
    EmptyBounds "E043" "A length or range has a minimum above its maximum."
        "exchange them, or remove one"
    DefaultValue "E044" "A default is not a value that the member can have."
        "write a value that the member can have, or remove the default"
    JsonName "E045" "Two members of a shape have the same name in JSON."
        "give one of them another `smithy.api#jsonName`"
    StreamPlace "E046" "A stream is where no message could carry it."
        ""
    ExclusiveTrait "E047" "The traits of two members of a structure exclude each other."
        "take it off one of them"
    ResourceReference "E048" "A reference does not say which resource is meant."
        "let each identifier of the resource be a member that holds a string"
    // Services and operations.
    ServiceChoice "E050" "The service is unknown, or there are several and none is chosen."
        "choose a service with `--service NAME`"
    UnknownOperation "E051" "A chosen operation does not exist."
        "choose operations with `--operation NAME`"
    OperationShape "E052" "An input, output or error is not a structure, or an error lacks its trait."
        "name a structure made for it"
    ResourceCycle "E053" "Resources contain each other in a cycle."
        "take one of them out of the other's `resources`"
    Rename "E054" "A rename is of no effect or makes names clash."
        "remove it, or rename a shape of the service to a name that is free"
    ExampleError "E055" "An example is malformed."
        "give it an `output`, or an `error` out of the operation's `errors`"
    NameClash "E056" "Two shapes of a service have the same name."
        "give one of them another name with the service's `rename`"
    NothingToGenerate "E057" "The model has no operations and no shapes to generate from."
        ""
    // HTTP.
    UriPattern "E060" "The URI of an operation is malformed."
        "a URI is a path such as `/things/{Id}`, perhaps with a query: `?list&type=all`"
    UriLabel "E061" "The labels of a URI and the members bound to them do not match."
        "each label is a required member of the input that is bound to it, and the other way round"
    UriConflict "E062" "Two operations answer the same method and URI."
        "give one of them another method or URI"
    BindingConflict "E063" "Two members are bound to the same part of an HTTP message."
        "bind one of them to something else"
    BindingPlace "E064" "A member is bound to a part of an HTTP message that is not there."
        "remove the binding"
    MissingUri "E065" "An operation of a REST protocol has no `http` trait."
        "the protocol of the service needs one on every operation"
    // Writing.
    Unwritable "E070" "Something cannot be said in Smithy."
        "leave it out with `--operation NAME` for the others"
    // Warnings.
    UnknownTrait "W001" "A trait is unknown and has no effect."
        "remove it, or correct its name"
    UnknownProtocol "W002" "The service speaks a protocol whose wire format is unknown."
        ""
    BindingIgnored "W003" "An HTTP binding has no effect here."
        "remove the binding: it travels in the body"
    DefaultOutOfBounds "W004" "A default is outside the bounds of its member."
        "change the default or the bounds"
    UnknownTraitKey "W005" "A key in the value of a trait is unknown and has no effect."
        "remove it"
    ProtocolNotJson "W006" "The service speaks a protocol whose bodies are not JSON."
        ""
    DroppedPattern "W007" "A pattern is no regular expression of ECMA-262 and is left out of the schemas."
        ""
    DeprecatedInText "W008" "Only the documentation says that something is deprecated."
        ""
    MisspeltKey "W009" "A key or name in a document of botocore's is probably misspelt."
        ""
    UnusualHttp "W010" "A method or status of HTTP is not what it is used for."
        ""
    ListedTwice "W011" "The same thing is listed twice."
        "take one of them out"
    // Notes.
    RenamedInRust "N001" "A name is not what its spelling suggests, because that is taken."
        ""
    RenamedInSchemas "N002" "A schema is not called as its shape, because that name is taken."
        ""
    UnicodeProperties "N003" "The pattern of a schema has Unicode properties, which not every validator knows."
        ""
}

impl Code {
    /// Errors have numbers with an E, warnings with a W, notes with an N.
    pub const fn severity(self) -> Severity {
        match self.as_str().as_bytes()[0] {
            b'E' => Severity::Error,
            b'W' => Severity::Warning,
            _ => Severity::Note,
        }
    }

    /// The code with this number, in upper or lower case.
    pub fn parse(number: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|code| code.as_str().eq_ignore_ascii_case(number))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_unique_and_well_formed() {
        let mut numbers: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), Code::ALL.len());
        for number in numbers {
            let (letter, digits) = number.split_at(1);
            assert!(matches!(letter, "E" | "W" | "N"), "{number}");
            assert!(
                digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()),
                "{number}"
            );
        }
    }

    #[test]
    fn summaries_are_sentences() {
        for code in Code::ALL {
            assert!(code.summary().ends_with('.'), "{code}");
        }
    }

    #[test]
    fn the_letter_is_the_severity() {
        assert_eq!(Code::Syntax.severity(), Severity::Error);
        assert_eq!(Code::UnknownTrait.severity(), Severity::Warning);
        assert_eq!(Code::RenamedInRust.severity(), Severity::Note);
    }
}
