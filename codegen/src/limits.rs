//! What a spec may cost: every bound of the generator, and why it is where it is.
//!
//! A spec is taken for hostile input, so whatever grows with it has a bound here: one that no
//! honest API comes near, and below which time and memory stay those of a desk. What is over
//! a bound is an error with the code [`TooLarge`](crate::report::Code::TooLarge), unless it is only
//! text for people, which is cut. How many suggestions a message lists, or how wide a page is, is no
//! bound in this sense and stands where it is used.
//!
//! In comments, "the largest of AWS" is the most that any of AWS's services has.

// Files.

/// The largest file, in bytes, and the most that a gzip may unpack to.
///
/// The largest of AWS has 5 MB. Text is kept whole while it is read, and twice while it is mended.
pub const DOCUMENT_BYTES: u64 = 64 << 20;

/// The most values (objects, arrays and scalars; keys not counted) in one document.
///
/// The largest of AWS has some 150,000. A value takes 56 bytes of memory however short its text
/// is, so the size of a file alone would let 64 MiB ask for gigabytes. This is also the bound on
/// shapes and members: each member is two values.
pub const VALUES: usize = 1_000_000;

/// The longest key of an object in a document, in bytes, and so the longest name of a shape or member.
///
/// Names are repeated wherever something is said of what they name: in IDs, pointers of problems and
/// paths. The longest of AWS has under 100.
pub const KEY_BYTES: usize = 1_000;

/// How deep arrays and objects may nest in a document.
///
/// This is `serde_json`'s own bound, which keeps recursive readers from overflowing the stack; the
/// format itself needs eleven levels.
pub const JSON_LEVELS: usize = 127;

// Problems.

/// How many errors of an input are kept, and how many warnings beside them. No one mends more in one go.
pub const PROBLEMS: usize = 10_000;

/// How much text the errors that are kept may have in all, in bytes, and the warnings beside them: what
/// they quote is cut, but their places are not.
pub const PROBLEMS_BYTES: usize = 32 << 20;

/// How many problems are printed in full; the rest is counted.
pub const PROBLEMS_PRINTED: usize = 100;

/// How many mistakes in the syntax of a document are looked for: after each, the text is read from
/// its start.
pub const SYNTAX_ERRORS: usize = 16;

/// For how many problems all names are searched for the one that was meant: each search takes time
/// that grows with the model.
pub const NAME_SEARCHES: usize = 25;

/// The longest name, in bytes, for which others like it are looked for. Nobody mistypes longer ones, and
/// the distance between two takes time by the product of their lengths.
pub const MISTYPED_NAME_BYTES: usize = 200;

/// How many characters of a message, label, help or pointer are printed.
pub const MESSAGE_CHARS: usize = 1_000;

/// How many characters of a name stand in a message.
pub const QUOTED_CHARS: usize = 120;

/// The longest line, in bytes, that is printed as it is; longer ones are cut around the mark.
pub const PRINTED_LINE_BYTES: usize = 4_096;

// Models.

/// How many members, or values, one shape may have.
///
/// The largest of AWS has 1,212. Each shape is formatted in one piece, which takes some 16 KiB of
/// memory for a member, on each thread.
pub const MEMBERS: usize = 10_000;

/// How many traits one shape or member may have; they are searched one by one.
pub const TRAITS: usize = 500;

/// How many mixins may be stacked.
pub const MIXIN_LEVELS: usize = 64;

/// How many members, traits and references mixins may bring in all: each use copies, so that a
/// small file could ask for any amount of memory. All of AWS brings fewer.
pub const MIXED_IN: usize = 500_000;

/// How many bytes of text the traits may have that mixins bring in all, for the same reason: one
/// long text in a mixin is a text of every shape that uses it.
pub const MIXED_IN_BYTES: usize = 64 << 20;

/// How many errors a service may list: every operation has all of them.
pub const SERVICE_ERRORS: usize = 500;

/// How many errors operations may have from their service, taken together.
pub const SERVICE_ERROR_USES: usize = 1_000_000;

/// How long the name that botocore gives a service may be, in bytes: the IDs of all shapes are made
/// with it. The longest of AWS has 38.
pub const SERVICE_ID_BYTES: usize = 200;

/// How deep lists and maps may hold each other directly. No API comes near; code and schemas
/// write them where they are used, and nesting without bound would exhaust the stack.
pub const CONTAINER_LEVELS: usize = 8;

/// How many identifiers of a resource a reference to it is compared with, one by one. A path with as
/// many labels would be longer than servers take.
pub const IDENTIFIERS: usize = 500;

/// How long a URI pattern may be, in bytes. Servers take no longer ones.
pub const URI_BYTES: usize = 8_000;

/// How much a model may make, counted as [`input::read`](crate::input::read) does: in bytes of the
/// spec's own texts and names, each as often as it is written out.
///
/// The file of an operation's body holds every shape that the body reaches, and a member without
/// documentation repeats its target's, so that a few megabytes of spec could ask for terabytes. The
/// largest of AWS has 14 MB by this count.
pub const WRITTEN_BYTES: u64 = 128 << 20;

// Texts.

/// The longest pattern, in characters, that schemas keep; longer ones are left out with a warning.
///
/// The stack of the compiler that checks them grows with the number of alternatives, and the
/// longest of AWS has 1,197 characters.
pub const PATTERN_CHARS: usize = 2_000;

/// How much documentation of one thing is kept, in bytes of source; the rest is cut with a mark.
pub const DOCUMENTATION_BYTES: usize = 256 * 1024;

/// How deep lists, quotes and the like may nest in documentation; deeper ones are dissolved into
/// the one at this depth, so that writers may recurse.
pub const DOCUMENTATION_LEVELS: usize = 16;

/// The longest address, in bytes, that becomes a link in documentation.
pub const LINK_BYTES: usize = 2_048;

// Reference pages.

/// How many values an outline of a body has, about. Shapes that use each other in many places
/// would otherwise grow beyond all bounds.
pub const OUTLINE_VALUES: usize = 600;

/// How deep an outline of a body goes.
pub const OUTLINE_LEVELS: usize = 24;

/// How many values of an enum stand in an outline, wherever the enum is used.
pub const MOST_CHOICES: usize = 50;

/// How many shapes a diagram shows. With more, nobody could read it.
pub const DIAGRAM_SHAPES: usize = 40;

/// The longest name of a file that is written, in bytes, its ending included. File systems take 255,
/// and temporary names are longer than the one they stand for.
pub const FILE_NAME_BYTES: usize = 200;
