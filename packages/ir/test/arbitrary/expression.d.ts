import type { Expression, FieldIr } from "@flowline/ir";
import fc from "fast-check";
/** Constants that have once been treated differently by JavaScript and by PostgreSQL. */
export declare const TEXTS: readonly string[];
export declare const NUMBERS: readonly number[];
export declare const INSTANTS: readonly string[];
export interface ExpressionArbitraryOptions {
  readonly fields: Readonly<Record<string, FieldIr>>;
  /** Greater is deeper. */
  readonly depth?: number;
}
/** Well-typed conditions over the fields: what an audience or a guard may be. */
export declare function conditionArbitrary(options: ExpressionArbitraryOptions): fc.Arbitrary<Expression>;
/** Well-typed expressions of every scalar, each either surely a value or possibly null. */
export declare function anyExpressionArbitrary(options: ExpressionArbitraryOptions): fc.Arbitrary<Expression>;
