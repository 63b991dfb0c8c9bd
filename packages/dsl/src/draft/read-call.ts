import { SITE, type SiteNumber } from "@flowline/ir";

/** A call's own arguments, apart from the number of its place that the compiler may have written behind them. */
export interface Call {
  readonly site: SiteNumber | null;
  readonly args: readonly unknown[];
}

/** Takes the trailing argument off that only instrumented source has. */
export function readCall(written: readonly unknown[]): Call {
  const last = written.at(-1);
  const site: unknown = typeof last === "object" && last !== null ? Reflect.get(last, SITE) : undefined;
  const isSite = typeof site === "number" || typeof site === "string";
  return isSite ? { site, args: written.slice(0, -1) } : { site: null, args: written };
}
