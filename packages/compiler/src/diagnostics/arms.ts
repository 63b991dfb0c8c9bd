// Family 4, arms that run together.
import type { DiagnosticDefinition } from "./definition.js";

/** A member of a step's outcome, read behind arms that need not all come to their end. */
export const maybeCanceled: DiagnosticDefinition<{
  readonly written: string;
  readonly instead: string;
  /** What becomes of the arm that does not come to its end. */
  readonly how: "canceled" | "failed";
}> = {
  code: "FLOW4007",
  severity: "warning",
  title: "The arm of a step may have been canceled",
  message: ({ written, how }) => `\`${written}\` may be missing: the arm that it stands in may have ${HOW[how]}.`,
  cause: ({ how }) =>
    how === "canceled"
      ? "The flow goes on when enough of the arms have come to their end, and what the others still do is canceled."
      : 'With `armError: "arrive"` the flow goes on although an arm has failed, so there may be nothing to read.',
  fix: ({ instead }) => `Write \`${instead}\`, or test it first.`,
  page: 'Behind `race`, behind `parallel` with `need`, and behind `armError: "arrive"`, no single arm is sure to have come to its end. What its steps came to is read with `?.`, or behind a test. With `as` (`race({ ... }, { as: "first" })`), `steps.first.first` is the key of the arm that came first.',
  spelling: {
    wrong:
      '.race({ card: b => b.do("charge", async () => ({ ok: true })), late: b => b.waitFor("1d") }).when((user, { steps }) => steps.charge.ok, b => b.exit("paid"))',
    right:
      '.race({ card: b => b.do("charge", async () => ({ ok: true })), late: b => b.waitFor("1d") }).when((user, { steps }) => steps.charge?.ok, b => b.exit("paid"))',
  },
};

const HOW = { canceled: "been canceled", failed: "failed" } as const;
