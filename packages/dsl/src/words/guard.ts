/**
 * A condition on the subject, asked when the run arrives at the step; the step is skipped where it does not hold.
 * Only truthiness counts. The compiler reads the lambda's source and never calls it.
 */
export type Guard<Subject> = (subject: Subject, context: GuardContext) => unknown;

/**
 * What a guard may know besides its subject. Chains that begin with their audience have nothing in it yet: no event
 * began them, no step returns a value, no variable is set; so nothing can be read from it, and the types say so.
 */
export interface GuardContext {
  /** The event or input that began the run. */
  readonly trigger: Nothing;
  /** What earlier steps returned, by name. */
  readonly steps: Nothing;
  /** The run's variables. */
  readonly vars: Nothing;
  /** The present item of a loop. */
  readonly item: undefined;
  /** What a `catch` caught. */
  readonly error: undefined;
}

/** An object in which no property is known. */
export type Nothing = Readonly<Record<never, never>>;
