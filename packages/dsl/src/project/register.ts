import type { ProjectTypes } from "../types/frame.js";

/**
 * Where a program says which project its bare words belong to. `flow.config.ts` augments it:
 *
 * ```ts
 * declare module "flowline" {
 *   interface Register {
 *     project: typeof project;
 *   }
 * }
 * ```
 */
// biome-ignore lint/suspicious/noEmptyInterface: authors fill it by module augmentation
export interface Register {}

/** What to do where no project is registered: a sentence in the place of a type. */
export type NotRegistered =
  'No project is registered. Run `flow init`, or add `declare module "flowline" { interface Register { project: typeof project } }` to flow.config.ts.';

/** The types of the registered project; where none is, types whose names say what to do. */
export type RegisteredProject = Register extends { readonly project: { readonly types?: infer Types } }
  ? Types extends ProjectTypes
    ? Types
    : never
  : {
      readonly subjects: { readonly subject: NotRegistered };
      readonly events: { readonly [Sentence in NotRegistered]: never };
      readonly services: NotRegistered;
    };
