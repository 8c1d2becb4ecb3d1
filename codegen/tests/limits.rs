//! Specs that ask for too much of everything end in a coded error, or are generated, within the
//! stack of a worker thread.
//!
//! What takes longer than the others is left out by default:
//! `cargo test --release -p tinsmith-codegen --test limits -- --ignored`.

use std::fmt::Write as _;

use tinsmith_codegen::input::{self, Input};
use tinsmith_codegen::limits;
use tinsmith_codegen::model::Model;
use tinsmith_codegen::output::{self, Api, CrateOptions, Runtime};
use tinsmith_codegen::report::{Code, Color, Problem, Report};
use tinsmith_codegen::rust::{Flavour, MemberNames};
use tinsmith_codegen::smithy::Selection;

/// How deep "deep" is.
const DEEP: usize = 100_000;

/// A quarter of what rayon's threads have: whatever recurses over a model of [`DEEP`] levels
/// needs more, for a call takes at least a few bytes.
const STACK: usize = 512 * 1024;

/// Runs on threads with small stacks.
fn with_small_stacks<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK);
    pool.num_threads(2).build().expect("threads").install(run)
}

/// Reads a spec, and renders the first of what is wrong with it.
fn read(spec: &str) -> Result<Model, Vec<Problem>> {
    with_small_stacks(|| {
        let input = Input {
            spec,
            overlay: None,
        };
        input::read(input, &Selection::default())
            .map(|(model, _)| model)
            .inspect_err(|problems| {
                let first: Vec<Problem> = problems.iter().take(10).cloned().collect();
                assert!(printed(spec, first).contains("error[E0"));
            })
    })
}

/// What the command line prints of problems.
fn printed(spec: &str, problems: Vec<Problem>) -> String {
    Report::new(spec, problems).render("spec.json", spec, Color::Ansi)
}

