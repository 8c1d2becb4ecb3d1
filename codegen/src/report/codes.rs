//! Every rule that an input can break, with a number that never changes.

use std::fmt;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The input cannot be used.
    Error,
    /// The input can be used; something in it has no effect or is probably not what was meant.
    Warning,
}

/// Declares the codes: variant, number as printed, summary.
macro_rules! codes {
    ($($variant:ident $number:literal $summary:literal)*) => {
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
        }
    };
}

codes! {
    // The document.
    Syntax "E001" "The file is not valid JSON."
    DuplicateKey "E002" "A key is written twice in one object."
    WrongType "E003" "A value is of another JSON type than its key asks for."
    Version "E004" "The Smithy version is missing or unknown."
    UnknownKey "E005" "A key is not one that Smithy defines here."
    InvalidId "E006" "A shape ID or an identifier is malformed."
    TooLarge "E007" "The model is too large or too deeply nested."
    UnknownFormat "E008" "The file is in no format that can be read."
    NotAnOverlay "E009" "An overlay holds something else than apply statements."
    // Shapes and members.
    UnknownShapeType "E010" "The type of a shape is missing or unknown."
    MissingTarget "E011" "A member or reference has no target."
    UnknownTarget "E012" "A target does not exist."
    UnexpectedMembers "E013" "A shape has members although its type has none."
    MissingMember "E014" "A list, map, union or enum lacks members it must have."
    MapKey "E015" "The key of a map is not a string."
    DuplicateMember "E016" "Two members of a shape differ in case only."
    TargetKind "E017" "A target is of a kind that cannot stand there."
    EnumValue "E018" "The value of an enum member is missing or of the wrong type."
    DuplicateEnumValue "E019" "Two members of an enum have the same value."
    Recursion "E020" "A shape contains itself without a way out, so that no value of it exists."
    // Mixins and `apply`.
    NotAMixin "E030" "A shape is used as a mixin but is none, or a mixin is used as something else."
    MixinCycle "E031" "Mixins use each other in a cycle."
    MixinConflict "E032" "A member differs from the one that a mixin brings."
    ApplyTarget "E033" "An apply statement names something that does not exist."
    ApplyConflict "E034" "An apply statement contradicts a trait that is already there."
    ApplyNoEffect "E035" "A statement of an overlay changes nothing."
    // Traits.
    TraitValue "E040" "The value of a trait is not what the trait takes."
    TraitPlace "E041" "A trait stands on something it cannot be applied to."
    TraitConflict "E042" "Two traits that exclude each other stand on the same thing."
    EmptyBounds "E043" "A length or range has a minimum above its maximum."
    DefaultValue "E044" "A default is not a value that the member can have."
    JsonName "E045" "Two members of a shape have the same name in JSON."
    // Services and operations.
    ServiceChoice "E050" "The service is unknown, or there are several and none is chosen."
    UnknownOperation "E051" "A chosen operation does not exist."
    OperationShape "E052" "An input, output or error is not a structure, or an error lacks its trait."
    ResourceCycle "E053" "Resources contain each other in a cycle."
    Rename "E054" "A rename is of no effect or makes names clash."
    ExampleError "E055" "An example is malformed."
    NameClash "E056" "Two shapes of a service have the same name."
    NothingToGenerate "E057" "The model has no operations and no shapes to generate from."
    // HTTP.
    UriPattern "E060" "The URI of an operation is malformed."
    UriLabel "E061" "The labels of a URI and the members bound to them do not match."
    UriConflict "E062" "Two operations answer the same method and URI."
    BindingConflict "E063" "Two members are bound to the same part of an HTTP message."
    BindingPlace "E064" "A member is bound to a part of an HTTP message that is not there."
    MissingUri "E065" "An operation of a REST protocol has no `http` trait."
    // Writing.
    Unwritable "E070" "Something cannot be said in Smithy."
    // Warnings.
    UnknownTrait "W001" "A trait of Smithy's own namespace is unknown and has no effect."
    UnknownProtocol "W002" "The service speaks a protocol whose wire format is unknown."
    BindingIgnored "W003" "An HTTP binding has no effect here."
    UnknownTraitKey "W005" "A key in the value of a trait is unknown and has no effect."
    DefaultOutOfRange "W004" "A default is outside the range of its member."
    ProtocolNotJson "W006" "The service speaks a protocol whose bodies are not JSON."
}

impl Code {
    /// Errors have numbers with an E, warnings with a W.
    pub const fn severity(self) -> Severity {
        match self.as_str().as_bytes()[0] {
            b'E' => Severity::Error,
            _ => Severity::Warning,
        }
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
            assert!(matches!(letter, "E" | "W"), "{number}");
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
    }
}
