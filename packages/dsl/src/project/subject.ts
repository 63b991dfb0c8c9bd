import type { LambdaDraft, SubjectDraft } from "@flowline/ir";
import type { output, ZodObject } from "zod";
import { describeLambda } from "../draft/describe-lambda.js";
import { jsonOf } from "../draft/json-of.js";
import { jsonSchemaOf } from "../draft/json-schema-of.js";
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
  /** The IANA zone for calendar time: `"Europe/Berlin"`. Subjects without one live in UTC. */
  readonly zone?: (subject: Readonly<output<Schema>>) => string | null | undefined;
  /** The locale for messages: `"de"`. */
  readonly locale?: (subject: Readonly<output<Schema>>) => string | null | undefined;
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
  const { schema, source, derive = {}, email, zone, locale } = options;
  const lambdas: readonly (readonly [string, unknown])[] = Object.entries(derive);
  return Object.freeze({
    draft: (): SubjectDraft => ({
      schema: jsonSchemaOf(schema, "output"),
      source: { type: "table", table: jsonOf(source?.table), key: jsonOf(source?.key) },
      derive: Object.fromEntries(lambdas.map(([field, lambda]) => [field, describeLambda(lambda)])),
      email: describeOptional(email),
      zone: describeOptional(zone),
      locale: describeOptional(locale),
    }),
  });
}

function describeOptional(lambda: unknown): LambdaDraft | null {
  return lambda === undefined ? null : describeLambda(lambda);
}
