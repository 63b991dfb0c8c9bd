import type { EventDraft } from "@flowline/ir";
import type { output, ZodObject } from "zod";
import { describeLambda } from "../draft/describe-lambda.js";
import { jsonOf } from "../draft/json-of.js";
import { jsonSchemaOf } from "../draft/json-schema-of.js";
import type { EventTypes } from "../types/frame.js";

/** What is known of an event besides its name. */
export interface EventOptions<Schema extends ZodObject | undefined, Subject, Keys> {
  /** What its payload holds. */
  readonly schema?: Schema;
  /** Whom it is about: the name of a subject of the project. */
  readonly subject?: Subject;
  /** The subject's id in the payload. */
  readonly id?: (payload: PayloadOf<Schema>) => KeyOf<Schema>;
  /** Named keys by which runs and events find each other: `{ cart: e => e.cartId }`. */
  readonly keys?: { readonly [Key in keyof Keys]: (payload: PayloadOf<Schema>) => KeyOf<Schema> };
}

/** What lambdas see of an event: its schema's output; without a schema any member may be read, and nothing is known of it. */
export type PayloadOf<Schema> = Schema extends ZodObject ? Readonly<output<Schema>> : Readonly<Record<string, unknown>>;

type KeyOf<Schema> = Schema extends ZodObject ? string | number : unknown;

/** A declared event. */
export interface Event<Types extends EventTypes> {
  /** Exists in types only, to carry them. */
  readonly types?: Types;
  /** The declaration as the compiler gets it. */
  readonly draft: () => EventDraft;
}

/** Declares an event of a project. */
export function event<
  Schema extends ZodObject | undefined = undefined,
  const Subject extends string | undefined = undefined,
  Keys = Readonly<Record<never, never>>,
>(
  options: EventOptions<Schema, Subject, Keys> = {},
): Event<{ readonly payload: PayloadOf<Schema>; readonly subject: Subject; readonly keys: keyof Keys }> {
  const { schema, subject, id, keys = {} } = options;
  const lambdas: readonly (readonly [string, unknown])[] = Object.entries(keys);
  return Object.freeze({
    draft: (): EventDraft => ({
      schema: jsonSchemaOf(schema, "output"),
      subject: jsonOf(subject),
      id: id === undefined ? null : describeLambda(id),
      keys: Object.fromEntries(lambdas.map(([name, lambda]) => [name, describeLambda(lambda)])),
    }),
  });
}
