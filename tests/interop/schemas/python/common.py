"""The published schemas, and the fixtures with what the index says of them."""

import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[4]
SCHEMAS = ROOT / "models/schemas/amplifybackend"
CASES = ROOT / "tests/cases"
FIXTURES = ROOT / "tests/fixtures/amplifybackend"
CONTRACTS = {"serialize": ".schema.json", "deserialize": ".deserialize.schema.json"}


def schema_files():
    """Every published schema, and those of the golden cases."""
    return sorted(SCHEMAS.glob("*.schema.json")) + sorted(CASES.glob("*/expected/schemas/**/*.schema.json"))


def fixtures():
    """Name, shape, text, and validity by contract of every fixture that is JSON.

    Keys that are there twice are left out: no validator sees them.
    """
    for entry in json.loads((FIXTURES / "index.json").read_text()):
        text = (FIXTURES / entry["file"]).read_text()
        if "duplicate field" in (entry.get("message_contains") or ""):
            continue
        try:
            json.loads(text)
        except ValueError:
            continue
        if "lone_surrogate" in entry["file"]:
            # JSON to Python and JavaScript, but not to serde_json.
            continue
        valid = entry["verdict"] == "valid"
        validity = {"deserialize": valid, "serialize": valid and entry.get("schema_serialize") == "valid"}
        yield entry["file"], entry["shape"], text, validity
