import type { SubjectDraft } from "@flowline/ir";
import type { output, ZodObject } from "zod";
import { toJSONSchema } from "zod";
import { jsonOf } from "../json-of.js";
import { describeLambda } from "../lambda.js";
import type { TableOption } from "./table.js";

/** Whom runs are about: what one row holds, where rows come from, and what follows from them. */
export interface SubjectOptions<Schema extends ZodObject, Derived> {
  /** What one row holds. Lambdas see the schema's output type. */
  readonly schema: Schema;
  /** Where the rows are: `table("users", { key: "id" })`. */
  readonly source: TableOption;
  /** Fields that are computed from stored ones: `signed_up_today: user => user.created_at >= startOfToday()`. */
  readonly derive?: { readonly [Field in keyof Derived]: (subject: Readonly<output<Schema>>) => Derived[Field] };
  /** The address for mail. Subjects without one are not sent any. */
  readonly email?: (subject: Readonly<output<Schema>>) => string | null | undefined;
}

/** A declared subject. `Row` is what lambdas see: stored and derived fields together. */
export interface Subject<Row> {
  /** Exists in types only, to carry the row's type. */
  readonly row?: Row;
  /** The declaration as the compiler gets it. */
  readonly draft: () => SubjectDraft;
}

/** Declares a subject of a project. */
export function subject<Schema extends ZodObject, Derived = Readonly<Record<never, never>>>(
  options: SubjectOptions<Schema, Derived>,
): Subject<Readonly<output<Schema>> & Readonly<Derived>> {
  const { schema, source, derive = {}, email } = options;
  const lambdas: readonly (readonly [string, unknown])[] = Object.entries(derive);
  return Object.freeze({
    draft: (): SubjectDraft => ({
      schema: schemaOf(schema),
      source: { type: "table", table: jsonOf(source?.table), key: jsonOf(source?.key) },
      derive: Object.fromEntries(lambdas.map(([field, lambda]) => [field, describeLambda(lambda)])),
      email: email === undefined ? null : describeLambda(email),
    }),
  });
}

/** JSON Schema knows no dates: they become what a row's JSON holds, a text in ISO 8601. */
function schemaOf(schema: ZodObject): SubjectDraft["schema"] {
  // Authors without types can bring anything; the compiler refuses null with a place.
  if (typeof schema !== "object" || schema === null || !("_zod" in schema)) return null;
  const json = toJSONSchema(schema, {
    io: "output",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type !== "date") return;
      jsonSchema.type = "string";
      jsonSchema.format = "date-time";
    },
  });
  return jsonOf(json);
}
