/** The words of a chain, and where each may stand. A new word begins here; its lowering has a file in `4-lower/words`. */
const PLACES: ReadonlyMap<string, { readonly head: boolean; readonly link: boolean }> = new Map([
  ["send", { head: true, link: true }],
  ["waitFor", { head: false, link: true }],
]);

/** Whether the word may begin a chain. */
export function isHeadWord(word: string): boolean {
  return PLACES.get(word)?.head ?? false;
}

/** Whether the word may go on in a chain. */
export function isLinkWord(word: string): boolean {
  return PLACES.get(word)?.link ?? false;
}
