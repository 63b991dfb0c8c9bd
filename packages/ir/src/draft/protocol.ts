/**
 * The names by which instrumented source, the DSL and the compiler's child process find each other. They are global
 * symbols, because a project may load the DSL through more than one path.
 *
 * - An instrumented DSL call gets one more argument, `globalThis[SITE](n)`: an object whose `[SITE]` is the number.
 * - An instrumented lambda is written `globalThis[LAMBDA](n, fn, [() => capture, ...])`, which returns `fn` itself and
 *   remembers number and thunks by the function's identity.
 * - `globalThis[DESCRIBE](fn)` runs the thunks and gives the `LambdaDraft`; outside a compile it is absent.
 * - Chains and projects answer `value[DRAFT]()` with a `FlowDraft` or a `ProjectDraft`.
 */
export const SITE: unique symbol = Symbol.for("flowline.site");
export const LAMBDA: unique symbol = Symbol.for("flowline.lambda");
export const DESCRIBE: unique symbol = Symbol.for("flowline.describe");
export const DRAFT: unique symbol = Symbol.for("flowline.draft");
