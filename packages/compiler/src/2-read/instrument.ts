import type { SourceText } from "../1-load/source-text.js";
import { createSourceText } from "../1-load/source-text.js";
import type { Insertion, InstrumentedModule } from "./reading.js";

/**
 * Puts texts into a source, and takes some out. Insertions at one place keep the order in which they are given. What
 * was to be inserted within something that is taken out falls away with it.
 */
export function instrument(
  source: SourceText,
  insertions: readonly Insertion[],
  projectDir: string,
): InstrumentedModule {
  const sorted = insertions.toSorted((left, right) => left.at - right.at);
  const kept: Insertion[] = [];
  let text = "";
  let done = 0;
  for (const insertion of sorted) {
    if (insertion.at < done) continue;
    text += source.text.slice(done, insertion.at) + insertion.text;
    done = insertion.at + insertion.removed;
    kept.push(insertion);
  }
  text += source.text.slice(done);
  return Object.freeze({ source, insertions: kept, instrumented: createSourceText(projectDir, source.path, text) });
}

/** The offset in the original that an offset in the instrumented text came from. */
export function originalOffset({ insertions }: InstrumentedModule, offset: number): number {
  let shift = 0;
  for (const { at, text, removed } of insertions) {
    if (at + shift >= offset) break;
    // Inside an inserted text, the place is where it was inserted.
    if (offset < at + shift + text.length) return at;
    shift += text.length - removed;
  }
  return offset - shift;
}
