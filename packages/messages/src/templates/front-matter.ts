import type { Diagnostic } from "@flowline/ir";
import { nearestName } from "@flowline/ir";
import type { Pair, YAMLMap } from "yaml";
import { isMap, isPair, isScalar, parseDocument } from "yaml";
import { reportFinding } from "./message-findings.js";
import type { TextOrigin } from "./scan-holes.js";
import type { SourceText } from "./source-text.js";
import { spanBetween } from "./source-text.js";

/** The keys that front matter may have. */
type FrontMatterKey = "subject" | "preheader" | "lang";

const KEYS: readonly FrontMatterKey[] = Object.freeze(["subject", "preheader", "lang"]);

/** One value of the front matter with the place of each of its characters, as far as YAML lets one tell. */
interface FrontMatterValue {
  readonly text: string;
  readonly origin: TextOrigin;
  readonly start: number;
  readonly end: number;
}

export interface FrontMatter {
  readonly values: ReadonlyMap<FrontMatterKey, FrontMatterValue>;
  /** Where the body begins. */
  readonly bodyStart: number;
  readonly diagnostics: readonly Diagnostic[];
}

const OPENING = /^---[ \t]*\r?\n/;
const CLOSING = /^---[ \t]*(?:\r?\n|$)/m;

/** Reads the YAML between the first two lines of `---`. */
export function readFrontMatter(source: SourceText): FrontMatter {
  const opening = OPENING.exec(source.text);
  if (opening === null) return malformed(source, "The file does not begin with front matter.", [0, lineEnd(source, 0)]);
  const start = opening[0].length;
  const closing = CLOSING.exec(source.text.slice(start));
  if (closing === null) {
    return malformed(source, "The front matter is never closed: a second line of --- is missing.", [0, 3]);
  }
  const bodyStart = start + closing.index + closing[0].length;
  return { ...readYaml(source, start, start + closing.index), bodyStart };
}

function malformed(source: SourceText, message: string, place: readonly [number, number]): FrontMatter {
  const diagnostic = reportFinding("FLOW2103", { message, span: spanBetween(source, ...place) });
  return { values: new Map(), bodyStart: source.text.length, diagnostics: [diagnostic] };
}

function readYaml(source: SourceText, start: number, end: number): Omit<FrontMatter, "bodyStart"> {
  // No aliases, tags or merge keys are resolved: the values are read as nodes, never as objects.
  const document = parseDocument(source.text.slice(start, end), { prettyErrors: false, logLevel: "silent" });
  const diagnostics: Diagnostic[] = [];
  const values = new Map<FrontMatterKey, FrontMatterValue>();
  const [problem] = document.errors;
  if (problem !== undefined) {
    const place: [number, number] = [start + problem.pos[0], start + problem.pos[1]];
    return { values, diagnostics: [reportYamlError(source, problem.message, place)] };
  }
  if (document.contents === null) return { values, diagnostics };
  if (!isMap(document.contents)) {
    const message = "The front matter is not a list of keys and values.";
    return { values, diagnostics: [reportFinding("FLOW2103", { message, span: spanBetween(source, start, end) })] };
  }
  readPairs(document.contents, { source, start, values, diagnostics });
  return { values, diagnostics };
}

