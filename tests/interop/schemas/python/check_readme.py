"""The code in models/schemas/README.md does what it says: it finds the mistake in its document."""

import pathlib
import re
import subprocess
import sys

from common import SCHEMAS

node = pathlib.Path(sys.argv[1]).resolve()
folder = SCHEMAS.parent
page = (folder / "README.md").read_text()


def code(language):
    return re.search(rf"```{language}\n(.*?)```", page, re.S)[1]


(node / "readme.mjs").write_text(code("js"))
said = {
    "JavaScript": subprocess.run(["node", node / "readme.mjs"], cwd=folder, capture_output=True, text=True),
    "Python": subprocess.run([sys.executable, "-c", code("python")], cwd=folder, capture_output=True, text=True),
}
problems = [
    f"{language}: {done.stdout}{done.stderr}"
    for language, done in said.items()
    if done.returncode or "appId" not in done.stdout
]
print(*problems, f"{len(said)} languages", sep="\n")
sys.exit(bool(problems))
