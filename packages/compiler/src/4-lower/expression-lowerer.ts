import type { Expression, ScalarType, ValueType } from "@flowline/ir";
import { nearestName, typeOf } from "@flowline/ir";
import type {
  ConditionalSource,
  EqualitySource,
  LogicalSource,
  MemberSource,
  MethodSource,
  OrderSource,
  ShiftSource,
  SourceExpression,
} from "../2-read/source-expression.js";
import type { DiagnosticDefinition } from "../diagnostics/definition.js";
import { diagnose, listNames } from "../diagnostics/definition.js";
import { alwaysSame, mayBeNull, notPortable, typeMismatch } from "../diagnostics/expressions.js";
import type { Captured } from "./captured.js";
import { isScalar, literalOf, nullOf } from "./captured.js";
import { readDuration } from "./duration.js";
import type { Condition, Facts } from "./facts.js";
import { both, common, factsOf, isNull, NO_FACTS } from "./facts.js";
import type { ExpressionSurroundings } from "./read-field.js";
import { readField } from "./read-field.js";

const TRUTH: ValueType = { scalar: "boolean", nullable: false };

/** Gives a source expression its types. Null where that is impossible; the lowering then holds the findings. */
export class ExpressionLowerer {
  readonly #surroundings: ExpressionSurroundings;
  readonly #captures: readonly Captured[];

  constructor(surroundings: ExpressionSurroundings, captures: readonly Captured[]) {
    this.#surroundings = surroundings;
    this.#captures = captures;
  }

  /** The expression where only its truthiness counts: a boolean that is never null. */
  condition(source: SourceExpression, facts: Facts): Condition | null {
    switch (source.kind) {
      case "truth":
        return this.condition(source.of, facts);
      case "not": {
        const of = this.condition(source.of, facts);
        return of && { expression: { op: "not", of: of.expression }, whenTrue: of.whenFalse, whenFalse: of.whenTrue };
      }
      case "logical":
        return source.how === "??" ? this.#truth(source, facts) : this.#logicalCondition(source, facts);
      case "conditional":
        return this.#conditionalCondition(source, facts);
      default:
        return this.#truth(source, facts);
    }
  }

