/** What the `flow` command says to the shell. The only table of its kind: the help and the README are made from it. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  database: 3,
  refused: 4,
} as const;

/** One of the values of `exitCodes`. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Each exit code in words. */
export const exitCodeMeanings: readonly { readonly code: ExitCode; readonly meaning: string }[] = [
  { code: exitCodes.ok, meaning: "it worked" },
  {
    code: exitCodes.failed,
    meaning: "it ran and found something wrong: findings in the source, a stale .ir.json, a failure",
  },
  { code: exitCodes.usage, meaning: "the command, an option or the project is not as it must be; nothing was done" },
  { code: exitCodes.database, meaning: "the database cannot be reached" },
  {
    code: exitCodes.refused,
    meaning: "refused until you answer: for example deploy without --backfill or --future-only",
  },
];
