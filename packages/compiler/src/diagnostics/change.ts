// Family 6: what is committed against what the source says now.
import type { DiagnosticDefinition } from "./definition.js";

/** Committed IR that is not what the source compiles to. */
export const staleIr: DiagnosticDefinition<{ readonly file: string; readonly state: "missing" | "out of date" }> = {
  code: "FLOW6006",
  severity: "error",
  title: "The committed IR is missing or out of date",
  message: ({ file, state }) => `${file} is ${state}.`,
  cause: () => "Workers run the committed IR, so it must be what the source says.",
  fix: () => "Run `flow compile` and commit the result.",
  page: "`flow compile` writes the compiled flow beside its source. It is lock, review artefact and deploy input. `flow compile --check` fails in CI where somebody forgot it.",
};

/** Committed IR whose flow is gone. */
export const orphanIr: DiagnosticDefinition<{ readonly file: string }> = {
  code: "FLOW6009",
  severity: "warning",
  title: "A committed IR belongs to no flow",
  message: ({ file }) => `${file} belongs to no flow any more.`,
  cause: () => "Its source was deleted or renamed, and a worker would go on to serve what is committed.",
  fix: () => "Delete it.",
  page: "Workers load every .ir.json file of the project. When a flow's source is deleted or renamed, the file that `flow compile` wrote beside it stays until somebody deletes it. `flow compile` never deletes a file; with --check it fails where one is left over.",
};

/** A node that has become another kind under the same id. */
export const kindChanged: DiagnosticDefinition<{ readonly node: string; readonly from: string; readonly to: string }> =
  {
    code: "FLOW6004",
    severity: "warning",
    title: "A node keeps its name and becomes something else",
    message: ({ node, from, to }) => `"${node}" was a ${from} and is now a ${to}.`,
    cause: () => "Runs that stand there under the committed version cannot simply go on in the new one.",
    fix: () => "Give the new one another name, so that both can be told apart.",
    page: "People who wait at a node are found again by its name. Under the same name they expect the same kind of node.",
  };

/** An unnamed wait that has moved. */
export const movedWait: DiagnosticDefinition<{ readonly from: string; readonly to: string }> = {
  code: "FLOW6008",
  severity: "warning",
  title: "A wait without a name has moved",
  message: ({ from, to }) =>
    `The wait "${from}" is gone, and "${to}" is new: it may be the same one under another name.`,
  cause: () => "A wait without a name is named after the step before it, and that step has changed.",
  fix: ({ from }) => `If it is the same wait, keep its name: { name: "${from}" }.`,
  page: "Runs that wait under the old name do not find the new one by themselves. A name of its own keeps a wait in place, whatever stands before it.",
};

/** A flow that is there under another name. */
export const renamedFlow: DiagnosticDefinition<{
  /** What is committed under the old name. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}> = {
  code: "FLOW6010",
  severity: "warning",
  title: "A flow looks like another one renamed",
  message: ({ from, to }) => `"${to}" looks like "${from}", which is gone.`,
  cause: () =>
    "Who has been through a flow is remembered by its name: under a new one, everybody may come again, and runs of the old one are not taken over.",
  fix: ({ file, from }) =>
    `Keep its name, flow(${JSON.stringify(from)}, ...) or { name: ${JSON.stringify(from)} }. If a new flow is meant, delete ${file}.`,
  page: 'A flow is named after its file or export, unless it says its name. Whoever renames a file says by that, mostly without meaning to, that a new flow begins: its audience is enrolled from the start, and the old one\'s runs have no successor. `flow("welcome", send(...))`, or `{ name: "welcome" }` on another head, keeps the old name in the new file. `flow compile --check` fails until the old file is deleted.',
  spelling: {
    wrong: "git mv welcome.ts first-steps.ts",
    right:
      'git mv welcome.ts first-steps.ts\ngit mv welcome.ir.json first-steps.ir.json\n\nexport default on("user.signed_up", { name: "welcome" })',
  },
};
