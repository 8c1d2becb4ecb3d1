//! Writes the crate that holds the generated types of all cases and runs the cases.

use std::fmt::Display;
use std::fs;
use std::path::Path;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use tinsmith_codegen::botocore;
use tinsmith_codegen::lower::TypeNames;
use tinsmith_codegen::report::{Color, Report};
use tinsmith_codegen::rust::{self, Flavour};
use tinsmith_codegen::smithy::Selection;

use super::excluded::Excluded;
use super::plan::Context;
use super::suite::{self, Direction, Element, Suite};

/// Generates the crate in the folder `out` from the suites in the folder `suites`. Its
/// dependency on the runtime is the folder `runtime`.
///
/// # Errors
///
/// If a suite cannot be read or generated from, with all that is wrong; or if the list of
/// exclusions names a case that there is not.
pub fn generate(suites: &Path, out: &Path, runtime: &Path) -> Result<(), String> {
    let mut excluded = Excluded::checked_in()?;
    let mut modules = Vec::new();
    let mut problems = Vec::new();
    for suite in suite::read(suites)? {
        for (index, element) in suite.elements.iter().enumerate() {
            match Module::generate(&suite, index, element, &mut excluded) {
                Ok(module) => modules.push(module),
                Err(problem) => {
                    let Suite {
                        direction, name, ..
                    } = suite;
                    problems.push(format!("{direction}/{name}, element {index}: {problem}"));
                }
            }
        }
    }
    let left = excluded.left().into_iter();
    problems.extend(left.map(|case| format!("{case} is excluded, but there is no such case")));
    if !problems.is_empty() {
        return Err(problems.join("\n"));
    }
    write(&modules, out, runtime)
}

/// The types of one element of a suite, and how its cases run.
struct Module {
    name: String,
    files: Vec<tinsmith_codegen::file::File>,
    cases: Vec<TokenStream>,
}

impl Module {
    fn generate(
        suite: &Suite,
        index: usize,
        element: &Element,
        excluded: &mut Excluded,
    ) -> Result<Self, String> {
        let Suite {
            direction, name, ..
        } = suite;
        let module = format!("{direction}_{}_{index}", name.replace('-', "_"));
        let service = element.service();
        let text = serde_json::to_string_pretty(&service).map_err(|error| error.to_string())?;
        let (model, _warnings) = botocore::read(&text, &Selection::default())
            .map_err(|found| Report::new(&text, found).render(&module, &text, Color::Plain))?;
        let generated =
            rust::module(&model, &Flavour::Explicit.into()).map_err(|e| e.to_string())?;
        let ident = format_ident!("{module}");
        let context = Context {
            element,
            service: &service,
            model: &model,
            names: &TypeNames::of(&model),
            module: &quote!(api::#ident),
        };
        let cases = (0..element.cases.len())
            .map(|index| case(&context, *direction, name, index, excluded))
            .collect::<Result<_, String>>()?;
        Ok(Self {
            name: module,
            files: generated.files,
            cases,
        })
    }
}

/// The entry of a case in the runner's table.
fn case(
    context: &Context<'_>,
    direction: Direction,
    suite: &str,
    index: usize,
    excluded: &mut Excluded,
) -> Result<TokenStream, String> {
    let name = format!("{direction}/{suite}/{}", context.element.cases[index].id);
    let plan = context.plan(index);
    let check = plan.map_err(|problem| format!("{name}: {problem}"))?;
    let excluded = match excluded.take(&name) {
        Some(reason) => quote!(Some(#reason)),
        None => quote!(None),
    };
    Ok(quote!(runner::Case { name: #name, excluded: #excluded, check: || #check }))
}

fn write(modules: &[Module], out: &Path, runtime: &Path) -> Result<(), String> {
    let save = |path: &str, contents: &str| {
        let path = out.join(path);
        let problem = |error: &dyn Display| format!("{}: {error}", path.display());
        let folder = path.parent().unwrap_or(out);
        fs::create_dir_all(folder).map_err(|error| problem(&error))?;
        // What is the same keeps its time, so that nothing is compiled again.
        if fs::read_to_string(&path).is_ok_and(|known| known == contents) {
            return Ok(());
        }
        fs::write(&path, contents).map_err(|error| problem(&error))
    };
    let names: Vec<_> = modules
        .iter()
        .map(|m| format_ident!("{}", m.name))
        .collect();
    let cases = modules.iter().flat_map(|module| &module.cases);
    save("Cargo.toml", &manifest(runtime))?;
    save("src/runner.rs", include_str!("runner.rs"))?;
    save("src/api/mod.rs", &quote!(#(pub mod #names;)*).to_string())?;
    let main = quote! {
        //! The generated test runner.

        // No case uses all of what is generated.
        #[allow(dead_code)]
        mod api;
        mod runner;

        const CASES: &[runner::Case] = &[#(#cases),*];

        fn main() -> std::process::ExitCode {
            runner::main(CASES)
        }
    };
    save("src/main.rs", &main.to_string())?;
    for module in modules {
        for file in &module.files {
            save(
                &format!("src/api/{}/{}", module.name, file.path),
                &file.contents,
            )?;
        }
    }
    Ok(())
}

/// The manifest. The crate is in no workspace, wherever it lies.
fn manifest(runtime: &Path) -> String {
    let runtime = toml::Value::from(runtime.display().to_string());
    format!(
        "[package]\n\
         name = \"protocol-tests\"\n\
         version = \"0.1.0\"\n\
         edition = \"2024\"\n\
         publish = false\n\n\
         [dependencies]\n\
         http = \"1\"\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\n\
         serde_json = \"1\"\n\
         tinsmith-runtime = {{ path = {runtime} }}\n\n\
         [features]\n\
         default = [\"http\"]\n\
         http = [\"tinsmith-runtime/http\"]\n\
         # Where generated code has its `JsonSchema` impls, which no case needs.\n\
         schemars = []\n\n\
         [profile.dev]\n\
         debug = false\n\n\
         [workspace]\n"
    )
}
