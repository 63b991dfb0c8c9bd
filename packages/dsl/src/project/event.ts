import type { EventDraft } from "@flowline/ir";
import type { output, ZodObject } from "zod";
import { describeLambda } from "../draft/describe-lambda.js";
import { jsonOf } from "../draft/json-of.js";
import { jsonSchemaOf } from "../draft/json-schema-of.js";

/** What is known of an event besides its name. */
export interface EventOptions<Schema extends ZodObject | undefined, Keys> {
  /** What its payload holds. */
  readonly schema?: Schema;
  /** Whom it is about: the name of a subject of the project. */
  readonly subject?: string;
  /** The subject's id in the payload. */
  readonly id?: (payload: PayloadOf<Schema>) => string | number;
  /** Named keys by which runs and events find each other: `{ cart: e => e.cartId }`. */
  readonly keys?: { readonly [Key in keyof Keys]: (payload: PayloadOf<Schema>) => string | number };
}

/** What lambdas see of an event without a schema: nothing is known, so anything may be asked. */
export type PayloadOf<Schema> = Schema extends ZodObject ? Readonly<output<Schema>> : Readonly<Record<string, never>>;

/** A declared event. */
export interface Event<Payload, Keys> {
  /** Exist in types only, to carry them. */
  readonly payload?: Payload;
  readonly keys?: Keys;
  /** The declaration as the compiler gets it. */
  readonly draft: () => EventDraft;
}

/** Declares an event of a project. */
export function event<Schema extends ZodObject | undefined = undefined, Keys = Readonly<Record<never, never>>>(
  options: EventOptions<Schema, Keys> = {},
): Event<PayloadOf<Schema>, keyof Keys> {
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
