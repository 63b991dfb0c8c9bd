import type { Span, Value } from "@flowline/ir";

/**
 * A lambda's expression as it was written, without types: phase 4 knows the subject and gives them. Everything that
 * does not depend on the subject is a literal or a capture.
 */
export type SourceExpression =
  | { readonly kind: "literal"; readonly value: Value; readonly span: Span }
  | { readonly kind: "capture"; readonly index: number; readonly span: Span }
  | { readonly kind: "subject"; readonly span: Span }
  | MemberSource
  | { readonly kind: "not"; readonly of: SourceExpression; readonly span: Span }
  /** `Boolean(x)`. */
  | { readonly kind: "truth"; readonly of: SourceExpression; readonly span: Span }
  | LogicalSource
  | ConditionalSource
  | EqualitySource
  | OrderSource
  | MethodSource
  | { readonly kind: "clock"; readonly clock: "now" | "startOfToday"; readonly span: Span }
  | ShiftSource;

/** `of.name`. */
export interface MemberSource {
  readonly kind: "member";
  readonly of: SourceExpression;
  readonly name: string;
  readonly nameSpan: Span;
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

/** `of.includes(argument)` and its kin; `optional` is `of?.includes(argument)`. */
export interface MethodSource {
  readonly kind: "method";
  readonly of: SourceExpression;
  readonly how: "includes" | "startsWith" | "endsWith";
  readonly optional: boolean;
  readonly argument: SourceExpression;
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
