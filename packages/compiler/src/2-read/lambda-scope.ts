import type { Diagnostic, Span } from "@flowline/ir";
import { ts } from "ts-morph";
import type { LoadedModule } from "../1-load/loaded-project.js";
import { spanAt } from "../1-load/source-text.js";
import type { WordTracer } from "../1-load/word-tracer.js";
import type { DiagnosticDefinition } from "../diagnostics/definition.js";
import { diagnose } from "../diagnostics/definition.js";
import type { CaptureSource } from "./reading.js";
import type { SourceExpression } from "./source-expression.js";

/** What a name inside the lambda stands for. `refused` names have a place in the language, but not here. */
export type LocalName =
  | { readonly kind: "tree"; readonly tree: SourceExpression }
  | { readonly kind: "refused"; readonly why: string };

/** The lambda being read: its names, and what was found so far. One per lambda, never shared. */
export class LambdaScope {
  readonly module: LoadedModule;
  readonly tracer: WordTracer;
  readonly names: Map<string, LocalName> = new Map();
  readonly problems: Diagnostic[] = [];
  readonly captures: CaptureSource[] = [];

  constructor(module: LoadedModule, tracer: WordTracer) {
    this.module = module;
    this.tracer = tracer;
  }

  /** The place of a node. */
  spanOf(node: ts.Node): Span {
    return spanAt(this.module.source, node.getStart(), node.getEnd());
  }

  /** The node's text on one line, cut where it is long. */
  textOf(node: ts.Node): string {
    const text = node.getText().replace(/\s+/g, " ");
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
  }

  /** Reports a finding at a node. Gives null, which is what a reader gives for what it could not read. */
  refuse<Facts>(definition: DiagnosticDefinition<Facts>, facts: Facts, at: ts.Node): null {
    this.problems.push(diagnose(definition, facts, { span: this.spanOf(at) }));
    return null;
  }

  /** Remembers a sub-expression to be evaluated when the flow is built. */
  capture(node: ts.Expression): SourceExpression {
    const span = this.spanOf(node);
    this.captures.push({ text: node.getText(), span });
    return { kind: "capture", index: this.captures.length - 1, span };
  }

  /** The name of the operator of ours that is called here, whatever alias it goes by. */
  wordOf(callee: ts.Expression): string | null {
    const origin = this.tracer.trace(callee, this.module);
    return origin.kind === "word" ? origin.word : null;
  }
}

/** Whether the expression speaks of nothing that only exists inside the lambda. */
export function isFree(node: ts.Node, scope: LambdaScope): boolean {
  if (ts.isIdentifier(node) && isReference(node) && scope.names.has(node.text)) return false;
  if (ts.isCallExpression(node) && isClockWord(scope.wordOf(node.expression))) return false;
  return ts.forEachChild(node, child => (isFree(child, scope) ? undefined : true)) === undefined;
}

/** The operators of ours that are read and never run. */
function isClockWord(word: string | null): boolean {
  return word !== null && CLOCK_WORDS.has(word);
}

const CLOCK_WORDS: ReadonlySet<string> = new Set(["now", "startOfToday", "ago", "fromNow", "before", "after"]);

/** Whether an identifier stands for a value, rather than naming a property. */
export function isReference(identifier: ts.Identifier): boolean {
  const { parent } = identifier;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === identifier;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === identifier;
  return true;
}