/** A subject that begins with a variable is the usual mistake: to YAML an opening brace begins a map. */
function reportYamlError(source: SourceText, message: string, place: readonly [number, number]): Diagnostic {
  const lineStart = source.text.lastIndexOf("\n", Math.max(0, place[0] - 1)) + 1;
  const line = source.text.slice(lineStart, lineEnd(source, lineStart));
  const value = /^([a-z]+):\s*(\{\{.*)$/.exec(line);
  const span = spanBetween(source, place[0], Math.max(place[0] + 1, place[1]));
  if (value?.[1] === undefined || value[2] === undefined) {
    return reportFinding("FLOW2103", { message: `The front matter is not valid YAML: ${message.trim()}`, span });
  }
  return quoteIt(source, value[1], [lineStart, lineStart + line.length]);
}

function quoteIt(source: SourceText, key: string, place: readonly [number, number]): Diagnostic {
  const span = spanBetween(source, ...place);
  const written = source.text.slice(...place).replace(/^[a-z]+:\s*/, "");
  const quoted = written.includes('"') ? `'${written.replaceAll("'", "''")}'` : `"${written}"`;
  return reportFinding("FLOW2103", {
    message: `The value of ${key} begins with a brace, which means something else in YAML.`,
    span,
    fix: `Put it in quotes: ${key}: ${quoted}`,
  });
}

interface PairContext {
  readonly source: SourceText;
  readonly start: number;
  readonly values: Map<FrontMatterKey, FrontMatterValue>;
  readonly diagnostics: Diagnostic[];
}

function readPairs(map: YAMLMap, context: PairContext): void {
  for (const pair of map.items) {
    const key = isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : "";
    const known = KEYS.find(candidate => candidate === key);
    if (known === undefined) context.diagnostics.push(unknownKey(key, keyPlace(pair, context), context.source));
    else readValue(known, pair, context);
  }
}

function keyPlace(pair: Pair, context: PairContext): readonly [number, number] {
  const range = isScalar(pair.key) ? pair.key.range : undefined;
  return range ? [context.start + range[0], context.start + range[1]] : [0, 3];
}

function unknownKey(key: string, place: readonly [number, number], source: SourceText): Diagnostic {
  const meant = nearestName(key, KEYS);
  return reportFinding("FLOW2106", {
    message: `${JSON.stringify(key)} is not a key of a message's front matter.`,
    span: spanBetween(source, ...place),
    ...(meant === undefined ? {} : { fix: `Did you mean ${meant}?` }),
  });
}

function readValue(key: FrontMatterKey, pair: Pair, context: PairContext): void {
  const { source, start } = context;
  const node = pair.value;
  const place = keyPlace(pair, context);
  if (isScalar(node) && (node.value === null || node.value === "")) return;
  if (!isScalar(node) || typeof node.value !== "string" || !node.range) {
    const line: [number, number] = [place[0], lineEnd(source, place[0])];
    const begun = source.text.slice(place[1], line[1]).replace(/^:\s*/, "").startsWith("{");
    const message = `The value of ${key} is not text.`;
    const fix = `Put it in quotes: ${key}: "..."`;
    context.diagnostics.push(
      begun
        ? quoteIt(source, key, line)
        : reportFinding("FLOW2103", { message, span: spanBetween(source, ...line), fix }),
    );
    return;
  }
  const from = start + node.range[0];
  const to = start + node.range[1];
  context.values.set(key, { text: node.value, origin: originOf(source, node.value, from), start: from, end: to });
}

/**
 * Quotes, escapes and folding move characters, so an offset is found by its braces: the n-th brace of the value is the
 * n-th brace of what was written, unless somebody escaped a brace, and then the value's beginning has to do.
 */
function originOf(source: SourceText, value: string, from: number): TextOrigin {
  return {
    source,
    offsetOf: offset => {
      const brace = Math.max(value.lastIndexOf("{", offset), value.lastIndexOf("}", offset));
      const nth = [...value.slice(0, brace + 1)].filter(isBrace).length;
      let seen = 0;
      for (let index = from; index < source.text.length && seen <= nth; index += 1) {
        if (isBrace(source.text[index] ?? "")) seen += 1;
        if (seen === nth) return index + offset - brace;
      }
      return from;
    },
  };
}

function isBrace(character: string): boolean {
  return character === "{" || character === "}";
}

function lineEnd(source: SourceText, from: number): number {
  const index = source.text.indexOf("\n", from);
  if (index === -1) return source.text.length;
  return source.text[index - 1] === "\r" ? index - 1 : index;
}
