import type { ProjectTypes } from "./frame.js";

/** What lambdas see where a flow does not say whom it is about: the row of the project's one subject. */
export type OneSubject<Project extends ProjectTypes> =
  IsOne<keyof Project["subjects"]> extends true
    ? Project["subjects"][keyof Project["subjects"]]
    : "A chain that begins with send() needs a project with exactly one subject.";

/** Whether a union has exactly one member. */
type IsOne<Union, Member = Union> = [Union] extends [never]
  ? false
  : Member extends Union
    ? [Union] extends [Member]
      ? true
      : false
    : never;
