import type { ReactElement } from "react";
import type { RunStateView } from "../../api/types.js";

/** A run's state as a word with a coloured dot; the word alone says it all. */
export function StatePill({ state }: { readonly state: RunStateView }): ReactElement {
  return <span className={`pill pill-${state}`}>{state}</span>;
}
