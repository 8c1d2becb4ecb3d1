"""datamodel-code-generator: pydantic v2 models of every message read the valid fixtures, write them
back, and refuse the invalid ones."""

import importlib.util
import json
import pathlib
import subprocess
import sys
import warnings

from common import CONTRACTS, SCHEMAS, fixtures

out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
# What is read though the schema says no: an optional field of a model takes None as well.
READ_ANYWAY = {
    (f"valid/{name}.json", "serialize")
    for name in (
        "error_bad_request_nulls",
        "error_gateway_timeout_nulls",
        "error_not_found_nulls",
        "error_too_many_requests_nulls",
        "response_nulls",
        "response_nulls_at_root",
        "response_nulls_for_structures",
    )
}


def model(shape, contract):
    path = SCHEMAS / f"{shape}{CONTRACTS[contract]}"
    module = f"{shape}_{contract}"
    target = out / f"{module}.py"
    subprocess.run(
        [
            str(pathlib.Path(sys.executable).parent / "datamodel-codegen"),
            "--input", str(path),
            "--input-file-type", "jsonschema",
            "--output-model-type", "pydantic_v2.BaseModel",
            "--target-python-version", "3.11",
            "--disable-timestamp",
            "--formatters", "builtin",
            "--output", str(target),
        ],
        check=True,
    )
    spec = importlib.util.spec_from_file_location(module, target)
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[module] = loaded
    spec.loader.exec_module(loaded)
    return getattr(loaded, shape), target.read_text()


problems, models, count, marks, read_anyway = [], {}, 0, 0, set()
warnings.simplefilter("ignore", DeprecationWarning)
for file, shape, text, validity in fixtures():
    for contract in CONTRACTS:
        if (shape, contract) not in models:
            models[shape, contract], source = model(shape, contract)
            marks += source.count("deprecated=True")
        count += 1
        try:
            value = models[shape, contract].model_validate_json(text, strict=True)
        except ValueError as error:
            if validity[contract]:
                problems.append(f"{file} as {contract}: {error}")
            continue
        if not validity[contract]:
            read_anyway.add((file, contract))
            continue
        written = json.loads(value.model_dump_json(by_alias=True, exclude_unset=True))
        original = json.loads(text)
        if "unknown_members" not in file and "with_code" not in file and written != original:
            problems.append(f"{file} as {contract}: is written as {written}")
for file, contract in sorted(read_anyway ^ READ_ANYWAY):
    problems.append(f"{file} as {contract}: expected otherwise of whether it is read")
for problem in problems:
    print(problem)
print(f"{len(models)} models, {marks} deprecated, {count} documents")
sys.exit(bool(problems))
