import type { LinkDraft } from "@flowline/ir";
import { nearestName } from "@flowline/ir";
import { diagnose } from "../../diagnostics/definition.js";
import { unknownTask } from "../../diagnostics/flow-names.js";
import { type Call, report } from "../flow-scope.js";
import { argumentOf, callOf, refuseArgument } from "../place/call.js";
import { type Given, itemsOf, textOf } from "../place/given.js";
import { type Options, readOptions } from "../place/options.js";
import { DO_OPTIONS, readDo } from "../words/do.js";
import { HTTP_OPTIONS } from "../words/http.js";
import { partsOfSend, sendName } from "../words/send.js";

/** What every task of a dag may be given. */
const TASK_OPTIONS = ["after", "when", "waitFor", "skipIf", "cancelIf", "ifSkipped", "ifFailed"];

/** A task of a dag as it is written. */
export interface DagTask {
  readonly call: Call;
  readonly name: string;
  readonly options: Options;
  /** The body of a `do`. */
  readonly handler: Given | null;
  readonly when: Given | null;
  readonly parents: readonly string[];
  readonly ifSkipped: "run" | null;
  readonly ifFailed: "run" | "skip" | null;
}

/** The tasks of a dag in the order in which they are written. A task comes after those that it names. */
export function readDag(call: Call): readonly DagTask[] {
  const given = argumentOf(call, 0);
  const chain = given?.draft.kind === "chain" ? given.draft.chain : null;
  if (chain === null || chain.links.length === 0) {
    refuseArgument(call, given, "tasks, d => d.do(...).do(...),");
    return [];
  }
  const tasks: DagTask[] = [];
  for (const link of chain.links) {
    const task = readTask(callOf(link, call.scope), link, tasks);
    if (task !== null) tasks.push(task);
  }
  return tasks;
}

function readTask(call: Call, link: LinkDraft, before: readonly DagTask[]): DagTask | null {
  const parts = partsOf(call, link);
  const name = textOf(argumentOf(call, 0));
  if (parts === null || name === null) return refuseArgument(call, argumentOf(call, 0), "the task's name");
  const { options } = parts;
  return {
    call,
    name: (link.word === "send" ? sendName(options) : null) ?? name,
    ...parts,
    parents: parentsOf(call, options, before),
    ifSkipped: options.oneOf("ifSkipped", ["run"]),
    ifFailed: options.oneOf("ifFailed", ["run", "skip"]),
  };
}

function partsOf(call: Call, { word }: LinkDraft): Pick<DagTask, "options" | "handler" | "when"> | null {
  if (word === "do") {
    const { handler, options } = readDo(call, [...DO_OPTIONS, ...TASK_OPTIONS]);
    return { handler, options, when: options.get("when") };
  }
  if (word === "http") {
    const options = readOptions(call, argumentOf(call, 2), [...HTTP_OPTIONS, ...TASK_OPTIONS]);
    return { options, handler: null, when: options.get("when") };
  }
  if (word !== "send") return null;
  const { guard, options } = partsOfSend(call, TASK_OPTIONS);
  return { options, handler: null, when: guard };
}

function parentsOf(call: Call, options: Options, before: readonly DagTask[]): readonly string[] {
  const after = options.get("after");
  const given = after === null ? [] : (itemsOf(after) ?? [after]);
  const known = before.map(({ name }) => name);
  const names = given.flatMap(item => {
    const name = textOf(item);
    if (name !== null && known.includes(name)) return [name];
    const facts = { name: name ?? "", known: [...known].sort(), nearest: nearestName(name ?? "", known) };
    report(call.scope, diagnose(unknownTask, facts, { span: item.span }));
    return [];
  });
  return [...new Set(names)];
}
