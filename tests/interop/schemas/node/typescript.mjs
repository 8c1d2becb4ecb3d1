// json-schema-to-typescript: every published schema becomes TypeScript, in which everything that is
// deprecated says so. The files go to a folder that `tsc --strict` then checks, with the valid
// fixtures as values of their types.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "json-schema-to-typescript";

const [schemas, fixtures, out] = process.argv.slice(2);

const deprecated = (value) =>
  value && typeof value === "object"
    ? (value.deprecated === true && !("const" in value) ? 1 : 0) +
      Object.values(value).reduce((sum, inner) => sum + deprecated(inner), 0)
    : 0;

mkdirSync(out, { recursive: true });
const problems = [];
let marks = 0;
const names = new Map();
for (const file of readdirSync(schemas).filter((it) => it.endsWith(".schema.json"))) {
  const schema = JSON.parse(readFileSync(join(schemas, file), "utf8"));
  const title = schema.title;
  const source = await compile(schema, title, { unreachableDefinitions: true, bannerComment: "" });
  const found = source.split("@deprecated").length - 1;
  if (found < deprecated(schema)) {
    problems.push(`${file}: ${found} of ${deprecated(schema)} are marked as deprecated`);
  }
  marks += found;
  writeFileSync(join(out, file.replace(".json", ".ts")), source);
  names.set(file, source.match(/export (?:interface|type) (\w+)/)?.[1]);
}
const lines = [];
let values = 0;
for (const entry of JSON.parse(readFileSync(join(fixtures, "index.json"), "utf8"))) {
  const text = readFileSync(join(fixtures, entry.file), "utf8");
  if (entry.verdict !== "valid") continue;
  for (const extension of [".schema", ".deserialize.schema"]) {
    if (extension === ".schema" && entry.schema_serialize !== "valid") continue;
    const file = `${entry.shape}${extension}`;
    values += 1;
    lines.push(
      `import { ${entry.shape} as T${values} } from "./${file}";`,
      `const v${values}: T${values} = ${text};`,
      `void v${values};`,
    );
  }
}
writeFileSync(join(out, "fixtures.ts"), lines.join("\n"));
problems.forEach((problem) => console.log(problem));
console.log(`${names.size} schemas, ${marks} @deprecated, ${values} values`);
process.exit(problems.length ? 1 : 0);
