import { DatabaseSettingError } from "../errors.js";

/** Flowline's schema as it stands in SQL: quoted, checked once, and the only text that statements are built with. */
export interface SchemaName {
  readonly plain: string;
  readonly quoted: string;
}

export function schemaName(plain: string): SchemaName {
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(plain)) {
    throw new DatabaseSettingError(
      `"${plain}" cannot be the name of Flowline's schema`,
      "Use lower-case letters, digits and underscores, beginning with a letter, at most 41 characters.",
    );
  }
  return Object.freeze({ plain, quoted: `"${plain}"` });
}
