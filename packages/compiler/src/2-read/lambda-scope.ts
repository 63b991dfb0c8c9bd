import type { Diagnostic, Span } from "@flowline/ir";
import { ts } from "ts-morph";
import { findDeclaration, isReference } from "../1-load/declarations.js";
import type { FunctionNode } from "../1-load/function-node.js";
import type { LoadedModule } from "../1-load/loaded-project.js";
import { nodeSpan } from "../1-load/node-span.js";
import { walk } from "../1-load/walk.js";
import type { DiagnosticDefinition } from "../diagnostics/definition.js";
import { diagnose } from "../diagnostics/definition.js";
import { nestedTooDeep } from "../diagnostics/lambdas.js";
import type { Lambdas } from "./lambdas.js";
import type { CaptureSource } from "./reading.js";
import type { SourceExpression } from "./source-expression.js";

/** What a name inside the lambda stands for. `refused` names have a place in the language, but not here. */
export type LocalName =
  | { readonly kind: "tree"; readonly tree: SourceExpression }
  | { readonly kind: "refused"; readonly why: string };

/** Deeper than anything that people write. Reading is recursive, and the stack is not endless. */
const MAX_DEPTH = 150;

/** The lambda being read: its names, and what was found so far. One per lambda, never shared. */
export class LambdaScope {
  readonly module: LoadedModule;
  readonly lambdas: Lambdas;
  readonly names: Map<string, LocalName> = new Map();
  readonly problems: Diagnostic[] = [];
  readonly captures: CaptureSource[] = [];
  /** How many helpers of helpers have been put in the place of their calls. */
  height = 0;
  #depth = 0;
  #locals = 0;
  readonly #root: FunctionNode;
  readonly #references = new Map<string, ts.Identifier[]>();
  /** Nodes within which something is mentioned that only exists while the lambda is decided. */
  readonly #bound = new Set<ts.Node>();

  constructor(root: FunctionNode, module: LoadedModule, lambdas: Lambdas) {
    this.module = module;
    this.lambdas = lambdas;
    this.#root = root;
    this.#collect();
  }

  #collect(): void {
    walk(this.#root, {
      enter: node => {
        if (ts.isTypeNode(node)) return false;
        if (ts.isCallExpression(node) && isClockWord(this.wordOf(node.expression))) this.#bind(node);
        if (!ts.isIdentifier(node) || !isReference(node)) return true;
        const known = this.#references.get(node.text);
        if (known === undefined) this.#references.set(node.text, [node]);
        else known.push(node);
        this.#bindItem(node);
        return true;
      },
    });
  }

  /** The item of a `forEach` is unknown until it runs: only its members can be captured, nothing made of them. */
  #bindItem(name: ts.Identifier): void {
    const declaration = findDeclaration(name);
    if (declaration === undefined || !this.lambdas.isItem(declaration, this.module)) return;
    let path: ts.Expression = name;
    while (ts.isPropertyAccessExpression(path.parent) && path.parent.expression === path) {
      const member: ts.PropertyAccessExpression = path.parent;
      if (ts.isCallExpression(member.parent) && member.parent.expression === member) break;
      path = member;
    }
    this.#bind(path.parent);
  }

  #bind(node: ts.Node): void {
    for (let above = node; above !== this.#root && !this.#bound.has(above); above = above.parent)
      this.#bound.add(above);
  }

  /** Gives a name its meaning from here on. */
  setName(name: string, meaning: LocalName): void {
    this.names.set(name, meaning);
    for (const reference of this.#references.get(name) ?? []) this.#bind(reference);
  }

  /** Whether the expression speaks of nothing that only exists inside the lambda. */
  isFree(node: ts.Node): boolean {
    return !this.#bound.has(node);
  }

  /** A name for the element of an `each` that no other one in this lambda has. */
  nextLocal(wanted: string): string {
    this.#locals += 1;
    return this.#locals === 1 ? wanted : `${wanted}$${this.#locals}`;
  }

  /** Reads something nested, unless it is nested too deep. */
  nested(node: ts.Node, read: () => SourceExpression | null): SourceExpression | null {
    if (this.#depth >= MAX_DEPTH) return this.refuse(nestedTooDeep, {}, node);
    this.#depth += 1;
    try {
      return read();
    } finally {
      this.#depth -= 1;
    }
  }

  /** The place of a node. */
  spanOf(node: ts.Node): Span {
    return nodeSpan(this.module, node);
  }

  /** The node's text on one line, cut where it is long. */
  textOf(node: ts.Node): string {
    const text = node.getText(this.module.ast).slice(0, 400).replace(/\s+/g, " ");
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
  }

  /** Reports a finding at a node. Gives null, which is what a reader gives for what it could not read. */
  refuse<Facts>(definition: DiagnosticDefinition<Facts>, facts: Facts, at: ts.Node): null {
    this.problems.push(diagnose(definition, facts, { span: this.spanOf(at) }));
    return null;
  }

  /** Remembers a sub-expression to be evaluated when the flow is built. */
  capture(node: ts.Expression): SourceExpression {
    return this.captureText(node.getText(this.module.ast), this.spanOf(node));
  }

  /** The same for a text that is to be evaluated in the place of what stands at a place. */
  captureText(text: string, span: Span): SourceExpression {
    this.captures.push({ text, span });
    return { kind: "capture", index: this.captures.length - 1, span };
  }

  /** The name of the operator of ours that is called here, whatever alias it goes by. */
  wordOf(callee: ts.Expression): string | null {
    const origin = this.lambdas.tracer.trace(callee, this.module);
    return origin.kind === "word" ? origin.word : null;
  }
}

/** The operators of ours that are read and never run. */
function isClockWord(word: string | null): boolean {
  return word !== null && CLOCK_WORDS.has(word);
}

const CLOCK_WORDS: ReadonlySet<string> = new Set(["now", "startOfToday", "ago", "fromNow", "before", "after"]);
