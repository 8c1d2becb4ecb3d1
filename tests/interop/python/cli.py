"""The AWS CLI, driven by JSON lines as tests/interop/README.md describes.

The program runs as `aws` does, but within this process: starting it for every call would take
most of the time.
"""

import contextlib
import io
import json
import os
import re
import sys

import awscli
from awscli.clidriver import create_clidriver

VERSION = f"AWS CLI {awscli.__version__}"

# What the CLI prints of an error; it shows the members of none.
ERROR = re.compile(
    r"An error occurred \((?P<code>.*?)\) when calling the \w+ operation"
    r"( \(reached max retries: \d+\))?: ?(?P<message>.*)",
    re.S,
)


def answer(call):
    os.environ["AWS_MAX_ATTEMPTS"] = str(call["attempts"])
    given = call["input"]
    arguments = [
        *("amplifybackend", "get-backend-auth", "--output", "json"),
        *("--endpoint-url", call["endpoint"], "--region", "us-east-1"),
        *("--app-id", given["AppId"]),
        *("--backend-environment-name", given["BackendEnvironmentName"]),
        *("--resource-name", given["ResourceName"]),
    ]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = create_clidriver().main(arguments)
    if code == 0:
        return {"printed": out.getvalue()}
    message = err.getvalue().strip()
    if match := ERROR.search(message):
        return {"error": {"code": match["code"], "message": match["message"]}}
    return {"refused": f"exit code {code}: {message}"}


def main():
    os.environ.update(
        AWS_ACCESS_KEY_ID="example",
        AWS_SECRET_ACCESS_KEY="example",
        AWS_RETRY_MODE="standard",
        AWS_PAGER="",
        AWS_CONFIG_FILE=os.devnull,
        AWS_SHARED_CREDENTIALS_FILE=os.devnull,
    )
    print(json.dumps({"version": VERSION}), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
