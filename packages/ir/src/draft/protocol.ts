/**
 * The names by which instrumented source, the DSL and the compiler's child process find each other. They are global
 * symbols, because a project may load the DSL through more than one path.
 *
 * - An instrumented DSL call gets one more argument, `globalThis[SITE](n)`: an object whose `[SITE]` is the number.
 * - An instrumented lambda is written `globalThis[LAMBDA](n, fn, [() => capture, ...])`, which returns `fn` itself and
 *   remembers number and thunks by the function's identity.
 * - `globalThis[DESCRIBE](fn)` runs the thunks and gives the `LambdaDraft`; outside a compile it is absent.
 * - Chains and projects answer `value[DRAFT]()` with a `FlowDraft` or a `ProjectDraft`; other values of the language
 *   (`days(3)`) with the `ArgumentDraft` that stands for them.
 * - The item that an arm of `forEach` is handed answers `item[ITEM]` with its path, a list of texts: `[]` for the item,
 *   `["id"]` for `item.id`. Where one `forEach` stands in another, a path that begins with `"^"` belongs to the item of
 *   the one around, `"^", "^"` to that of the next. The answer is right only while a draft is being made; of an item that
 *   has left its arm, asking throws. It is a proxy whose `typeof` is "function" and whose other members are placeholders
 *   in turn, so look for `ITEM` before anything else.
 */
export const SITE: unique symbol = Symbol.for("flowline.site");
export const LAMBDA: unique symbol = Symbol.for("flowline.lambda");
export const DESCRIBE: unique symbol = Symbol.for("flowline.describe");
export const DRAFT: unique symbol = Symbol.for("flowline.draft");
export const ITEM: unique symbol = Symbol.for("flowline.item");
