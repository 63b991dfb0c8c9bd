import type { Expression } from "./expression/ast.js";
import type { ValueType } from "./value-type.js";

/**
 * Whom a run is about, as much of it as one flow reads. Its source compiles to one projection, which the engine's
 * loader and every SQL predicate share, so that SQL means what JavaScript means.
 */
export interface SubjectIr {
  readonly name: string;
  readonly source: TableSource;
  /** Field name to definition; a flow's IR lists only the fields which that flow reads. */
  readonly fields: Readonly<Record<string, FieldIr>>;
}

/** A table or view of the application. `table` may be qualified (`crm.users`). `key` is its unique column. */
export interface TableSource {
  readonly type: "table";
  readonly table: string;
  readonly key: string;
}

/** A stored field is a column of the same name; a derived one is an expression over stored fields. */
export type FieldIr =
  | { readonly kind: "stored"; readonly type: ValueType; readonly oneOf: readonly string[] | null }
  | { readonly kind: "derived"; readonly type: ValueType; readonly expression: Expression };
