import type { Diagnostic, LambdaDraft, Span } from "@flowline/ir";
import type { LambdaSource, Reading, Site } from "../2-read/reading.js";

/** What every part of phase 4 needs: the source behind the drafts, and a place for findings. One per compile. */
export class Lowering {
  readonly diagnostics: Diagnostic[] = [];
  readonly #reading: Reading;
  readonly #texts: ReadonlyMap<string, string>;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#texts = new Map([...reading.modules.values()].map(({ source }) => [source.file, source.text]));
  }

  /** The call that a draft came from. */
  siteOf(link: { readonly site: number | null }): Site | null {
    return this.#reading.sites[link.site ?? -1] ?? null;
  }

  /** The function that a draft came from. */
  sourceOf({ lambda }: LambdaDraft): LambdaSource | null {
    return this.#reading.lambdas[lambda ?? -1] ?? null;
  }

  /** What stands at a place, on one line. */
  textAt(span: Span): string {
    const text = this.#texts.get(span.file)?.slice(span.start.offset, span.end.offset) ?? "";
    return text.replace(/\s+/g, " ");
  }
}
