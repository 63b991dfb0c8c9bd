import type { Expression, ValueType } from "@flowline/ir";
import type { SourceExpression } from "../2-read/source-expression.js";
import type { DiagnosticDefinition, Place } from "../diagnostics/definition.js";
import type { Captured } from "./captured.js";
import type { ExpressionSurroundings } from "./expression-surroundings.js";
import type { Condition, Facts } from "./facts.js";
import type { LambdaUse } from "./lambda-use.js";

/** What the parts of the lowering of one lambda share: each can lower the operands of what it lowers. */
export interface Lowerer {
  readonly use: LambdaUse;
  readonly surroundings: ExpressionSurroundings;
  /** The expression where its value counts. Null where there is none; the findings have been left. */
  value(source: SourceExpression, facts: Facts): Expression | null;
  /** The expression where only its truthiness counts: a boolean that is never null. */
  condition(source: SourceExpression, facts: Facts): Condition | null;
  /** What a capture came to; undefined for everything else. */
  capturedBy(source: SourceExpression): Captured | undefined;
  /** What a local of an `each` stands for where the source speaks of it. */
  localOf(name: string): Expression | undefined;
  /** Makes a local of an `each` known, under a name that no other has. */
  enterLocal(name: string, type: ValueType): string;
  /** How the source is written, on one line. */
  text(source: SourceExpression): string;
  /** Leaves a finding that is no refusal. */
  warn<Facts>(definition: DiagnosticDefinition<Facts>, facts: Facts, at: FoundAt): void;
  /** Leaves a finding. Gives null, as the lowering of what cannot be lowered does. */
  refuse<Facts>(definition: DiagnosticDefinition<Facts>, facts: Facts, at: SourceExpression): null;
}

/** Where a finding belongs: a part of the source, with the other ends of the conflict where there are any. */
export type FoundAt = Pick<SourceExpression, "span"> & Pick<Place, "related">;
