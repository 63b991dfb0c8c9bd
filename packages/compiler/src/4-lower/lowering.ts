import type { Diagnostic, LambdaDraft, SiteNumber, Span } from "@flowline/ir";
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
  siteOf(link: { readonly site: SiteNumber | null }): Site | null {
    return link.site === null ? null : (this.#reading.sites.get(link.site) ?? null);
  }

  /** The function that a draft came from. */
  sourceOf({ lambda }: LambdaDraft): LambdaSource | null {
    return lambda === null ? null : (this.#reading.lambdas.get(lambda) ?? null);
  }

  /** What stands at a place, on one line. */
  textAt(span: Span): string {
    const text = this.#texts.get(span.file)?.slice(span.start.offset, span.end.offset) ?? "";
    return text.replace(/\s+/g, " ");
  }
}
