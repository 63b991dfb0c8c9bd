import { readFile } from "node:fs/promises";
import type { Diagnostic } from "@flowline/ir";
import { importedBy, reloadFlows } from "../1-load/load-project.js";
import type { LoadedProject } from "../1-load/loaded-project.js";
import type { SourceText } from "../1-load/source-text.js";
import { createSourceText } from "../1-load/source-text.js";
import type { FlowUnit } from "../compile-flows.js";
import { joinFlows } from "../compile-flows.js";
import type { Snapshot, SourceOptions } from "../compile-source.js";
import { compileLoaded } from "../compile-source.js";
import { isError } from "../compiled-source.js";
import { type Fingerprint, fileKey, fileOfKey, hash } from "./fingerprint.js";

/** What has changed since the compile before. */
export interface Change {
  /** The keys of the fingerprint. */
  readonly changed: readonly string[];
  readonly now: Fingerprint;
  readonly options: SourceOptions;
}

/** With more flows than this, a compile of everything costs little more. */
const MOST_FILES = 20;

/**
 * Compiles the flows that are made of changed files, and takes all others from the compile before. Null where that might
 * give something else than a compile of everything: it is then for the caller to do that.
 */
export async function recompile(before: Snapshot, { changed, now, options }: Change): Promise<Snapshot | null> {
  const { catalog, drafts } = before;
  const { project } = drafts;
  if (before.source.project === null || project === null || catalog === null) return null;
  const texts = await readChanged(before.loaded, changed, now);
  const part = texts === null ? null : reloadFlows(before.loaded, texts);
  if (part === null || part.flows.length > MOST_FILES) return null;
  const files = new Set(part.flows.map(({ file }) => file));
  const others = before.units.filter(({ source }) => !files.has(source.file));
  const old = before.units.filter(({ source }) => files.has(source.file));
  const made = await compileLoaded(
    part,
    { ...options, messages: async () => catalog },
    { others, known: { project, imports: before.drafts.imports } },
  );
  if (made.source.project?.text !== before.source.project.text) return null;
  if (made.inputs.some(path => !now.has(fileKey(path)))) return null;
  if (mayConcern(others, old, made.units)) return null;

  const modules = new Map([...before.loaded.modules, ...part.modules]);
  const flows = before.loaded.flows.map(flow => part.flows.find(({ path }) => path === flow.path) ?? flow);
  const loaded: LoadedProject = { ...before.loaded, modules, flows };
  const findings = mergeFindings(before.findings, made.findings, { loaded, files });
  if (findings === null) return null;
  const units = flows.flatMap(({ file }) =>
    (files.has(file) ? made.units : others).filter(({ source }) => source.file === file),
  );
  const joined = joinFlows(units, loaded);
  return {
    ...{ loaded, drafts, units, findings, project: before.project, catalog },
    inputs: before.inputs,
    source: {
      project: before.source.project,
      flows: joined.flows,
      diagnostics: [...findings, ...joined.findings],
      files: before.source.files,
    },
  };
}

/** The new texts of the files that have changed; null where it is more than the text of flow files. */
async function readChanged(
  { flows, projectDir, configPath, modules }: LoadedProject,
  changed: readonly string[],
  now: Fingerprint,
): Promise<ReadonlyMap<string, SourceText> | null> {
  const known = new Set(flows.map(({ path }) => path));
  for (const { source } of importedBy(configPath, modules)) known.delete(source.path);
  const texts = new Map<string, SourceText>();
  for (const key of changed) {
    const path = fileOfKey(key);
    if (path === null || !known.has(path) || now.get(key) === "missing") return null;
    const bytes = await readFile(path);
    if (hash(bytes) !== now.get(key)) return null;
    texts.set(path, createSourceText(projectDir, path, bytes.toString("utf8")));
  }
  return texts;
}

/** Whether a flow that is not compiled again may come out differently because others are called or begin differently. */
function mayConcern(others: readonly FlowUnit[], old: readonly FlowUnit[], made: readonly FlowUnit[]): boolean {
  const [before, after] = [old, made].map(units => new Map(units.map(({ source }) => [source.name, lookOf(source)])));
  const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  const different = new Set([...names].filter(name => before?.get(name) !== after?.get(name)));
  return (
    different.size > 0 &&
    others.some(({ flow, findings }) => {
      // A flow with a fault may have called something that is not there yet.
      return flow.graph === null || findings.some(isError) || flow.calls.some(call => different.has(call.flow));
    })
  );
}

/** What others see of a flow. */
function lookOf({ name, file, span, draft }: FlowUnit["source"]): string {
  return JSON.stringify([name, file, span, draft.links[0]?.word]);
}

interface Merged {
  readonly loaded: LoadedProject;
  /** The flow files that were compiled again. */
  readonly files: ReadonlySet<string>;
}

/**
 * What was found in the other flows, and what has been found now. A finding in a flow file that nobody imports is that flow's
 * own; of all other findings nobody knows whose they are, so they must be the same as before.
 */
function mergeFindings(
  before: readonly Diagnostic[],
  now: readonly Diagnostic[],
  { loaded, files }: Merged,
): readonly Diagnostic[] | null {
  const imported = new Set(
    [...loaded.modules.values()].flatMap(({ imports }) => [...imports.values()].map(path => path ?? "")),
  );
  const own = new Set(loaded.flows.filter(({ path }) => !imported.has(path)).map(({ file }) => file));
  const isShared = ({ span }: Diagnostic): boolean => span === null || !own.has(span.file);
  if (keysOf(before.filter(isShared)) !== keysOf(now.filter(isShared))) return null;
  // A part compiles the files that it is asked for, and finds nothing in others.
  if (now.some(finding => !isShared(finding) && !files.has(finding.span?.file ?? ""))) return null;
  return [...before.filter(finding => !isShared(finding) && !files.has(finding.span?.file ?? "")), ...now];
}

function keysOf(findings: readonly Diagnostic[]): string {
  return JSON.stringify([...new Set(findings.map(finding => JSON.stringify(finding)))].sort());
}
