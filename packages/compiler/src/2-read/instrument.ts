import type { SourceText } from "../1-load/source-text.js";
import { createSourceText } from "../1-load/source-text.js";
import type { Insertion, InstrumentedModule } from "./reading.js";

/** Puts texts into a source. Insertions at one place keep the order in which they are given. */
export function instrument(
  source: SourceText,
  insertions: readonly Insertion[],
  projectDir: string,
): InstrumentedModule {
  const sorted = insertions.toSorted((left, right) => left.at - right.at);
  let text = "";
  let done = 0;
  for (const { at, text: inserted } of sorted) {
    text += source.text.slice(done, at) + inserted;
    done = at;
  }
  text += source.text.slice(done);
  return Object.freeze({ source, insertions: sorted, instrumented: createSourceText(projectDir, source.path, text) });
}

/** The offset in the original that an offset in the instrumented text came from. */
export function originalOffset({ insertions }: InstrumentedModule, offset: number): number {
  let shift = 0;
  for (const { at, text } of insertions) {
    if (at + shift >= offset) break;
    // Inside an inserted text, the place is where it was inserted.
    if (offset < at + shift + text.length) return at;
    shift += text.length;
  }
  return offset - shift;
}
