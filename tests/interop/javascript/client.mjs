// @aws-sdk/client-amplifybackend, driven by JSON lines as tests/interop/README.md describes.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

import {
  AmplifyBackendClient,
  AmplifyBackendServiceException,
  GetBackendAuthCommand,
} from "@aws-sdk/client-amplifybackend";

// The SDK says at every start which versions of Node.js it will support.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const NAME = "@aws-sdk/client-amplifybackend";
const MANIFEST = new URL(`node_modules/${NAME}/package.json`, import.meta.url);
const VERSION = `JavaScript ${JSON.parse(readFileSync(MANIFEST)).version}`;

function client(call) {
  return new AmplifyBackendClient({
    endpoint: call.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "example", secretAccessKey: "example" },
    maxAttempts: call.attempts,
  });
}

async function answer(call) {
  const amplify = client(call);
  try {
    const { $metadata, ...output } = await amplify.send(new GetBackendAuthCommand(call.input));
    return { output };
  } catch (error) {
    // What never reached the service has no status.
    const status = error.$metadata?.httpStatusCode ?? error.$response?.statusCode;
    if (status === undefined) return { refused: `${error.name}: ${error.message}` };
    return { error: described(error, status) };
  } finally {
    amplify.destroy();
  }
}

// The error's class if the client has one for it, its code, and the members of its shape.
function described(error, status) {
  const kind = error.constructor;
  const modelled = error instanceof AmplifyBackendServiceException && kind !== AmplifyBackendServiceException;
  // The member `Message` is the message of the error itself; others of the body are there too.
  const { name, message, LimitType, ResourceType } = error;
  return {
    modelled: modelled ? kind.name : null,
    code: name,
    // What is said of a body that is no JSON differs from one Node.js to the next.
    message: error instanceof AmplifyBackendServiceException ? message : null,
    status,
    members: modelled ? { LimitType, Message: message, ResourceType } : {},
  };
}

console.log(JSON.stringify({ version: VERSION }));
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(JSON.parse(line))));
}
