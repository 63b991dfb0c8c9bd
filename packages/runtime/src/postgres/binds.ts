import { type ScalarValue, type ScalarValueType, SQL_TYPES } from "@flowline/ir";

/** Collects the parameters of one statement. Text that comes from people reaches SQL only through here. */
export class Binds {
  readonly #values: unknown[];

  constructor(first: readonly unknown[]) {
    this.#values = [...first];
  }

  get values(): readonly unknown[] {
    return this.#values;
  }

  /** Adds a value and gives the SQL that stands for it. */
  readonly bind = (value: ScalarValue, type: ScalarValueType): string => {
    this.#values.push(value);
    return `$${this.#values.length}::${SQL_TYPES[type.scalar]}`;
  };
}
