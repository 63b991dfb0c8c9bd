import type { Expression, ValueType } from "@flowline/ir";
import type { SourceExpression } from "../2-read/source-expression.js";
import type { DiagnosticDefinition } from "../diagnostics/definition.js";
import { diagnose } from "../diagnostics/definition.js";
import { nestedTooDeep } from "../diagnostics/lambdas.js";
import type { Captured } from "./captured.js";
import type { ExpressionSurroundings } from "./expression-surroundings.js";
import { lowerEach, lowerList, lowerObject } from "./expressions/lower-collection.js";
import { lowerConstant } from "./expressions/lower-constant.js";
import { lowerEquality } from "./expressions/lower-equality.js";
import {
  lowerConditional,
  lowerConditionalCondition,
  lowerLogical,
  lowerLogicalCondition,
  lowerTruth,
} from "./expressions/lower-logic.js";
import { lowerElement, lowerMember, lowerName } from "./expressions/lower-member.js";
import { lowerMethod } from "./expressions/lower-method.js";
import { lowerArithmetic, lowerMath, lowerOrder, lowerShift } from "./expressions/lower-number.js";
import { lowerTemplate } from "./expressions/lower-text.js";
import type { Condition, Facts } from "./facts.js";
import type { LambdaUse } from "./lambda-use.js";
import type { FoundAt, Lowerer } from "./lowerer.js";

/** More than any condition that people can read. */
const MAX_PARTS = 5000;

/** Gives the source of one lambda its types. Every kind of source has its function; this says which. */
export class ExpressionLowerer implements Lowerer {
  readonly use: LambdaUse;
  readonly surroundings: ExpressionSurroundings;
  readonly #captures: readonly Captured[];
  readonly #locals = new Map<string, Expression>();
  readonly #entered = new Set<string>();
  readonly #reported = new Set<string>();
  #parts = 0;
  readonly #places = new Map<Expression, SourceExpression>();

  constructor(use: LambdaUse, surroundings: ExpressionSurroundings, captures: readonly Captured[]) {
    this.use = use;
    this.surroundings = surroundings;
    this.#captures = captures;
  }

  condition(source: SourceExpression, facts: Facts): Condition | null {
    if (this.#isSpent()) return this.refuse(nestedTooDeep, {}, source);
    const condition = this.#condition(source, facts);
    if (condition !== null) this.#remember(condition.expression, source);
    return condition;
  }

  value(source: SourceExpression, facts: Facts): Expression | null {
    if (this.#isSpent()) return this.refuse(nestedTooDeep, {}, source);
    const value = this.#value(source, facts);
    if (value !== null) this.#remember(value, source);
    return value;
  }

  /** The source that an expression of this lambda was made of, where one was made of it alone. */
  placeOf(expression: Expression): SourceExpression | undefined {
    return this.#places.get(expression);
  }

  capturedBy(source: SourceExpression): Captured | undefined {
    return source.kind === "capture" ? this.#captures[source.index] : undefined;
  }

  localOf(name: string): Expression | undefined {
    return this.#locals.get(name);
  }

  /** A part that is lowered twice brings its locals twice, so each entry takes a name of its own. */
  enterLocal(name: string, type: ValueType): string {
    let own = name;
    for (let count = 2; this.#entered.has(own); count++) own = `${name}_${count}`;
    this.#entered.add(own);
    this.#locals.set(name, { op: "local", type, name: own });
    return own;
  }

  text({ span }: SourceExpression): string {
    return this.surroundings.lowering.textAt(span);
  }

  warn<Facts>(definition: DiagnosticDefinition<Facts>, facts: Facts, at: FoundAt): void {
    this.#report(definition, facts, at);
  }

  refuse<Facts>(definition: DiagnosticDefinition<Facts>, facts: Facts, at: SourceExpression): null {
    this.#report(definition, facts, at);
    return null;
  }

  /** What is lowered twice (`a && b` is `a ? b : a`) is reported once. */
  #report<Facts>(definition: DiagnosticDefinition<Facts>, facts: Facts, at: FoundAt): void {
    const diagnostic = diagnose(definition, facts, { span: at.span, related: at.related ?? [] });
    const key = `${diagnostic.code} ${at.span.start.offset} ${at.span.end.offset} ${diagnostic.message}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.surroundings.lowering.diagnostics.push(diagnostic);
  }

  /** `a && b` says `a` twice, so some short texts come to huge expressions. */
  #isSpent(): boolean {
    this.#parts += 1;
    return this.#parts > MAX_PARTS;
  }

  #remember(expression: Expression, source: SourceExpression): void {
    if (!this.#places.has(expression)) this.#places.set(expression, source);
  }

  #condition(source: SourceExpression, facts: Facts): Condition | null {
    switch (source.kind) {
      case "truth":
        return this.condition(source.of, facts);
      case "not": {
        const of = this.condition(source.of, facts);
        return of && { expression: { op: "not", of: of.expression }, whenTrue: of.whenFalse, whenFalse: of.whenTrue };
      }
      case "logical":
        return source.how === "??" ? lowerTruth(source, facts, this) : lowerLogicalCondition(source, facts, this);
      case "conditional":
        return lowerConditionalCondition(source, facts, this);
      default:
        return lowerTruth(source, facts, this);
    }
  }

  #value(source: SourceExpression, facts: Facts): Expression | null {
    switch (source.kind) {
      case "literal":
      case "capture":
        return lowerConstant(source, this);
      case "parameter":
      case "local":
        return lowerName(source, facts, this);
      case "member":
        return lowerMember(source, facts, this);
      case "element":
        return lowerElement(source, facts, this);
      case "not":
      case "truth":
        return this.condition(source, facts)?.expression ?? null;
      case "logical":
        return lowerLogical(source, facts, this);
      case "conditional":
        return lowerConditional(source, facts, this);
      case "equality":
        return lowerEquality(source, facts, this);
      default:
        return this.#compute(source, facts);
    }
  }

  #compute(source: Computation, facts: Facts): Expression | null {
    switch (source.kind) {
      case "order":
        return lowerOrder(source, facts, this);
      case "arithmetic":
        return lowerArithmetic(source, facts, this);
      case "template":
        return lowerTemplate(source, facts, this);
      case "object":
        return lowerObject(source, facts, this);
      case "list":
        return lowerList(source, facts, this);
      case "method":
        return lowerMethod(source, facts, this);
      case "each":
        return lowerEach(source, facts, this);
      case "math":
        return lowerMath(source, facts, this);
      case "clock":
        return { op: source.clock };
      case "shift":
        return lowerShift(source, facts, this);
    }
  }
}

type Computation = Extract<
  SourceExpression,
  { kind: "order" | "arithmetic" | "template" | "object" | "list" | "method" | "each" | "math" | "clock" | "shift" }
>;
