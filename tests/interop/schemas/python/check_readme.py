"""The code in models/schemas/README.md does what it says: it finds the mistake in its document, and in
Python it takes patterns and timestamps for what they are."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

from common import SCHEMAS

node = pathlib.Path(sys.argv[1]).resolve()
folder = SCHEMAS.parent
page = (folder / "README.md").read_text()

# What `re` does not compile, what it takes for more than it is, and a format.
HARD = {
    "properties": {
        "letters": {"pattern": r"^[\p{L}\p{N}]+$"},
        "digits": {"pattern": r"^\d+$"},
        "when": {"type": "string", "format": "date-time"},
    }
}
VERDICTS = [
    ("letters", "\u00e4\u0664", True),
    ("letters", "a b", False),
    ("digits", "4", True),
    ("digits", "\u0664", False),
    ("digits", "4\n", False),
    ("when", "2020-08-11T00:00:00Z", True),
    ("when", "yesterday", False),
]


def code(language):
    return re.search(rf"```{language}\n(.*?)```", page, re.S)[1]


def python(script, where):
    return subprocess.run([sys.executable, "-c", script], cwd=where, capture_output=True, text=True)


(node / "readme.mjs").write_text(code("js"))
said = {
    "JavaScript": subprocess.run(["node", node / "readme.mjs"], cwd=folder, capture_output=True, text=True),
    "Python": python(code("python"), folder),
}
problems = [
    f"{language}: {done.stdout}{done.stderr}"
    for language, done in said.items()
    if done.returncode or "appId" not in done.stdout
]
path = re.search(r'open\("([^"]*)"', code("python"))[1]
with tempfile.TemporaryDirectory() as temporary:
    schema = pathlib.Path(temporary) / path
    schema.parent.mkdir(parents=True)
    schema.write_text(json.dumps(HARD))
    for member, text, is_valid in VERDICTS:
        done = python(code("python").replace('{"appId": 1}', repr({member: text})), temporary)
        if done.returncode or (done.stdout == "") != is_valid:
            problems.append(f"{member} {text!r} should be {is_valid}: {done.stdout}{done.stderr}")
print(*problems, f"{len(said)} languages, {len(VERDICTS)} verdicts", sep="\n")
sys.exit(bool(problems))
