import type { ArgumentDraft, Diagnostic, FlowDraft, Json, LambdaDraft, LinkDraft, Span } from "@flowline/ir";
import type { Reading, SiteArgument } from "../2-read/reading.js";
import type { SourceExpression } from "../2-read/source-expression.js";
import { secretInFlow, unwritableText, valueTooBig } from "../diagnostics/build.js";
import { diagnose } from "../diagnostics/definition.js";
import { findSecret } from "./find-secret.js";

/** What may stand in a flow as one value. A hundred times what people write. */
const MAX_BYTES = 65_536;

/** Refuses values that must not be written into compiled flows: secrets, and masses of data. */
export function checkDraft(draft: FlowDraft, reading: Reading, span: Span | null): readonly Diagnostic[] {
  const checker = new DraftChecker(reading);
  checker.checkLinks(draft.links, span);
  return checker.diagnostics;
}

class DraftChecker {
  readonly diagnostics: Diagnostic[] = [];
  readonly #reading: Reading;
  readonly #seen = new Set<string>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  checkLinks(links: readonly LinkDraft[], around: Span | null): void {
    for (const { site, args } of links) {
      const place = site === null ? undefined : this.#reading.sites.get(site);
      const span = place?.span ?? around;
      for (const [index, arg] of args.entries()) this.#checkArgument(arg, place?.args[index], span);
    }
  }

  #checkArgument(arg: ArgumentDraft, place: SiteArgument | undefined, around: Span | null): void {
    const span = place?.span ?? around;
    if (arg.kind === "json") this.#checkValue(arg.value, place, span);
    if (arg.kind === "lambda") this.#checkLambda(arg.lambda, span);
    if (arg.kind === "chain") this.checkLinks(arg.chain.links, span);
    if (arg.kind === "object" && !isWritable(Object.keys(arg.members))) this.#reportUnwritable(span);
    for (const [name, member] of partsOf(arg)) this.#checkArgument(member, place?.members.get(name), span);
  }

  #checkLambda({ lambda, captures }: LambdaDraft, around: Span | null): void {
    const source = lambda === null ? undefined : this.#reading.lambdas.get(lambda);
    for (const { value, span } of source?.tree ? literalsOf(source.tree) : []) {
      // Half a character is refused where the expression is made.
      if (typeof value !== "string" || isWritable(value) || value.includes("\0"))
        this.#checkTexts(value, undefined, span);
    }
    for (const [index, capture] of captures.entries()) {
      // How big a captured value may be is another matter: phase 4 knows which are used.
      if (!("value" in capture)) continue;
      this.#checkTexts(capture.value, undefined, source?.captures[index]?.span ?? around);
    }
  }

  #checkValue(value: Json, place: SiteArgument | undefined, span: Span | null): void {
    const bytes = Buffer.byteLength(JSON.stringify(value));
    if (bytes > MAX_BYTES) this.#report(diagnose(valueTooBig, { bytes, most: MAX_BYTES }, { span }));
    else this.#checkTexts(value, place, span);
  }

  #reportUnwritable(span: Span | null): void {
    this.#report(diagnose(unwritableText, {}, { span }));
  }

  #checkTexts(value: Json, place: SiteArgument | undefined, span: Span | null): void {
    if (typeof value === "string") {
      if (!isWritable(value)) this.#reportUnwritable(span);
      const looksLike = findSecret(value);
      if (looksLike !== null) this.#report(diagnose(secretInFlow, { looksLike }, { span }));
    } else if (typeof value === "object" && value !== null) {
      for (const [name, member] of Object.entries(value)) {
        const inner = place?.members.get(name);
        if (!isWritable(name)) this.#reportUnwritable(inner?.nameSpan ?? span);
        this.#checkTexts(member, inner, inner?.span ?? span);
      }
    }
  }

  /** A link in a loop comes more than once, from one place. */
  #report(diagnostic: Diagnostic): void {
    const key = JSON.stringify([diagnostic.code, diagnostic.message, diagnostic.span]);
    if (!this.#seen.has(key)) this.diagnostics.push(diagnostic);
    this.#seen.add(key);
  }
}

/** Whether Postgres and JSON can hold all texts in a value: no half of a surrogate pair, and no NUL. */
export function isWritable(value: unknown): boolean {
  const text = JSON.stringify(value) ?? "";
  // JSON writes both as escapes; an even number of backslashes in front are texts of their own.
  return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(text);
}

/** The constants that are written in a lambda. */
function literalsOf(tree: unknown): readonly { readonly value: Json; readonly span: Span }[] {
  if (isLiteral(tree)) return [tree];
  return typeof tree === "object" && tree !== null ? Object.values(tree).flatMap(literalsOf) : [];
}

function isLiteral(tree: unknown): tree is Extract<SourceExpression, { readonly kind: "literal" }> {
  return typeof tree === "object" && tree !== null && "kind" in tree && tree.kind === "literal";
}

function partsOf(arg: ArgumentDraft): readonly (readonly [string, ArgumentDraft])[] {
  if (arg.kind === "list") return arg.items.map((item, index) => [String(index), item]);
  return arg.kind === "object" || arg.kind === "value" ? Object.entries(arg.members) : [];
}