  /** The expression where its value counts. */
  value(source: SourceExpression, facts: Facts): Expression | null {
    switch (source.kind) {
      case "literal":
        return literalOf(source.value);
      case "capture":
        return this.#capture(source);
      case "subject":
        return this.#refuse(
          typeMismatch,
          { problem: "The subject itself is not a value.", instead: "Read one of its fields." },
          source,
        );
      case "member":
        return this.#member(source, facts);
      case "not":
      case "truth":
        return this.condition(source, facts)?.expression ?? null;
      case "logical":
        return this.#logicalValue(source, facts);
      case "conditional":
        return this.#conditionalValue(source, facts);
      case "equality":
        return this.#equality(source, facts);
      case "order":
        return this.#order(source, facts);
      case "method":
        return this.#method(source, facts);
      case "clock":
        return { op: source.clock };
      case "shift":
        return this.#shift(source, facts);
    }
  }

  #truth(source: SourceExpression, facts: Facts): Condition | null {
    const value = this.value(source, facts);
    if (value === null) return null;
    const { scalar, nullable } = typeOf(value);
    // A stored boolean is asked for its truthiness even where the schema says that it is never null: a table may.
    const isVerdict = scalar === "boolean" && !nullable && value.op !== "field";
    const expression: Expression = isVerdict ? value : { op: "truthy", of: value };
    return { expression, ...factsOf(expression) };
  }

  #logicalCondition(source: LogicalSource, facts: Facts): Condition | null {
    const isAnd = source.how === "&&";
    const left = this.condition(source.left, facts);
    const right = this.condition(source.right, both(facts, (isAnd ? left?.whenTrue : left?.whenFalse) ?? NO_FACTS));
    if (left === null || right === null) return null;
    const expression: Expression = { op: isAnd ? "and" : "or", left: left.expression, right: right.expression };
    if (isAnd)
      return {
        expression,
        whenTrue: both(left.whenTrue, right.whenTrue),
        whenFalse: common(left.whenFalse, right.whenFalse),
      };
    return {
      expression,
      whenTrue: common(left.whenTrue, right.whenTrue),
      whenFalse: both(left.whenFalse, right.whenFalse),
    };
  }

  #conditionalCondition(source: ConditionalSource, facts: Facts): Condition | null {
    const test = this.condition(source.test, facts);
    const yes = this.condition(source.yes, both(facts, test?.whenTrue ?? NO_FACTS));
    const no = this.condition(source.no, both(facts, test?.whenFalse ?? NO_FACTS));
    if (test === null || yes === null || no === null) return null;
    return {
      expression: { op: "if", type: TRUTH, test: test.expression, yes: yes.expression, no: no.expression },
      whenTrue: common(both(test.whenTrue, yes.whenTrue), both(test.whenFalse, no.whenTrue)),
      whenFalse: common(both(test.whenTrue, yes.whenFalse), both(test.whenFalse, no.whenFalse)),
    };
  }

  #capture(source: Extract<SourceExpression, { kind: "capture" }>): Expression | null {
    const captured = this.#captures[source.index];
    if (captured?.type === "instant") {
      return { op: "literal", type: { scalar: "instant", nullable: false }, value: captured.text };
    }
    if (captured?.type !== "json") return null;
    if (isScalar(captured.value)) return literalOf(captured.value);
    const what = Array.isArray(captured.value) ? "a list" : "an object";
    const problem = `\`${this.#text(source)}\` is ${what}, and a single value is needed here.`;
    return this.#refuse(
      typeMismatch,
      { problem, instead: "Write list.includes(user.field), or name a member." },
      source,
    );
  }

  #member(source: MemberSource, facts: Facts): Expression | null {
    if (source.of.kind === "subject") return readField(source, facts, this.#surroundings);
    if (this.value(source.of, facts) === null) return null;
    const place = { ...source, span: source.nameSpan };
    return this.#refuse(notPortable, { written: `The property \`${source.name}\`` }, place);
  }

  /** `a && b` is `a ? b : a` and `a || b` is `a ? a : b`, which is exact whatever the types are. */
  #logicalValue(source: LogicalSource, facts: Facts): Expression | null {
    if (source.how === "??") return this.#coalesce(source, facts);
    const test = this.condition(source.left, facts);
    const left = this.value(source.left, facts);
    const known = (source.how === "&&" ? test?.whenTrue : test?.whenFalse) ?? NO_FACTS;
    const right = this.value(source.right, both(facts, known));
    if (test === null || left === null || right === null) return null;
    if (isVerdict(left) && isVerdict(right)) return { op: source.how === "&&" ? "and" : "or", left, right };
    const [yes, no] = source.how === "&&" ? [right, left] : [left, right];
    return this.#choose({ test: test.expression, yes, no }, source);
  }

  #conditionalValue(source: ConditionalSource, facts: Facts): Expression | null {
    const test = this.condition(source.test, facts);
    const yes = this.value(source.yes, both(facts, test?.whenTrue ?? NO_FACTS));
    const no = this.value(source.no, both(facts, test?.whenFalse ?? NO_FACTS));
    if (test === null || yes === null || no === null) return null;
    return this.#choose({ test: test.expression, yes, no }, source);
  }

  #choose(arms: { test: Expression; yes: Expression; no: Expression }, at: SourceExpression): Expression | null {
    const pair = this.#sameScalar([arms.yes, arms.no], at);
    if (pair === null) return null;
    const [yes, no] = pair;
    const nullable = typeOf(yes).nullable || typeOf(no).nullable;
    return { op: "if", type: { scalar: typeOf(yes).scalar, nullable }, test: arms.test, yes, no };
  }

  #coalesce(source: LogicalSource, facts: Facts): Expression | null {
    const left = this.value(source.left, facts);
    const right = this.value(source.right, facts);
    const pair = left && right && this.#sameScalar([left, right], source);
    if (pair === null) return null;
    const nullable = typeOf(pair[0]).nullable && typeOf(pair[1]).nullable;
    return { op: "coalesce", type: { scalar: typeOf(pair[0]).scalar, nullable }, left: pair[0], right: pair[1] };
  }

  #equality(source: EqualitySource, facts: Facts): Expression | null {
    const left = this.value(source.left, facts);
    const right = this.value(source.right, facts);
    const pair = left && right && this.#sameScalar([left, right], source);
    if (pair === null) return null;
    if (typeOf(pair[0]).scalar === "instant" && !pair.some(isNull)) {
      const problem = "Two dates are never equal with `===`: JavaScript asks whether they are the same object.";
      return this.#refuse(typeMismatch, { problem, instead: "Compare them with `<=` and `>=`." }, source);
    }
    this.#warnOfImpossible(source, pair);
    return { op: "equal", left: pair[0], right: pair[1], negated: source.negated };
  }

  #warnOfImpossible(source: EqualitySource, [left, right]: readonly [Expression, Expression]): void {
    const [field, literal] = left.op === "field" ? [left, right] : [right, left];
    if (field.op !== "field" || literal.op !== "literal" || typeof literal.value !== "string") return;
    const definition = this.#surroundings.readable.fields.get(field.name);
    const allowed = definition?.kind === "stored" ? definition.oneOf : null;
    if (allowed === null || allowed === undefined || allowed.includes(literal.value)) return;
    const facts = {
      written: this.#text(source),
      field: field.name,
      value: literal.value,
      outcome: String(source.negated),
      nearest: nearestName(literal.value, allowed),
      allowed: listNames(allowed),
    };
    this.#surroundings.lowering.diagnostics.push(diagnose(alwaysSame, facts, { span: source.span }));
  }

  #order(source: OrderSource, facts: Facts): Expression | null {
    const left = this.value(source.left, facts);
    const right = this.value(source.right, facts);
    if (left === null || right === null) return null;
    if ([left, right].every(side => typeOf(side).scalar === "text")) {
      const instead = "Compare numbers or dates: databases put texts into another order.";
      return this.#refuse(notPortable, { written: `\`${source.how}\` between texts`, instead }, source);
    }
    const scalars = [typeOf(left).scalar, typeOf(right).scalar];
    if (scalars[0] !== scalars[1] || scalars[0] === "boolean") {
      const problem = `\`${source.how}\` cannot compare ${describe(left)} with ${describe(right)}.`;
      return this.#refuse(
        typeMismatch,
        { problem, instead: "Compare a number with a number, or a date with a date." },
        source,
      );
    }
    const present = [
      this.#needValue(left, source.left, source.how),
      this.#needValue(right, source.right, source.how),
    ].every(Boolean);
    return present ? { op: "compare", how: source.how, left, right } : null;
  }

  #method(source: MethodSource, facts: Facts): Expression | null {
    const captured = source.of.kind === "capture" ? this.#captures[source.of.index] : undefined;
    if (captured?.type === "refused") return null;
    if (source.how === "includes" && captured?.type === "json" && Array.isArray(captured.value)) {
      return this.#in(source, captured.value, facts);
    }
    const of = this.value(source.of, facts);
    const search = this.value(source.argument, facts);
    if (of === null || search === null) return null;
    const stranger = [of, search].find(side => typeOf(side).scalar !== "text");
    if (stranger !== undefined) {
      const problem = `\`${source.how}\` searches a text in a text, and this is ${describe(stranger)}.`;
      return this.#refuse(typeMismatch, { problem, instead: "Use it on a text with a text." }, source);
    }
    if (!this.#needValue(search, source.argument, source.how)) return null;
    if (source.optional && typeOf(of).nullable && of.op === "field") {
      const present: Expression = { ...of, type: { ...of.type, nullable: false } };
      const test: Expression = { op: "equal", left: of, right: nullOf("text"), negated: true };
      const yes: Expression = { op: "text", how: source.how, of: present, search };
      return { op: "if", type: { scalar: "boolean", nullable: true }, test, yes, no: nullOf("boolean") };
    }
    return this.#needValue(of, source.of, source.how) ? { op: "text", how: source.how, of, search } : null;
  }

  #in(source: MethodSource, list: readonly unknown[], facts: Facts): Expression | null {
    const of = this.value(source.argument, facts);
    if (of === null) return null;
    const { scalar } = typeOf(of);
    if (scalar === "instant") {
      const problem = "`includes` does not find dates: JavaScript asks whether they are the same object.";
      return this.#refuse(typeMismatch, { problem, instead: "Compare the date with `<=` and `>=`." }, source);
    }
    const values = list.filter(value => value === null || typeOfValue(value) === scalar);
    if (values.length < list.length) {
      const problem = `The list \`${this.#text(source.of)}\` holds something that is not a ${scalar}, and so can never be found.`;
      return this.#refuse(
        typeMismatch,
        { problem, instead: `Keep only values of type ${scalar} in the list.` },
        source.of,
      );
    }
    return { op: "in", of, list: values.filter(isJsonScalar) };
  }

  #shift(source: ShiftSource, facts: Facts): Expression | null {
    const of = this.value(source.of, facts);
    const byMs = this.#durationOf(source.duration);
    if (of === null || byMs === null) return null;
    if (typeOf(of).scalar !== "instant") {
      const problem = `Only a date can be moved, and this is ${describe(of)}.`;
      return this.#refuse(typeMismatch, { problem, instead: 'Write before(user.date, "1d").' }, source.of);
    }
    return { op: "shift", of, byMs: source.direction === "back" ? -byMs : byMs };
  }

  #durationOf(source: SourceExpression): number | null {
    const captured = source.kind === "capture" ? this.#captures[source.index] : undefined;
    if (captured?.type === "refused") return null;
    if (source.kind !== "literal" && captured?.type !== "json") {
      const problem = "A duration must be constant, and this one depends on the subject.";
      return this.#refuse(typeMismatch, { problem, instead: 'Write it out: ago("7d").' }, source);
    }
    const { ms, diagnostics } = readDuration(
      captured?.type === "json" ? captured.value : source.kind === "literal" ? source.value : null,
      source.span,
    );
    this.#surroundings.lowering.diagnostics.push(...diagnostics);
    return ms;
  }

  /** Both sides in one scalar type; null takes the type of its other side. */
  #sameScalar(
    [left, right]: readonly [Expression, Expression],
    at: SourceExpression,
  ): readonly [Expression, Expression] | null {
    if (isNull(left)) return [nullOf(typeOf(right).scalar), right];
    if (isNull(right)) return [left, nullOf(typeOf(left).scalar)];
    if (typeOf(left).scalar === typeOf(right).scalar) return [left, right];
    const problem = `\`${this.#text(at)}\` brings together ${describe(left)} and ${describe(right)}.`;
    return this.#refuse(typeMismatch, { problem, instead: "Use two values of the same type." }, at);
  }

  #needValue(expression: Expression, source: SourceExpression, operator: string): boolean {
    if (!typeOf(expression).nullable) return true;
    this.#refuse(mayBeNull, { written: this.#text(source), operator }, source);
    return false;
  }

  #text({ span }: SourceExpression): string {
    return this.#surroundings.lowering.textAt(span);
  }

  #refuse<Facts>(definition: DiagnosticDefinition<Facts>, facts: Facts, at: SourceExpression): null {
    this.#surroundings.lowering.diagnostics.push(diagnose(definition, facts, { span: at.span }));
    return null;
  }
}

function isVerdict(expression: Expression): boolean {
  const { scalar, nullable } = typeOf(expression);
  return scalar === "boolean" && !nullable;
}

function describe(expression: Expression): string {
  const { scalar } = typeOf(expression);
  return scalar === "instant" ? "a date" : `a ${scalar}`;
}

function typeOfValue(value: unknown): ScalarType | null {
  if (typeof value === "string") return "text";
  return typeof value === "boolean" || typeof value === "number"
    ? typeof value === "number"
      ? "number"
      : "boolean"
    : null;
}

function isJsonScalar(value: unknown): value is string | number | boolean | null {
  return value === null || typeOfValue(value) !== null;
}
