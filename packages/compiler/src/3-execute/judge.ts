import type { Diagnostic, FlowDraft, ProjectDraft, Span } from "@flowline/ir";
import { nearestName } from "@flowline/ir";
import type { Message } from "esbuild";
import type { FlowExport, FlowFile } from "../1-load/loaded-project.js";
import { LINK_WORDS } from "../1-load/words.js";
import type { Reading } from "../2-read/reading.js";
import {
  cannotBundle,
  moduleCrashed,
  moduleHangs,
  moduleThrew,
  notAProject,
  notRepeatable,
  refusedModule,
  unwritableText,
} from "../diagnostics/build.js";
import { diagnose } from "../diagnostics/definition.js";
import { notAFlow } from "../diagnostics/form.js";
import type { UnitOutcome } from "./build-units.js";
import { ENTRY, type Unit } from "./bundle.js";
import { checkDraft, isWritable } from "./check-draft.js";
import type { BuildResult, ExportResult } from "./child/messages.js";
import { decodeFlowDraft, decodeProjectDraft } from "./decode-child-message.js";
import type { Locator } from "./locate.js";

/** A flow as it came out. */
export interface BuiltFlow extends FlowExport {
  /** Relative to the project's folder. */
  readonly file: string;
  readonly path: string;
  readonly draft: FlowDraft;
}

/** A unit, where its findings go if no better place is known, and what it should be. */
export type Target = Unit & { readonly span: Span | null } & (
    | { readonly role: "project" }
    | { readonly role: "flows"; readonly file: FlowFile }
  );

/** What judging takes. */
export interface JudgeOptions {
  readonly locator: Locator;
  readonly reading: Reading;
  readonly limitMs: number;
}

/** Turns what came of each unit into drafts and findings. */
export class Judge {
  project: ProjectDraft | null = null;
  readonly flows: Map<string, readonly BuiltFlow[]> = new Map();
  readonly diagnostics: Diagnostic[] = [];
  readonly #options: JudgeOptions;

  constructor(options: JudgeOptions) {
    this.#options = options;
  }

  judge(target: Target, failures: readonly Message[] | undefined, outcome: UnitOutcome | undefined): void {
    if (failures !== undefined) this.#judgeFailures(target, failures);
    if (outcome?.type === "lost") this.diagnostics.push(this.#judgeLoss(target, outcome));
    if (outcome?.type === "built") this.#judgeBuilds(target, outcome.builds);
  }

  /** The bundler repeats what is wrong with an export for the file that asks for it, which is ours. */
  #judgeFailures(target: Target, failures: readonly Message[]): void {
    const own = failures.filter(({ location }) => !isEntry(location?.file));
    const findings = (own.length > 0 ? own : failures).map(failure => this.#judgeFailure(target, failure));
    this.diagnostics.push(...findings);
  }

  #judgeFailure({ span, path }: Target, { text, detail, location }: Message): Diagnostic {
    const place = { span: this.#options.locator.ofBundler(location) ?? span };
    const refused: unknown = detail?.refusedModule;
    if (typeof refused === "string") return diagnose(refusedModule, { module: refused }, place);
    const where =
      location === null || isEntry(location.file) || path.endsWith(location.file) ? "" : ` (in ${location.file})`;
    return diagnose(cannotBundle, { problem: `${text.replace(/\.$/, "")}${where}.` }, place);
  }

  #judgeLoss({ span }: Target, { end }: Extract<UnitOutcome, { type: "lost" }>): Diagnostic {
    if (end.type === "died") return diagnose(moduleCrashed, { how: end.how }, { span });
    const seconds = this.#options.limitMs / 1000;
    const how =
      end.type === "too slow" ? `did not end within ${seconds} seconds` : "waits for something that never comes";
    return diagnose(moduleHangs, { how }, { span });
  }

  #judgeBuilds(target: Target, [first, second]: readonly BuildResult[]): void {
    if (first === undefined || second === undefined) throw new Error(`${target.path} was not built twice.`);
    if (first.type === "threw") this.#reportThrown(target, first);
    else if (second.type === "threw") this.#reportThrown(target, second);
    else if (target.role === "project") this.#acceptProject(target, first, second);
    else this.#acceptFlows(target.file, first, second);
  }

  #reportThrown(target: Target, { error }: Extract<BuildResult, { type: "threw" }>): void {
    const span = this.#options.locator.ofStack(error.stack) ?? target.span;
    const called = /\.(\w+) is not a function$/.exec(error.message)?.[1];
    const nearest = called === undefined ? undefined : nearestName(called, LINK_WORDS);
    this.diagnostics.push(diagnose(moduleThrew, { error: oneLine(error.message), nearest }, { span }));
  }

  #acceptProject({ span }: Target, { exports }: Built, second: Built): void {
    const build = exports.default;
    const project = decodeProjectDraft(build);
    if (project === null) {
      this.diagnostics.push(diagnose(notAProject, { found: foundIn(build) }, { span }));
    } else if (isDifferent(build, second.exports.default)) {
      this.diagnostics.push(diagnose(notRepeatable, { what: "The project" }, { span }));
    } else if (isWritable(build)) this.project = project;
    else this.diagnostics.push(diagnose(unwritableText, {}, { span }));
  }

  #acceptFlows({ path, file, exports }: FlowFile, first: Built, second: Built): void {
    const flows = exports.flatMap((found): readonly BuiltFlow[] => {
      const build = first.exports[found.exportName];
      const draft = this.#acceptFlow(found, build, second.exports[found.exportName]);
      return draft === null ? [] : [{ ...found, path, file, draft }];
    });
    if (flows.length > 0) this.flows.set(path, flows);
  }

  #acceptFlow(
    { exportName, name, span, isCertain }: FlowExport,
    build: ExportResult | undefined,
    again: ExportResult | undefined,
  ): FlowDraft | null {
    const draft = decodeFlowDraft(build);
    if (isDifferent(build, again)) {
      const place = this.#differenceOf(draft, decodeFlowDraft(again)) ?? span;
      this.diagnostics.push(diagnose(notRepeatable, { what: `The flow "${name}"` }, { span: place }));
      return null;
    }
    if (draft === null) {
      if (isCertain) this.diagnostics.push(diagnose(notAFlow, { exportName, found: foundIn(build) }, { span }));
      return null;
    }
    const findings = checkDraft(draft, this.#options.reading, span);
    this.diagnostics.push(...findings);
    // What cannot be written has no hash and no text, so nothing can be made of it.
    return findings.some(({ code }) => code === unwritableText.code) ? null : draft;
  }

  /** The place of the first link that came out differently. */
  #differenceOf(first: FlowDraft | null, second: FlowDraft | null): Span | null {
    const [links, others] = [first?.links ?? [], second?.links ?? []];
    const link = links.find((candidate, index) => JSON.stringify(candidate) !== JSON.stringify(others[index]));
    return this.#options.reading.sites.get(link?.site ?? -1)?.span ?? null;
  }
}

type Built = Extract<BuildResult, { type: "built" }>;

function isDifferent(first: ExportResult | undefined, second: ExportResult | undefined): boolean {
  return JSON.stringify(first) !== JSON.stringify(second);
}

function isEntry(file: string | undefined): boolean {
  return file?.startsWith(`${ENTRY}:`) ?? false;
}

function foundIn(build: ExportResult | undefined): string {
  if (build === undefined) return "missing";
  return build.type === "foreign" ? build.found : "something else of Flowline's";
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 297)}...` : line;
}
