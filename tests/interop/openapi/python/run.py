"""Tries the OpenAPI documents with tools that others wrote, and prints a table.

Arguments: the folder of Node.js packages, the mock server's program, and a folder of documents of
services, or `-` for none. All of those are validated, and the smallest of them linted.
"""

import json
import multiprocessing
import pathlib
import subprocess
import sys

from openapi_spec_validator import OpenAPIV31SpecValidator

ROOT = pathlib.Path(__file__).resolve().parents[4]
PYTHON = pathlib.Path(sys.executable).parent

# The runs are the same every time: so many examples, from this seed.
EXAMPLES = "50"
SEED = "1"

# How many documents of services are linted, the smallest: redocly takes a second for each, and tells
# nothing of a large one that it does not tell of several small ones.
LINTED = 6


def documents():
    """The published documents, and those of the golden cases."""
    found = sorted(ROOT.glob("models/schemas/*/openapi.json"))
    found += sorted(ROOT.glob("tests/cases/*/expected/schemas/*/openapi.json"))
    return found


def validate(path):
    """openapi-spec-validator: the document is OpenAPI 3.1."""
    errors = OpenAPIV31SpecValidator(json.loads(path.read_text())).iter_errors()
    return [f"{list(error.path)}: {error.message}" for error in errors]


def lint(path, node):
    """redocly: the recommended rules, and every example valid."""
    command = [node / "node_modules/.bin/redocly", "lint", path, "--format", "json"]
    command += ["--config", node / "redocly.yaml"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=node)
    start = run.stdout.find("{")
    if start < 0:
        return [run.stderr.strip() or "no output"]
    report, _ = json.JSONDecoder().raw_decode(run.stdout[start:])
    problems = [f"{it['ruleId']}: {it['message']}" for it in report["problems"]]
    return problems or ([run.stderr.strip()] if run.returncode else [])


def call(path, server):
    """schemathesis: the mock server does what the document says."""
    mock = subprocess.Popen([server, "127.0.0.1:0"], stdout=subprocess.PIPE, text=True)
    try:
        address = mock.stdout.readline().split()[-1]
        command = [PYTHON / "schemathesis", "run", path, "--url", address]
        command += ["--checks", "all", "--max-examples", EXAMPLES, "--seed", SEED]
        command += ["--phases", "examples,coverage,fuzzing", "--generation-database", "none"]
        run = subprocess.run(command, capture_output=True, text=True, cwd=PYTHON.parent)
    finally:
        mock.kill()
        mock.wait()
    return [run.stdout] if run.returncode else []


def services(folder, node):
    """A row for each tool and document of a service."""
    paths = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_size)
    with multiprocessing.Pool() as pool:
        found = pool.map(validate, paths)
    rows = [("openapi-spec-validator", path, problems) for path, problems in zip(paths, found)]
    return rows + [("redocly lint", path, lint(path, node)) for path in paths[:LINTED]]


def main():
    node, server = (pathlib.Path(argument) for argument in sys.argv[1:3])
    rows = []
    for path in documents():
        rows.append(("openapi-spec-validator", path, validate(path)))
        rows.append(("redocly lint", path, lint(path, node)))
    if sys.argv[3] != "-":
        rows += services(pathlib.Path(sys.argv[3]), node)
    api = ROOT / "models/schemas/amplifybackend/openapi.json"
    rows.append(("schemathesis", api, call(api, server)))
    print("| tool | document | result |\n| --- | --- | --- |")
    for tool, path, problems in rows:
        result = f"{len(problems)} problems" if problems else "passes"
        print(f"| {tool} | {path.relative_to(ROOT)} | {result} |")
    for tool, path, problems in rows:
        for problem in problems:
            print(f"\n{tool}, {path.relative_to(ROOT)}:\n{problem}", file=sys.stderr)
    sys.exit(any(problems for _, _, problems in rows))


main()
