import type { ScalarValue, Span } from "@flowline/ir";

/**
 * A lambda's expression as it was written, without types and without knowing what its parameters are: phase 4 knows what
 * the lambda is for, and gives both. Everything that depends on no parameter is a literal or a capture.
 */
export type SourceExpression =
  | { readonly kind: "literal"; readonly value: ScalarValue; readonly span: Span }
  | { readonly kind: "capture"; readonly index: number; readonly span: Span }
  /** The lambda's parameter, counted from 0. A pattern in its place is read as members of it. */
  | { readonly kind: "parameter"; readonly index: number; readonly span: Span }
  /** The element in an enclosing `each`. */
  | { readonly kind: "local"; readonly name: string; readonly span: Span }
  | MemberSource
  | ElementSource
  | { readonly kind: "not"; readonly of: SourceExpression; readonly span: Span }
  /** `Boolean(x)`. */
  | { readonly kind: "truth"; readonly of: SourceExpression; readonly span: Span }
  | LogicalSource
  | ConditionalSource
  | EqualitySource
  | OrderSource
  | ArithmeticSource
  | TemplateSource
  | ObjectSource
  | { readonly kind: "list"; readonly items: readonly SourceExpression[]; readonly span: Span }
  | MethodSource
  | EachSource
  /** `Math.min(a, b)` and its kin. */
  | {
      readonly kind: "math";
      readonly how: "min" | "max" | "abs" | "floor" | "ceil" | "round";
      readonly args: readonly SourceExpression[];
      readonly span: Span;
    }
  | { readonly kind: "clock"; readonly clock: "now" | "startOfToday"; readonly span: Span }
  | ShiftSource;

/** `of.name`; `optional` is `of?.name`. `of["name"]` is the same. */
export interface MemberSource {
  readonly kind: "member";
  readonly of: SourceExpression;
  readonly name: string;
  readonly optional: boolean;
  readonly nameSpan: Span;
  readonly span: Span;
}

/** `of[index]` and `of.at(index)` with a whole number. */
export interface ElementSource {
  readonly kind: "element";
  readonly of: SourceExpression;
  readonly index: number;
  readonly span: Span;
}

/** `left && right`, `left || right`, `left ?? right`. */
export interface LogicalSource {
  readonly kind: "logical";
  readonly how: "&&" | "||" | "??";
  readonly left: SourceExpression;
  readonly right: SourceExpression;
  readonly span: Span;
}

/** `test ? yes : no`. */
export interface ConditionalSource {
  readonly kind: "conditional";
  readonly test: SourceExpression;
  readonly yes: SourceExpression;
  readonly no: SourceExpression;
  readonly span: Span;
}

/** `===` and its kin; `==` and `!=` only where one side is null. */
export interface EqualitySource {
  readonly kind: "equality";
  readonly negated: boolean;
  readonly left: SourceExpression;
  readonly right: SourceExpression;
  readonly span: Span;
}

/** An order. */
export interface OrderSource {
  readonly kind: "order";
  readonly how: "<" | "<=" | ">" | ">=";
  readonly left: SourceExpression;
  readonly right: SourceExpression;
  readonly span: Span;
}

/** `+ - * / %`. `+` may turn out to join texts. `-x` is `0 - x`, which phase 4 gives its exact form. */
export interface ArithmeticSource {
  readonly kind: "arithmetic";
  readonly how: "+" | "-" | "*" | "/" | "%";
  readonly left: SourceExpression;
  readonly right: SourceExpression;
  readonly span: Span;
}

/** A template literal: texts and expressions in turn. */
export interface TemplateSource {
  readonly kind: "template";
  readonly parts: readonly SourceExpression[];
  readonly span: Span;
}

/** `{ name: value }`, shorthand included. */
export interface ObjectSource {
  readonly kind: "object";
  readonly members: readonly ObjectMemberSource[];
  readonly span: Span;
}

/** One member of an object literal. */
export interface ObjectMemberSource {
  readonly name: string;
  readonly value: SourceExpression;
  readonly span: Span;
}

/** A call of a method of a value: `of.includes(x)`; `optional` is `of?.includes(x)`. Phase 4 says which exist for which type. */
export interface MethodSource {
  readonly kind: "method";
  readonly of: SourceExpression;
  readonly how: string;
  readonly optional: boolean;
  readonly args: readonly SourceExpression[];
  readonly nameSpan: Span;
  readonly span: Span;
}

/** `of.some(local => body)` and its kin, with the callback written in place (or a helper with one parameter). */
export interface EachSource {
  readonly kind: "each";
  readonly how: "some" | "every" | "map" | "filter" | "find";
  readonly of: SourceExpression;
  readonly optional: boolean;
  /** Unique within the lambda. */
  readonly local: string;
  readonly body: SourceExpression;
  readonly span: Span;
}

/** `ago(duration)`, `fromNow(duration)`, `before(of, duration)`, `after(of, duration)`. */
export interface ShiftSource {
  readonly kind: "shift";
  readonly direction: "back" | "ahead";
  readonly of: SourceExpression;
  readonly duration: SourceExpression;
  readonly span: Span;
}
