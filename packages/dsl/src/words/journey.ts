import { type ArgumentDraft, DRAFT, type JourneyDraft, type Json } from "@flowline/ir";
import type { input, output, ZodType } from "zod";
import { odd } from "../draft/draft-argument.js";
import { isZodSchema, jsonSchemaOf } from "../draft/json-schema-of.js";
import { readCall } from "../draft/read-call.js";
import type { RegisteredProject } from "../project/register.js";
import type { Begin } from "../types/frame.js";
import type { AnyChain, MadeBy } from "../types/made.js";
import type { OneSubject } from "../types/project-types.js";
import type { Chain } from "./chain.js";
import { chainOf, withJourney } from "./chain-of.js";

/** What a journey that others `use` knows before it is used: the subject, and nothing of what began the run. */
export type JourneyFrame = Begin<RegisteredProject, OneSubject<RegisteredProject>, unknown>;

/** A configurable flow. */
export interface JourneyOptions<Name extends string, Config extends ZodType, Made> {
  /** What the journey is called: the flow that it makes by default, and the namespace of its steps under `use`. */
  readonly name: Name;
  /** The version of the journey itself, for people: `"1.2.0"`. */
  readonly version?: string;
  /** What may be configured. `build` gets its output: defaults are filled in. */
  readonly config: Config;
  /** What the project must have for the journey to work. */
  readonly requires?: { readonly events?: readonly string[]; readonly messages?: readonly string[] };
  /** Makes the chain. `b` is a beginning without a trigger, for a journey that others `use`. */
  readonly build: (config: output<Config>, b: Chain<JourneyFrame, never>) => Made;
}

/** A journey: called with its configuration, it gives a chain. */
export interface Journey<Name extends string, Config extends ZodType, Made> {
  (config: input<Config>): Made & MadeBy<Name>;
  /** The journey's own name, version and needs. */
  readonly journey: {
    readonly name: Name;
    readonly version: string | null;
    readonly requires: { readonly events: readonly string[]; readonly messages: readonly string[] };
  };
  /** JSON Schema (draft 2020-12) of the configuration as it is given, for a form. */
  readonly config: Json;
}

/** One thing that is wrong with a configuration. */
interface Issue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * Declares a configurable flow, to be shipped as an import.
 *
 * ```ts
 * export const drip = journey({
 *   name: "drip",
 *   config: z.object({ messages: z.array(z.string()).min(1), every: z.string().default("3d") }),
 *   build: ({ messages }) => on("user.signed_up").each(messages, (b, message) => b.send(message).waitFor("3d")),
 * });
 * ```
 */
export function journey<Name extends string, Config extends ZodType, Made extends AnyChain>(
  options: JourneyOptions<Name, Config, Made>,
): Journey<Name, Config, Made>;
export function journey(options: JourneyOptions<string, ZodType, unknown>): object {
  const { name, version = null, config, requires, build } = options;
  const needs = Object.freeze({ events: requires?.events ?? [], messages: requires?.messages ?? [] });
  const make = (...written: readonly unknown[]): unknown => {
    const { site, args } = readCall(written);
    const draft: JourneyDraft = { name, site, requires: needs };
    const parsed = parse(config, args[0]);
    if ("issues" in parsed) return badConfig(draft, parsed.issues);
    return withJourney(build(parsed.config, chainOf([])), draft) ?? badBuild(draft);
  };
  return Object.freeze(
    Object.assign(make, {
      journey: Object.freeze({
        name,
        version,
        requires: needs,
      }),
      config: jsonSchemaOf(config, "input"),
    }),
  );
}

function parse(schema: unknown, config: unknown): { readonly config: unknown } | { readonly issues: readonly Issue[] } {
  if (!isZodSchema(schema))
    return { issues: [{ path: [], message: "the journey declares no zod schema as its config" }] };
  try {
    const result = schema.safeParse(config);
    if (result.success) return { config: result.data };
    return { issues: result.error.issues.map(({ path, message }) => ({ path: path.map(keyOf), message })) };
  } catch (error) {
    // A refinement of the journey's own that throws, or one that is asynchronous.
    return { issues: [{ path: [], message: error instanceof Error ? error.message : String(error) }] };
  }
}

function keyOf(key: PropertyKey): string | number {
  return typeof key === "number" ? key : String(key);
}

/** A chain that stands for the mistake: the compiler reports it at the place in the call's argument. */
function badConfig(draft: JourneyDraft, issues: readonly Issue[]): object {
  const value: ArgumentDraft = {
    kind: "value",
    type: "badConfig",
    members: {
      issues: {
        kind: "json",
        value: issues.map(({ path, message }) => ({ path: [...path], message })),
      },
    },
  };
  const argument = Object.freeze({ [DRAFT]: () => value });
  return chainOf([{ word: "journey", site: draft.site, args: [argument] }], draft);
}

/** The same for a journey whose `build` gives no chain. */
function badBuild(draft: JourneyDraft): object {
  const argument = Object.freeze({ [DRAFT]: (): ArgumentDraft => odd("a build that returns no chain") });
  return chainOf([{ word: "journey", site: draft.site, args: [argument] }], draft);
}
