import type { FlowIr, ProjectIr } from "@flowline/ir";
import type { CompiledSource } from "../compiled-source.js";
import { type Fingerprint, hash } from "./fingerprint.js";

/** What an earlier compile left on the disk. Whether it still holds is for the reader to find out. */
export interface CacheEntry {
  readonly fingerprint: Fingerprint;
  readonly source: CompiledSource;
}

/** The IR is left out: it stands in the text. */
interface Stored {
  readonly fingerprint: readonly (readonly [string, string])[];
  readonly project: { readonly path: string; readonly text: string };
  readonly flows: readonly StoredFlow[];
  readonly diagnostics: CompiledSource["diagnostics"];
  readonly files: readonly string[];
}

interface StoredFlow {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly mermaid: string;
  readonly reached: readonly string[];
}

/** An entry as text, behind the hash of the rest. */
export function encodeEntry({ fingerprint, source }: CacheEntry): string {
  const { project, flows, diagnostics, files } = source;
  if (project === null) throw new Error("Only sound projects are kept.");
  const stored: Stored = {
    fingerprint: [...fingerprint],
    project: { path: project.path, text: project.text },
    flows: flows.map(({ flow: { name, path, text, mermaid }, reached }) => ({ name, path, text, mermaid, reached })),
    diagnostics,
    files,
  };
  const body = JSON.stringify(stored);
  return `${hash(body)}\n${body}`;
}

/** Null where the text is not what was written, to the last byte. What was written came from this very compiler. */
export function decodeEntry(text: string): CacheEntry | null {
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  if (end === -1 || hash(body) !== text.slice(0, end)) return null;
  const { fingerprint, project, flows, diagnostics, files } = JSON.parse(body) as Stored;
  const source: CompiledSource = {
    project: Object.freeze({ ...project, ir: JSON.parse(project.text) as ProjectIr }),
    flows: flows.map(({ reached, ...flow }) => {
      return { flow: Object.freeze({ ...flow, ir: JSON.parse(flow.text) as FlowIr }), reached };
    }),
    diagnostics,
    files,
  };
  return { fingerprint: new Map(fingerprint), source };
}
