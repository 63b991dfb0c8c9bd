import type { LambdaDraft, SiteNumber } from "@flowline/ir";
import { DESCRIBE, LAMBDA, SITE } from "@flowline/ir";
import { captureValue } from "./capture.js";

type Thunks = readonly (() => unknown)[];

/** Installs what instrumented source and the DSL call: see the protocol in `@flowline/ir`. */
export function installRegistry(): void {
  const lambdas = new WeakMap<object, { readonly number: SiteNumber; readonly thunks: Thunks }>();
  const install = (name: symbol, value: unknown): void => {
    Object.defineProperty(globalThis, name, { value, writable: false });
  };
  install(SITE, (number: SiteNumber) => ({ [SITE]: number }));
  install(LAMBDA, <Fn extends object>(number: SiteNumber, fn: Fn, thunks: Thunks): Fn => {
    lambdas.set(fn, { number, thunks });
    return fn;
  });
  install(DESCRIBE, (fn: object): LambdaDraft => {
    const known = lambdas.get(fn);
    if (known === undefined) return { lambda: null, captures: [] };
    return { lambda: known.number, captures: known.thunks.map(captureValue) };
  });
}
