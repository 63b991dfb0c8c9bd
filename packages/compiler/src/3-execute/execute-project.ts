import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Diagnostic, FlowDraft, ProjectDraft, Span } from "@flowline/ir";
import type { Message } from "esbuild";
import { importedBy } from "../1-load/load-project.js";
import type { LoadedProject } from "../1-load/loaded-project.js";
import type { Reading } from "../2-read/reading.js";
import {
  cannotBundle,
  moduleCrashed,
  moduleHangs,
  moduleThrew,
  notAProject,
  notRepeatable,
  refusedModule,
} from "../diagnostics/build.js";
import { diagnose } from "../diagnostics/definition.js";
import { notAFlow } from "../diagnostics/form.js";
import type { UnitOutcome } from "./build-units.js";
import { buildUnits } from "./build-units.js";
import type { Unit } from "./bundle.js";
import { bundleUnits } from "./bundle.js";
import type { BuildResult } from "./child/messages.js";
import { decodeFlowDraft, decodeProjectDraft } from "./decode-child-message.js";
import { Locator } from "./locate.js";

/** What phase 3 knows: what the builders said when they ran. */
export interface Drafts {
  /** Null where the project file could not be built; the findings say why. */
  readonly project: ProjectDraft | null;
  /** By the flow file's path. Flows that could not be built are missing. */
  readonly flows: ReadonlyMap<string, FlowDraft>;
  readonly diagnostics: readonly Diagnostic[];
  /** Absolute paths of every file that was bundled. */
  readonly inputs: readonly string[];
}

/** A unit, where its findings go if no better place is known, and what it should be. */
interface Target extends Unit {
  readonly span: Span | null;
  readonly name: string;
  readonly role: "project" | "flow";
  /** Whether it must be one. */
  readonly isCertain: boolean;
}

/** Phase 3: bundles the instrumented modules and lets one child process build every flow, twice. */
export async function executeProject(loaded: LoadedProject, reading: Reading, limitMs: number): Promise<Drafts> {
  const targets = targetsOf(loaded);
  const parent = join(loaded.projectDir, ".flow", "build");
  await mkdir(parent, { recursive: true });
  const buildDir = await mkdtemp(join(parent, "compile-"));
  try {
    const { projectDir } = loaded;
    const bundle = await bundleUnits(targets, { projectDir, outDir: join(buildDir, "1"), reading });
    const outcomes = await buildUnits(bundle, { buildDir, projectDir, limitMs });
    const judge = new Judge(new Locator(projectDir, reading, bundle), reading, limitMs);
    for (const target of targets) judge.judge(target, bundle.failures.get(target.id), outcomes.get(target.id));
    return { project: judge.project, flows: judge.flows, diagnostics: judge.diagnostics, inputs: bundle.inputs };
  } finally {
    await rm(buildDir, { recursive: true, force: true });
  }
}

/** Files with syntax errors, and what imports them, are not built: their findings are there already. */
function targetsOf({ configPath, configSpan, flows, modules }: LoadedProject): readonly Target[] {
  const project: Target = {
    id: "project",
    path: configPath,
    name: "The project",
    role: "project",
    isCertain: true,
    span: configSpan,
  };
  const others = flows.map(({ path, span, name, isCertain }, index): Target => {
    return { id: `flow-${index}`, path, span, name: `The flow "${name}"`, role: "flow", isCertain };
  });
  return [project, ...others].filter(({ path }) =>
    importedBy(path, modules).every(({ syntaxErrors }) => syntaxErrors.length === 0),
  );
}

/** Turns what came of each unit into drafts and findings. */
class Judge {
  project: ProjectDraft | null = null;
  readonly flows: Map<string, FlowDraft> = new Map();
  readonly diagnostics: Diagnostic[] = [];
  readonly #locator: Locator;
  readonly #reading: Reading;
  readonly #limitMs: number;

  constructor(locator: Locator, reading: Reading, limitMs: number) {
    this.#locator = locator;
    this.#reading = reading;
    this.#limitMs = limitMs;
  }

  judge(target: Target, failures: readonly Message[] | undefined, outcome: UnitOutcome | undefined): void {
    if (failures !== undefined) this.diagnostics.push(...failures.map(failure => this.#judgeFailure(target, failure)));
    if (outcome?.type === "lost") this.diagnostics.push(this.#judgeLoss(target, outcome));
    if (outcome?.type === "built") this.#judgeBuilds(target, outcome.builds);
  }

  #judgeFailure({ span, path }: Target, { text, detail, location }: Message): Diagnostic {
    const place = { span: this.#locator.ofBundler(location) ?? span };
    const refused: unknown = detail?.refusedModule;
    if (typeof refused === "string") return diagnose(refusedModule, { module: refused }, place);
    const where = location === null || path.endsWith(location.file) ? "" : ` (in ${location.file})`;
    return diagnose(cannotBundle, { problem: `${text.replace(/\.$/, "")}${where}.` }, place);
  }

  #judgeLoss({ span }: Target, { end }: Extract<UnitOutcome, { type: "lost" }>): Diagnostic {
    if (end.type === "died") return diagnose(moduleCrashed, { how: end.how }, { span });
    const seconds = this.#limitMs / 1000;
    const how =
      end.type === "too slow" ? `did not end within ${seconds} seconds` : "waits for something that never comes";
    return diagnose(moduleHangs, { how }, { span });
  }

  #judgeBuilds(target: Target, [first, second]: readonly BuildResult[]): void {
    if (first === undefined || second === undefined) throw new Error(`${target.path} was not built twice.`);
    const threw = [first, second].find(build => build.type === "threw");
    if (threw?.type === "threw") {
      const error = oneLine(threw.error.message);
      const span = this.#locator.ofStack(threw.error.stack) ?? target.span;
      this.diagnostics.push(diagnose(moduleThrew, { error }, { span }));
    } else if (JSON.stringify(first) !== JSON.stringify(second)) {
      const span = this.#differenceOf(first, second) ?? target.span;
      this.diagnostics.push(diagnose(notRepeatable, { what: target.name }, { span }));
    } else this.#accept(target, first);
  }

  #accept(target: Target, build: BuildResult): void {
    const found = build.type === "foreign" ? build.found : "something else of Flowline's";
    const flow = decodeFlowDraft(build);
    const project = decodeProjectDraft(build);
    if (target.role === "project" && project !== null) this.project = project;
    else if (target.role === "flow" && flow !== null) this.flows.set(target.path, flow);
    else if (target.isCertain)
      this.diagnostics.push(
        diagnose(target.role === "flow" ? notAFlow : notAProject, { found }, { span: target.span }),
      );
  }

  /** The place of the first link that came out differently. */
  #differenceOf(first: BuildResult, second: BuildResult): Span | null {
    const [links, others] = [decodeFlowDraft(first)?.links ?? [], decodeFlowDraft(second)?.links ?? []];
    const link = links.find((candidate, index) => JSON.stringify(candidate) !== JSON.stringify(others[index]));
    return this.#reading.sites[link?.site ?? -1]?.span ?? null;
  }
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 297)}...` : line;
}
