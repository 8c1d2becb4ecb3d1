// Ajv 2020 in strict mode with all formats: every schema compiles, and every fixture is as the
// index says. The fixtures come on stdin, one JSON text a line: name, schema file, text, validity.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import Ajv2020Module from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";

const Ajv2020 = Ajv2020Module.default;
const addFormats = addFormatsModule.default;
const ajv = new Ajv2020({
  strict: true,
  strictTypes: true,
  strictTuples: true,
  strictRequired: false,
  allowUnionTypes: true,
  allErrors: true,
});
addFormats(ajv);

const problems = [];
const validators = new Map();
let schemas = 0;
let verdicts = 0;
const validator = (path) => {
  if (!validators.has(path)) {
    // Each file by itself: that two have one `$id` would be a mistake of ours.
    validators.set(path, ajv.compile(JSON.parse(readFileSync(path, "utf8"))));
    schemas += 1;
  }
  return validators.get(path);
};
for await (const line of createInterface({ input: process.stdin })) {
  const { file, schema, text, valid } = JSON.parse(line);
  try {
    const validate = validator(schema);
    if (text === undefined) continue;
    verdicts += 1;
    if (validate(JSON.parse(text)) !== valid) {
      problems.push(`${file} under ${schema}: expected ${valid}`);
    }
  } catch (error) {
    problems.push(`${schema}: ${error.message}`);
  }
}
problems.forEach((problem) => console.log(problem));
console.log(`${schemas} schemas, ${verdicts} verdicts`);
process.exit(problems.length ? 1 : 0);
