import type { ReactElement } from "react";
import { tellCount } from "./tell-time.js";

/** A number that lights up for a moment when it changes. */
export function Count({ value }: { readonly value: number }): ReactElement {
  return (
    <span key={value} className="count">
      {tellCount(value)}
    </span>
  );
}
