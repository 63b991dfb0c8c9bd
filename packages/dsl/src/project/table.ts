/** A table or view of the application as a subject's source. */
export interface TableOption {
  readonly type: "table";
  readonly table: string;
  readonly key: string;
}

/**
 * The rows of a table or view, one subject each: `table("users", { key: "id" })`, `table("crm.users", { key: "id" })`.
 * The key is a column whose values are unique and never change.
 */
export function table(name: string, options: { readonly key: string }): TableOption {
  return Object.freeze({ type: "table", table: name, key: options?.key });
}
