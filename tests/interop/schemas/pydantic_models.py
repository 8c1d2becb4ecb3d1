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
# pydantic takes "1" for a number, or 1 for a string, only where it is not strict.
STRICT = True


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
            "--output", str(target),
        ],
        check=True,
    )
    spec = importlib.util.spec_from_file_location(module, target)
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[module] = loaded
    spec.loader.exec_module(loaded)
    return getattr(loaded, shape), target.read_text()


problems, models, count, marks = [], {}, 0, 0
warnings.simplefilter("ignore", DeprecationWarning)
for file, shape, text, validity in fixtures():
    for contract in CONTRACTS:
        if (shape, contract) not in models:
            models[shape, contract], source = model(shape, contract)
            marks += source.count("deprecated=True")
        count += 1
        try:
            value = models[shape, contract].model_validate_json(text, strict=STRICT)
        except ValueError as error:
            if validity[contract]:
                problems.append(f"{file} as {contract}: {error}")
            continue
        if not validity[contract]:
            problems.append(f"{file} as {contract}: is read")
            continue
        written = json.loads(value.model_dump_json(by_alias=True, exclude_unset=True))
        original = json.loads(text)
        if "unknown_members" not in file and "with_code" not in file and written != original:
            problems.append(f"{file} as {contract}: is written as {written}")
for problem in problems:
    print(problem)
print(f"{len(models)} models, {marks} deprecated, {count} documents")
sys.exit(bool(problems))
