/**
 * The one place where the page trusts what it was sent. Server and page are built together and the compiler holds both
 * to `api/types.ts`, so only the outermost form is looked at.
 */
export function decodeAnswer<T extends object>(json: unknown): T {
  if (typeof json !== "object" || json === null) {
    throw new Error("The studio's server answered with something other than an object.");
  }
  return json as T;
}
