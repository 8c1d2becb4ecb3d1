"""boto3, driven by JSON lines as tests/interop/README.md describes."""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

VERSION = f"boto3 {boto3.__version__}"


def client(call):
    attempts = call["attempts"]
    return boto3.client(
        "amplifybackend",
        endpoint_url=call["endpoint"],
        region_name="us-east-1",
        aws_access_key_id="example",
        aws_secret_access_key="example",
        config=Config(retries={"mode": "standard", "total_max_attempts": attempts}),
    )


def answer(call):
    amplify = client(call)
    try:
        output = amplify.get_backend_auth(**call["input"])
    except ClientError as error:
        return {"error": described(error, amplify)}
    except Exception as error:
        return {"refused": f"{type(error).__name__}: {error}"}
    output.pop("ResponseMetadata")
    return {"output": output}


def described(error, amplify):
    """The error's class if the client has one for it, its code, and the members of its shape."""
    response = dict(error.response)
    head = response.pop("Error")
    status = response.pop("ResponseMetadata")["HTTPStatusCode"]
    kind = type(error)
    modelled = kind is not ClientError and kind.__name__ in dir(amplify.exceptions)
    # botocore copies the message from the member into `Error`, and lists the member only as
    # the shape spells it.
    members = {name: value for name, value in response.items() if value is not None}
    return {
        "modelled": kind.__name__ if modelled else None,
        "code": head["Code"],
        "message": head["Message"],
        "status": status,
        "members": members,
    }


def main():
    print(json.dumps({"version": VERSION}), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
