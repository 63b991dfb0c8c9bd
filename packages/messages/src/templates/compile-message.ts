import type { Diagnostic, MessageSummary, MessageVariable } from "@flowline/ir";
import { compileBody } from "./compile-body.js";
import { frameHtml } from "./frame.js";
import type { FrontMatter } from "./front-matter.js";
import { readFrontMatter } from "./front-matter.js";
import { reportFinding } from "./message-findings.js";
import type { Part } from "./part.js";
import { escapeHtml, hasBreaks } from "./render-parts.js";
import type { Hole } from "./scan-holes.js";
import { joinParts, scanHoles } from "./scan-holes.js";
import type { SourceText } from "./source-text.js";
import { spanBetween } from "./source-text.js";

/** A message file turned into parts, or as much of it as could be read. */
export interface CompiledMessage {
  readonly summary: MessageSummary;
  /** Each output as parts: literals are finished, values are encoded when they are filled in. */
  readonly subject: readonly Part[];
  readonly html: readonly Part[];
  readonly text: readonly Part[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Turns one message file into parts. Everything that is wrong with it is found at once. */
export function compileMessage(source: SourceText): CompiledMessage {
  const front = readFrontMatter(source);
  const subject = readHeader(front, "subject");
  const preheader = readHeader(front, "preheader");
  const body = compileBody(source, front);
  const diagnostics = [
    ...front.diagnostics,
    ...(subject === null ? reportMissingSubject(source, front) : subject.diagnostics),
    ...(preheader?.diagnostics ?? []),
    ...checkLang(front),
    ...body.diagnostics,
  ];
  const holes = [...(subject?.holes ?? []), ...(preheader?.holes ?? []), ...body.holes];
  const variables = holes.map(hole => hole.variable).filter(isVariable);
  const html = frameHtml({
    lang: front.values.get("lang")?.text ?? "en",
    title: escapeLiterals(subject?.parts ?? []),
    preheader: preheader === null ? null : escapeLiterals(preheader.parts),
    body: body.html,
  });
  return Object.freeze({
    summary: Object.freeze({ file: source.file, variables: Object.freeze(variables) }),
    subject: subject?.parts ?? [],
    html,
    text: body.text,
    diagnostics: Object.freeze(diagnostics),
  });
}

interface Header {
  readonly parts: readonly Part[];
  readonly holes: readonly Hole[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A value of the front matter that becomes one line, or null where it is missing. */
function readHeader(front: FrontMatter, key: "subject" | "preheader"): Header | null {
  const value = front.values.get(key);
  if (value === undefined || value.text.trim() === "") return null;
  const scanned = scanHoles(value.text, value.origin);
  const broken = hasBreaks(value.text)
    ? [
        reportFinding("FLOW2105", {
          message: `The ${key === "subject" ? "subject line" : "preheader"} has a line break or a control character.`,
          span: spanBetween(value.origin.source, value.start, value.end),
        }),
      ]
    : [];
  return { parts: joinParts(scanned), holes: scanned.holes, diagnostics: [...broken, ...scanned.diagnostics] };
}

/** Says nothing where the subject line is missing only because the front matter could not be read. */
function reportMissingSubject(source: SourceText, front: FrontMatter): readonly Diagnostic[] {
  if (front.diagnostics.some(diagnostic => diagnostic.code === "FLOW2103")) return [];
  const message = front.values.has("subject") ? "The subject line is empty." : "The message has no subject line.";
  return [reportFinding("FLOW2104", { message, span: spanBetween(source, 0, 3) })];
}

const LANGUAGE_TAG = /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i;

function checkLang(front: FrontMatter): readonly Diagnostic[] {
  const lang = front.values.get("lang");
  if (lang === undefined || LANGUAGE_TAG.test(lang.text)) return [];
  const span = spanBetween(lang.origin.source, lang.start, lang.end);
  const message = `${JSON.stringify(lang.text)} is not a language tag.`;
  return [reportFinding("FLOW2103", { message, span, fix: "Write a language tag such as en, de or pt-BR." })];
}

/** The author's text as HTML; what stands in the holes is encoded later. */
function escapeLiterals(parts: readonly Part[]): readonly Part[] {
  return parts.map(part => (part.kind === "literal" ? { kind: "literal", text: escapeHtml(part.text) } : part));
}

function isVariable(variable: MessageVariable | null): variable is MessageVariable {
  return variable !== null;
}
