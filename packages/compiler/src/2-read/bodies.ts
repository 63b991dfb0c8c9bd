import { ts } from "ts-morph";
import type { FunctionNode } from "../1-load/function-node.js";
import { isFunctionNode } from "../1-load/function-node.js";
import type { LoadedModule } from "../1-load/loaded-project.js";
import { indexOf } from "../1-load/module-index.js";
import { unwrap } from "../1-load/unwrap.js";
import type { WordTracer } from "../1-load/word-tracer.js";
import { roleAt } from "../1-load/words.js";
import type { CallWords } from "./call-words.js";

/** An expression of the author's that is never evaluated while a flow is built: the handler of a `do`, say. */
export interface Body {
  /** What is cut out: an argument, the value of a member, or a method. */
  readonly node: ts.Expression | ts.MethodDeclaration | ts.ShorthandPropertyAssignment;
  /** The function that it is, wherever that stands; null where names do not lead to one. */
  readonly fn: { readonly node: FunctionNode; readonly module: LoadedModule } | null;
}

/** The bodies that a module hands to words, by what is cut out. Bodies within bodies are part of these. */
export function findBodies(module: LoadedModule, tracer: WordTracer, words: CallWords): ReadonlyMap<ts.Node, Body> {
  const bodies = new Map<ts.Node, Body>();
  for (const call of indexOf(module.ast).calls) {
    const word = words.wordOf(call) ?? tracer.wordOf(call, module);
    const found = word === null ? [] : bodiesOf(call, word);
    for (const node of found) bodies.set(node, { node, fn: functionOf(node, module, tracer) });
  }
  return bodies;
}

function bodiesOf(call: ts.CallExpression, word: string): readonly Body["node"][] {
  return call.arguments.flatMap((argument, index): readonly Body["node"][] => {
    const inner = unwrap(argument);
    if (ts.isObjectLiteralExpression(inner)) {
      return inner.properties.flatMap(property => bodyOf(property, [String(index)], word));
    }
    // Options that come from elsewhere stand where a handler could.
    const isLast = index === call.arguments.length - 1;
    const mayBe = isLast && !ts.isLiteralExpression(inner);
    return mayBe && roleAt(word, [String(index)]) === "body" ? [argument] : [];
  });
}

function bodyOf(property: ts.ObjectLiteralElementLike, path: readonly string[], word: string): readonly Body["node"][] {
  const { name } = property;
  if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteralLike(name))) return [];
  if (roleAt(word, [...path, name.text]) !== "body") return [];
  if (ts.isPropertyAssignment(property)) return [property.initializer];
  return ts.isMethodDeclaration(property) || ts.isShorthandPropertyAssignment(property) ? [property] : [];
}

function functionOf(body: Body["node"], module: LoadedModule, tracer: WordTracer): Body["fn"] {
  if (ts.isMethodDeclaration(body)) return { node: body, module };
  const expression = ts.isShorthandPropertyAssignment(body) ? body.name : unwrap(body);
  if (isFunctionNode(expression)) return { node: expression, module };
  const origin = tracer.trace(expression, module);
  return origin.kind === "function" ? { node: origin.node, module: origin.module } : null;
}
