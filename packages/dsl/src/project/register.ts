import type { Project, SubjectOf } from "./project.js";

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

/** The subject of the registered project; where none is, a type whose name says what to do. */
export type RegisteredSubject = Register extends {
  readonly project: Project<infer Subjects, infer _Events, infer _Services>;
}
  ? SubjectOf<Subjects>
  : 'No project is registered. Run `flow init`, or add `declare module "flowline" { interface Register { project: typeof project } }` to flow.config.ts.';
