"""Every consumer of the published schemas, one after the other; prints a table of what came of it.

Takes: the folder of the Node.js packages and scripts, a folder to work in, and the version of
cargo-typify to install and try with quicktype's Rust, or `-` for neither.
"""

import json
import pathlib
import subprocess
import sys

import rust
from common import CONTRACTS, FIXTURES, SCHEMAS, fixtures, schema_files

HERE = pathlib.Path(__file__).resolve().parent
NODE, OUT, TYPIFY = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
PYTHON = pathlib.Path(sys.executable)
TSCONFIG = {
    "compilerOptions": {
        "strict": True,
        "noEmit": True,
        "target": "es2022",
        "module": "esnext",
        "moduleResolution": "bundler",
        "types": [],
    },
    "include": ["*.ts"],
}


def version(name):
    return json.loads((NODE / "node_modules" / name / "package.json").read_text())["version"]


def python_version(name):
    from importlib.metadata import version as installed

    return installed(name)


def run(*command, feed=None):
    """The last line of what a program says, and whether it is content."""
    done = subprocess.run([str(it) for it in command], input=feed, capture_output=True, text=True)
    lines = (done.stdout + done.stderr).strip().splitlines()
    if done.returncode:
        print(*lines[-20:], sep="\n", file=sys.stderr)
    return done.returncode == 0, lines[-1] if done.returncode == 0 and lines else "failed"


def ajv():
    feed = [{"schema": str(path)} for path in schema_files()]
    for file, shape, text, validity in fixtures():
        for contract, extension in CONTRACTS.items():
            schema = str(SCHEMAS / f"{shape}{extension}")
            feed.append({"file": file, "schema": schema, "text": text, "valid": validity[contract]})
    return run("node", NODE / "ajv.mjs", feed="\n".join(map(json.dumps, feed)))


def check_jsonschema():
    program = PYTHON.parent / "check-jsonschema"
    good, said = run(program, "--check-metaschema", *schema_files())
    for shape in {shape for _, shape, _, _ in fixtures()}:
        for contract, extension in CONTRACTS.items():
            valid = [FIXTURES / it[0] for it in fixtures() if it[1] == shape and it[3][contract]]
            schema = SCHEMAS / f"{shape}{extension}"
            good = good and run(program, "--schemafile", schema, *valid)[0]
            for invalid in [it for it in fixtures() if it[1] == shape and not it[3][contract]][:2]:
                done = subprocess.run(
                    [program, "--schemafile", schema, FIXTURES / invalid[0]], capture_output=True
                )
                good = good and done.returncode == 1
    return good, "metaschema, fixtures" if good else said


def typescript(folder):
    (folder / "tsconfig.json").write_text(json.dumps(TSCONFIG))
    return run(NODE / "node_modules/.bin/tsc", "-p", folder)[0]


def json_schema_to_typescript():
    folder = OUT / "json-schema-to-typescript"
    good, said = run("node", NODE / "typescript.mjs", SCHEMAS, FIXTURES, folder)
    return good and typescript(folder), said


def quicktype():
    folder = OUT / "quicktype"
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for shape in sorted({shape for _, shape, _, _ in fixtures()}):
        for contract, extension in CONTRACTS.items():
            out = folder / f"{shape}_{contract}.ts"
            quick = ["--src-lang", "schema", "--lang", "ts", "--just-types", "--top-level", shape]
            program = NODE / "node_modules/.bin/quicktype"
            if not run(program, *quick, "--out", out, SCHEMAS / f"{shape}{extension}")[0]:
                return False, "failed"
            count += 1
    return typescript(folder), f"{count} schemas"


def main():
    rows = [
        ("Ajv 2020, strict, all formats", version("ajv"), ajv),
        ("python-jsonschema, formats on", python_version("jsonschema"), lambda: run(PYTHON, HERE / "validate.py")),
        ("check-jsonschema", python_version("check-jsonschema"), check_jsonschema),
        ("json-schema-to-typescript, tsc --strict", version("json-schema-to-typescript"), json_schema_to_typescript),
        (
            "datamodel-code-generator, pydantic v2",
            python_version("datamodel-code-generator"),
            lambda: run(PYTHON, HERE / "pydantic_models.py", OUT / "pydantic"),
        ),
        ("quicktype, TypeScript", version("quicktype"), quicktype),
        ("the code in schemas/README.md", "", lambda: run(PYTHON, HERE / "check_readme.py", NODE)),
    ]
    if TYPIFY != "-":
        rust_folder = OUT / "rust"
        quick = NODE / "node_modules/.bin/quicktype"
        rows.append(("quicktype, Rust", version("quicktype"), lambda: rust.quicktype(quick, rust_folder)))
        rows.append(("cargo-typify", TYPIFY, lambda: rust.typify(TYPIFY, OUT, rust_folder)))
    print("| consumer | version | what it took | result |\n| --- | --- | --- | --- |")
    all_good = True
    for name, number, check in rows:
        good, said = check()
        all_good = all_good and good
        print(f"| {name} | {number} | {said} | {'fine' if good else 'FAILED'} |", flush=True)
    sys.exit(not all_good)


main()
