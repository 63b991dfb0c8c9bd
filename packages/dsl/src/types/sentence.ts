// Types whose names are sentences: what an author reads where a call is refused.

/** The text that stands for a case in the keys of `switch`. */
type Case<Value> = Value extends string | number | boolean ? `${Value}` : never;

/** The text of an object's key. */
type Text<Key> = Key extends string | number ? `${Key}` : never;

// TypeScript asks these types once before it has inferred anything; then `Value` and `Known` are never, or the arms
// have any key, and the answer must be yes.

/** Refuses a `switch` without a default that misses a case. */
export type Exhaustive<Value, Arms> = [Value] extends [never]
  ? unknown
  : [Extract<Value, null | undefined>] extends [never]
    ? EachCase<Value, Arms>
    : "The value may be null or undefined, which no case can name: give a default arm.";

type EachCase<Value, Arms> = string extends Value
  ? "The value may be any text: give a default arm."
  : number extends Value
    ? "The value may be any number: give a default arm."
    : [Exclude<Case<Value>, Text<keyof Arms>>] extends [never]
      ? unknown
      : `The case '${Exclude<Case<Value>, Text<keyof Arms>>}' has no arm: write one, or give a default arm.`;

/** Refuses an arm under a key that nothing can come to. */
export type OnlyKeys<Arms, Known> = [Known] extends [never]
  ? unknown
  : string extends keyof Arms
    ? unknown
    : [Exclude<Text<keyof Arms>, Text<Known> | Case<Known>>] extends [never]
      ? unknown
      : `Nothing can come to the arm '${Exclude<Text<keyof Arms>, Text<Known> | Case<Known>>}'.`;

/** What `waitFor` answers to a text that is neither. */
export type WaitForWhat =
  "Write a length of time with its unit, such as '7d', calendar time, such as days(3), or the name of an event of the project.";
