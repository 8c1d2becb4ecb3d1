"""python-jsonschema, with formats on: every schema is one, and every fixture is as the index says."""

import json
import re
import sys

import jsonschema
from common import CONTRACTS, SCHEMAS, fixtures, schema_files

problems = []
for path in schema_files():
    jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text()))
checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
if "date-time" not in checker.checkers:
    problems.append("date-time is not checked")
validators, count = {}, 0
for file, shape, text, validity in fixtures():
    for contract, extension in CONTRACTS.items():
        path = SCHEMAS / f"{shape}{extension}"
        if path not in validators:
            validators[path] = jsonschema.Draft202012Validator(
                json.loads(path.read_text()), format_checker=checker
            )
        count += 1
        if validators[path].is_valid(json.loads(text)) != validity[contract]:
            problems.append(f"{file} under {path.name}: expected {validity[contract]}")
# What `$` means is the one thing that patterns in Python take otherwise.
if not re.search("^a$", "a\n"):
    problems.append("`$` no longer matches before a line break: take that out of schemas/README.md")
for problem in problems:
    print(problem)
print(f"{len(schema_files())} schemas, {count} verdicts")
sys.exit(bool(problems))