/// The codes of what is wrong with a spec, each once.
fn codes(spec: &str) -> Vec<Code> {
    let problems = read(spec).err().unwrap_or_default();
    let mut codes: Vec<Code> = problems.iter().map(|problem| problem.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn spec(shapes: &str) -> String {
    format!(r#"{{"smithy": "2.0", "shapes": {{{shapes}}}}}"#)
}

/// A model of shapes that lead from `a#S0` to the one of number `count`, which is the last; `shape`
/// writes one, given the next.
fn chain(count: usize, shape: impl Fn(usize, usize) -> String, last: &str) -> String {
    let mut shapes = String::new();
    for number in 0..count {
        let _ = write!(shapes, r#""a#S{number}": {},"#, shape(number, number + 1));
    }
    spec(&format!(r#"{shapes} "a#S{count}": {last}"#))
}

fn structure(_: usize, next: usize) -> String {
    format!(r#"{{"type": "structure", "members": {{"n": {{"target": "a#S{next}"}}}}}}"#)
}

const EMPTY: &str = r#"{"type": "structure", "members": {}}"#;

/// `count` members that hold strings.
fn members(count: usize) -> String {
    let members = (0..count).map(|i| format!(r#""m{i}": {{"target": "smithy.api#String"}}"#));
    members.collect::<Vec<_>>().join(",")
}

#[test]
fn deep_json_is_refused() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        for whole in [true, false] {
            let end = if whole {
                close.repeat(DEEP)
            } else {
                String::new()
            };
            let text = format!(
                r#"{{"smithy": "2.0", "metadata": {}1{end}{}"#,
                open.repeat(DEEP),
                if whole { "}" } else { "" }
            );
            assert_eq!(codes(&text), [Code::TooLarge], "{open}");
        }
        let metadata = format!("{}1{}", open.repeat(DEEP), close.repeat(DEEP));
        let text = format!(r#"{{"metadata": {metadata}, "operations": {{}}, "shapes": {{}}}}"#);
        assert_eq!(
            codes(&text),
            [Code::TooLarge],
            "{open} in botocore's format"
        );
    }
}

#[test]
fn deep_chains_of_shapes_are_read() {
    let model = read(&chain(DEEP, structure, EMPTY)).expect("a right model");
    assert_eq!(model.shapes.len(), DEEP + 1);
    let union =
        |_, next| format!(r#"{{"type": "union", "members": {{"n": {{"target": "a#S{next}"}}}}}}"#);
    let model = read(&chain(DEEP, union, EMPTY)).expect("a right model");
    assert_eq!(model.shapes.len(), DEEP + 1);
}

#[test]
fn deep_chains_of_lists_and_mixins_are_refused() {
    let list = |_, next| format!(r#"{{"type": "list", "member": {{"target": "a#S{next}"}}}}"#);
    assert_eq!(codes(&chain(DEEP, list, EMPTY)), [Code::TooLarge]);
    let mixin = |_, next| {
        format!(
            r#"{{"type": "structure", "traits": {{"smithy.api#mixin": {{}}}}, "mixins": [{{"target": "a#S{next}"}}]}}"#
        )
    };
    let last = r#"{"type": "structure", "traits": {"smithy.api#mixin": {}}}"#;
    assert_eq!(codes(&chain(DEEP, mixin, last)), [Code::TooLarge]);
}

/// What a small file may ask to be repeated.
#[test]
fn texts_are_not_multiplied() {
    let uses: Vec<String> = (0..5_000)
        .map(|i| format!(r#""a#S{i}": {{"type": "structure", "mixins": [{{"target": "a#M"}}]}}"#))
        .collect();
    let long = "word ".repeat(20_000);
    for (own, of_member) in [
        (
            format!(r#""smithy.api#documentation": "{long}", "#),
            String::new(),
        ),
        (String::new(), format!(r#""smithy.api#default": "{long}""#)),
    ] {
        let mixin = format!(
            r#""a#M": {{
                "type": "structure",
                "members": {{"x": {{"target": "smithy.api#String", "traits": {{{of_member}}}}}}},
                "traits": {{{own}"smithy.api#mixin": {{}}}}
            }}"#
        );
        assert_eq!(
            codes(&spec(&format!("{mixin}, {}", uses.join(",")))),
            [Code::TooLarge]
        );
    }
    let name = "a".repeat(limits::SERVICE_ID_BYTES + 1);
    let service = format!(
        r#"{{"metadata": {{"protocol": "json", "serviceId": "{name}"}}, "operations": {{}}, "shapes": {{}}}}"#
    );
    assert_eq!(codes(&service), [Code::TooLarge]);
}

#[test]
fn operations_have_so_many_errors_of_their_service() {
    let count = limits::SERVICE_ERROR_USES / 400;
    let references = |name: &str, count: usize| {
        let all: Vec<String> = (0..count)
            .map(|i| format!(r#"{{"target": "a#{name}{i}"}}"#))
            .collect();
        all.join(",")
    };
    let mut shapes = format!(
        r#""a#Service": {{
            "type": "service", "version": "1",
            "operations": [{}], "errors": [{}]
        }}"#,
        references("O", count),
        references("E", 401),
    );
    for i in 0..count {
        write!(shapes, r#", "a#O{i}": {{"type": "operation"}}"#).expect("a string takes anything");
    }
    for i in 0..401 {
        let error = r#"{"type": "structure", "traits": {"smithy.api#error": "client"}}"#;
        write!(shapes, r#", "a#E{i}": {error}"#).expect("a string takes anything");
    }
    assert_eq!(codes(&spec(&shapes)), [Code::TooLarge]);
}

#[test]
fn long_cycles_are_told() {
    let back = |kind: &str, traits: &str| {
        let kind = kind.to_owned();
        let traits = traits.to_owned();
        move |_, next: usize| {
            let next = next % (DEEP / 2);
            let member = format!(r#"{{"target": "a#S{next}"{traits}}}"#);
            match kind.as_str() {
                "list" => format!(r#"{{"type": "list", "member": {member}}}"#),
                _ => format!(r#"{{"type": "structure", "members": {{"n": {member}}}}}"#),
            }
        }
    };
    let required = r#", "traits": {"smithy.api#required": {}}"#;
    let cycle = chain(DEEP / 2, back("structure", required), EMPTY);
    assert_eq!(codes(&cycle), [Code::Recursion]);
    let cycle = chain(DEEP / 2, back("list", ""), EMPTY);
    assert_eq!(codes(&cycle), [Code::Recursion]);
}

#[test]
fn deep_chains_of_resources_are_followed() {
    let resource =
        |_, next| format!(r#"{{"type": "resource", "resources": [{{"target": "a#S{next}"}}]}}"#);
    let last = r#"{"type": "resource", "operations": [{"target": "a#Get"}]},
        "a#Get": {"type": "operation", "output": {"target": "a#Thing"}},
        "a#Thing": {"type": "structure"},
        "a#Service": {"type": "service", "version": "1", "resources": [{"target": "a#S0"}]}"#;
    let model = read(&chain(DEEP, resource, last)).expect("a right model");
    assert_eq!(model.operations.len(), 1);
    let cycle = |_, next: usize| resource(0, next % DEEP);
    let service = r#"{"type": "service", "version": "1", "resources": [{"target": "a#S0"}]}"#;
    assert_eq!(codes(&chain(DEEP, cycle, service)), [Code::ResourceCycle]);
}

#[test]
fn a_million_members_are_refused() {
    let shape = format!(
        r#""a#Wide": {{"type": "structure", "members": {{{}}}}}"#,
        members(1_000_000)
    );
    let problems = read(&spec(&shape)).expect_err("too many values");
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, Code::TooLarge);
    assert!(
        problems[0].message.contains("1000000 values"),
        "{problems:?}"
    );
}

#[test]
fn members_of_one_shape_are_bounded() {
    let values = |count| {
        let values = (0..count).map(|i| format!(r#"{{"value": "v{i}"}}"#));
        values.collect::<Vec<_>>().join(",")
    };
    for (excess, expected) in [(0, vec![]), (1, vec![Code::TooLarge])] {
        let count = limits::MEMBERS + excess;
        let structure = format!(
            r#""a#Wide": {{"type": "structure", "members": {{{}}}}}"#,
            members(count)
        );
        assert_eq!(codes(&spec(&structure)), expected, "members");
        let enumeration = format!(
            r#""a#Wide": {{"type": "string", "traits": {{"smithy.api#enum": [{}]}}}}"#,
            values(count)
        );
        assert_eq!(codes(&spec(&enumeration)), expected, "values");
    }
}

/// A service whose operations all take the first shape of a chain.
fn sharing(operations: usize, shapes: usize) -> String {
    let structure = |number, next| structure(number, next);
    let mut last = format!("{EMPTY}, ");
    let mut listed = Vec::new();
    for number in 0..operations {
        let _ = write!(
            last,
            r#""a#In{number}": {{"type": "structure", "members": {{"n": {{"target": "a#S0"}}}}}},
            "a#Op{number}": {{"type": "operation", "input": {{"target": "a#In{number}"}}}},"#
        );
        listed.push(format!(r#"{{"target": "a#Op{number}"}}"#));
    }
    let listed = listed.join(",");
    let service = r#""a#Service": {"type": "service", "version": "1", "operations": ["#;
    chain(shapes, structure, &format!("{last} {service}{listed}]}}"))
}

/// A few megabytes that would make some hundred gigabytes.
#[test]
fn what_would_be_written_is_bounded() {
    let problems = read(&sharing(3_000, 30_000)).expect_err("too much");
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].code, Code::TooLarge);
    assert!(
        problems[0].pointer.starts_with("/shapes/a#Op"),
        "{problems:?}"
    );
    assert!(read(&sharing(30, 300)).is_ok());
    // A text of its target's for each member.
    let documented = format!(
        r#""a#Text": {{"type": "string", "traits": {{"smithy.api#documentation": "{}"}}}},
        "a#Wide": {{"type": "structure", "members": {{{}}}}}"#,
        "word ".repeat(50_000),
        members(2_000).replace("smithy.api#String", "a#Text"),
    );
    assert_eq!(codes(&spec(&documented)), [Code::TooLarge]);
}

#[test]
fn problems_are_bounded() {
    let missing = |number, _| {
        format!(r#"{{"type": "structure", "members": {{"n": {{"target": "a#Missing{number}"}}}}}}"#)
    };
    let spec = chain(12_000, missing, EMPTY);
    let problems = read(&spec).expect_err("nothing is there");
    assert_eq!(problems.len(), limits::PROBLEMS);
    let printed = printed(&spec, problems);
    assert!(printed.len() < 1 << 20, "{} bytes", printed.len());
    assert!(printed.contains("and 9900 more problems"));
}

/// However many warnings stand before it, an error is one.
#[test]
fn warnings_hide_no_error() {
    let unknown = |_, next| {
        format!(
            r#"{{"type": "structure", "traits": {{"smithy.api#unknown": {{}}}}, "members": {{"n": {{"target": "a#S{next}"}}}}}}"#
        )
    };
    let last = r#"{"type": "structure", "members": {"n": {"target": "a#Missing"}}}"#;
    let spec = chain(limits::PROBLEMS + 1, unknown, last);
    assert_eq!(codes(&spec), [Code::UnknownTarget, Code::UnknownTrait]);
}

fn generate(model: Model) -> usize {
    let options = CrateOptions {
        name: "deep".to_owned(),
        flavour: Flavour::Explicit,
        runtime: Runtime::Own,
        member_names: MemberNames::Emit,
    };
    let alone = output::standalone(&model, &options).expect("what is generated is Rust");
    let api = Api {
        name: "deep".to_owned(),
        model,
    };
    let shared = output::models(&[api]).expect("what is generated is Rust");
    alone.files.len() + shared.files.len()
}

/// Patterns that take a backtracking engine, or a compiler that recurses, to its end.
#[test]
fn exploding_patterns_are_kept_or_left_out() {
    let nested = |times: usize| format!("{}a{}", "(".repeat(times), ")".repeat(times));
    let repeated = (0..20).fold("x".to_owned(), |inner, _| format!("({inner}){{1,999}}"));
    let patterns = [
        nested(990),
        nested(DEEP),
        vec!["a"; 990].join("|"),
        vec!["a"; DEEP].join("|"),
        "(a*)*".repeat(390),
        "(?=a)(?<=b*)".repeat(160),
        "(?:a|b|ab)*".repeat(180),
        "[^]".repeat(600),
        r"\\p{L}".repeat(390),
        "a{4294967295}{4294967295}".to_owned(),
        repeated,
    ];
    let shape = |(number, pattern): (usize, &String)| {
        format!(
            r#""a#P{number}": {{"type": "string", "traits": {{"smithy.api#pattern": "{pattern}"}}}},
            "a#S{number}": {{"type": "structure", "members": {{"p": {{"target": "a#P{number}"}}}}}}"#
        )
    };
    let shapes: Vec<String> = patterns.iter().enumerate().map(shape).collect();
    let model = read(&spec(&shapes.join(","))).expect("patterns are the spec's own");
    // Rayon's own threads, as the command line has them, for regress recurses over alternatives.
    assert!(generate(model) > 0);
}

/// What recursed over the levels would need more than the stack has: its frames have more than three
/// hundred bytes without optimization.
#[test]
fn deep_models_are_generated_on_small_stacks() {
    let model = read(&chain(1_500, structure, EMPTY)).expect("a right model");
    assert!(with_small_stacks(|| generate(model)) > 0);
}

#[test]
#[ignore = "takes minutes without optimization"]
fn the_deepest_models_are_generated() {
    for model in [
        chain(DEEP, structure, EMPTY),
        sharing(30, 10_000),
        spec(&format!(
            r#""a#Wide": {{"type": "structure", "members": {{{}}}}}"#,
            members(limits::MEMBERS)
        )),
    ] {
        let model = read(&model).expect("a right model");
        assert!(with_small_stacks(|| generate(model)) > 0);
    }
}

/// `10,000` for 10000.
fn with_commas(number: u64) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups = groups.map(|group| String::from_utf8_lossy(group).into_owned());
    groups.collect::<Vec<_>>().join(",")
}

/// What is promised to users is what is kept.
#[test]
fn security_md_tells_the_limits() {
    let page = include_str!("../../SECURITY.md");
    let count = |number: usize| with_commas(number as u64);
    let rows = [
        format!("| {} MiB; more is refused", limits::DOCUMENT_BYTES >> 20),
        format!("member is two | {} |", count(limits::VALUES)),
        format!("so a name | {} bytes |", count(limits::KEY_BYTES)),
        format!("| nesting of JSON | {} levels |", limits::JSON_LEVELS),
        format!("| members of one shape | {} |", count(limits::MEMBERS)),
        format!("inside each other | {} levels |", limits::CONTAINER_LEVELS),
        format!(
            "| {}; {} members and traits, {} MiB of text |",
            limits::MIXIN_LEVELS,
            count(limits::MIXED_IN),
            limits::MIXED_IN_BYTES >> 20
        ),
        format!(
            "| {}; {} in all |",
            limits::SERVICE_ERRORS,
            count(limits::SERVICE_ERROR_USES)
        ),
        format!("| {} bytes |", limits::SERVICE_ID_BYTES),
        format!(
            "| {} KiB; the rest is cut",
            limits::DOCUMENTATION_BYTES >> 10
        ),
        format!("| a pattern | {} characters;", count(limits::PATTERN_CHARS)),
        format!("repeat it | {} MiB |", limits::WRITTEN_BYTES >> 20),
        format!(
            "| problems kept | the first {} errors found, or {} MiB of them, and as many warnings; {} are printed",
            count(limits::PROBLEMS),
            limits::PROBLEMS_BYTES >> 20,
            limits::PROBLEMS_PRINTED
        ),
    ];
    for row in rows {
        assert!(page.contains(&row), "{row}");
    }
}
