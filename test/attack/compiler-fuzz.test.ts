import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { compileAt, withProject } from "./language/attack-project.js";
import { checkCompiled } from "./language/check-compiled.js";

// Flows that compile, damaged as people and merges damage them. FUZZ_RUNS and FUZZ_SEED draw others.

const folder = join(import.meta.dirname, "../../packages/compiler/test/fixtures/words");
const sources = readdirSync(folder)
  .filter(name => name.endsWith(".ts") && name !== "flow.config.ts")
  .map(name => readFileSync(join(folder, name), "utf8"));
const config = readFileSync(join(folder, "flow.config.ts"), "utf8");
const messages = Object.fromEntries(
  readdirSync(join(folder, "messages")).map(name => [
    `messages/${name}`,
    readFileSync(join(folder, "messages", name), "utf8"),
  ]),
);

const STRANGE = [
  "👋",
  "\u2028",
  "\t",
  "\r\n",
  "\0",
  "\ud83d",
  "`",
  "'",
  '"',
  "/*",
  "//",
  "${",
  "\\",
  ")",
  "}",
  "=>",
  "7",
  "",
];
const tokens = /\w+|"[^"\n]*"|\s+|./gsu;

type Mutation = (parts: readonly string[]) => readonly string[];

const place = fc.nat(10_000);
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  place.map(at => (parts: readonly string[]) => parts.filter((_, index) => index !== at % parts.length)),
  place.map(
    at => (parts: readonly string[]) =>
      parts.flatMap((part, index) => (index === at % parts.length ? [part, part] : [part])),
  ),
  fc.tuple(place, place).map(([left, right]) => (parts: readonly string[]) => {
    const [one, other] = [left % parts.length, right % parts.length];
    return parts.map((part, index) => (index === one ? parts[other] : index === other ? parts[one] : part) ?? "");
  }),
  place.map(at => (parts: readonly string[]) => parts.slice(0, at % parts.length)),
  fc.tuple(place, fc.constantFrom(...STRANGE)).map(([at, text]) => (parts: readonly string[]) => {
    return parts.flatMap((part, index) => (index === at % parts.length ? [text, part] : [part]));
  }),
  fc
    .tuple(place, fc.constantFrom("null", "{}", "[]", "undefined", "b", "0", '""', "NaN", "() => 1"))
    .map(([at, text]) => (parts: readonly string[]) => {
      return parts.map((part, index) => (index === at % parts.length ? text : part));
    }),
  fc
    .constantFrom(["\n", "\r\n"], ['"', "`"], ['"', "'"], ["=>", "="])
    .map(([from = "", to = ""]) => (parts: readonly string[]) => [parts.join("").replaceAll(from, to)]),
);
const damaged = fc
  .tuple(fc.constantFrom(...sources), fc.array(mutation, { minLength: 1, maxLength: 3 }))
  .map(([text, mutations]) =>
    mutations
      .reduce<readonly string[]>(
        (parts, mutate) => (parts.length === 0 ? parts : mutate(parts)),
        text.match(tokens) ?? [],
      )
      .join(""),
  );

/** So many files at once are compiled as one project. */
const AT_ONCE = 12;

it("ends whatever has become of a flow in IR that holds or in findings that can be read", {
  timeout: 1_200_000,
}, async () => {
  const numRuns = Number(process.env.FUZZ_RUNS ?? 5);
  const seed = Number(process.env.FUZZ_SEED ?? 3);
  let compiled = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(damaged, { minLength: AT_ONCE, maxLength: AT_ONCE }), async texts => {
      const files = Object.fromEntries(texts.map((text, index) => [`damaged-${index}.ts`, text]));
      await withProject({ ...messages, "flow.config.ts": config, ...files }, async projectDir => {
        const result = await compileAt(projectDir);
        compiled += result.flows.length;
        checkCompiled(result);
      });
    }),
    { numRuns, seed, endOnFailure: true },
  );
  expect(compiled).toBeGreaterThan(0);
});
