import type { Span } from "@flowline/ir";

// What is written into a module so that its calls and functions can be told apart when it runs. The functions that do
// it stand at the module's end, where they move no line, and are hoisted, so that modules in a circle find them. They
// do nothing where nobody compiles: a built journey package is imported by applications, too.

/** The number of what stands in a file at an offset: one changed file leaves the numbers of the others as they are. */
export function numberAt(file: string, offset: number): string {
  return `${file}#${offset}`;
}

/** The last argument of a call of the language. */
export function siteText(offset: number): string {
  return `...$flowSite(${offset})`;
}

/** What opens the registration of a function, and what closes it. */
export function lambdaText(
  offset: number,
  thunks: readonly string[],
): { readonly open: string; readonly close: string } {
  return { open: `$flowLambda(${offset},`, close: `,[${thunks.map(text => `()=>(${text})`).join(",")}])` };
}

/** In the place of a body: a function that is none, but has its number. */
export function bodyText(offset: number): string {
  return `$flowLambda(${offset},()=>{},[])`;
}

/** An expression for what another function has captured. */
export function capturedText(
  callee: string,
  of: { readonly file: string; readonly span: Span },
  index: number,
): string {
  return `$flowCaptured(${callee},${JSON.stringify(numberAt(of.file, of.span.start.offset))},${index})`;
}

/** The functions at the end of a module. `prefix` comes before every number: nothing, or a package's name and version. */
export function preamble(file: string, prefix: string): string {
  const front = JSON.stringify(`${prefix}${file}#`);
  return [
    "",
    `;function $flowSite(n){const s=globalThis[Symbol.for("flowline.site")];return s?[s(${front}+n)]:[]}`,
    `function $flowLambda(n,f,t){const s=globalThis[Symbol.for("flowline.lambda")];return s?s(${front}+n,f,t):f}`,
    `function $flowCaptured(f,n,i){const s=globalThis[Symbol.for("flowline.describe")];if(!s)return;const d=s(f);`,
    `return{[Symbol.for("flowline.capture")]:d.lambda===${JSON.stringify(prefix)}+n?d.captures[i]:null}}`,
    "",
  ].join("\n");
}

/** What comes before the numbers of a package. */
export function packagePrefix(name: string, version: string): string {
  return `${name}@${version}:`;
}
