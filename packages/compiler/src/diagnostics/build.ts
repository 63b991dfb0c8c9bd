// Family 5: loading, bundling and running the project's modules.
import type { DiagnosticDefinition } from "./definition.js";
import { suggest } from "./definition.js";

/** Two builds of one flow that differ. */
export const notRepeatable: DiagnosticDefinition<{ readonly what: string }> = {
  code: "FLOW5001",
  severity: "error",
  title: "Two builds differ",
  message: ({ what }) => `${what} came out differently when it was built a second time.`,
  cause: () => "It depends on the clock, on chance, or on something that one build leaves behind for the next.",
  fix: () => 'Take out Date.now(), Math.random() and the like. In predicates use now(), ago("7d") and startOfToday().',
  page: "The compiler builds every flow twice, at two different times and with two different random seeds. What differs would be different on every machine that compiles the flow.",
};

/** A configuration that its journey refuses. */
export const badConfig: DiagnosticDefinition<{ readonly path: string; readonly problem: string }> = {
  code: "FLOW5002",
  severity: "error",
  title: "The configuration of a journey is not what it takes",
  message: ({ path, problem }) => `${path === "" ? "The configuration" : `\`${path}\``} is refused: ${problem}.`,
  cause: () => "The journey's schema says what may be configured, and this is not it.",
  fix: () => "Change the value here; the journey's documentation says what it takes.",
  page: "A journey declares its configuration as a zod schema. The schema is asked when the flow is compiled, and each of its findings is shown where the value is written.",
  spelling: {
    wrong: "export default drip({ days: 0 });      (its schema: z.object({ days: z.number().min(1) }))",
    right: "export default drip({ days: 3 });",
  },
};

/** Something that a journey needs and the project lacks. */
export const missingNeed: DiagnosticDefinition<{
  readonly journey: string;
  readonly kind: "event" | "message";
  readonly name: string;
}> = {
  code: "FLOW5003",
  severity: "error",
  title: "A journey needs what the project lacks",
  message: ({ journey, kind, name }) => `The journey "${journey}" needs the ${kind} "${name}".`,
  cause: ({ kind }) => (kind === "event" ? "The project does not declare it." : "There is no file for it."),
  fix: ({ kind, name }) =>
    kind === "event" ? `Declare it: events: { "${name}": event({ ... }) }.` : `Write the message ${name}.md.`,
  page: "A journey says which events and messages it works with. Without them it would compile in part and wait for what never comes.",
  spelling: {
    wrong: 'export default drip({ days: 3 });      (it requires the event "user.signed_up")',
    right: 'events: { "user.signed_up": event({ ... }) }',
  },
};

/** A module that reaches for network, processes or files. */
export const refusedModule: DiagnosticDefinition<{ readonly module: string }> = {
  code: "FLOW5004",
  severity: "error",
  title: "A flow imports a module that reaches outside",
  message: ({ module }) => `"${module}" cannot be imported by a flow or by what it imports.`,
  cause: () => "Flows are built at compile time, and that must not depend on the network, on processes or on files.",
  fix: () => "Move what needs it into a file that no flow imports.",
  page: "Building a flow gives a graph and nothing else. Files, sockets, processes and threads are refused while it is built. This guards against accidents: compiling trusts the repository.",
};

/** A secret, or a setting that may be one, where it would be committed. */
export const secretInFlow: DiagnosticDefinition<{ readonly setting: string } | { readonly looksLike: string }> = {
  code: "FLOW5005",
  severity: "error",
  title: "A secret would be written into the compiled flow",
  message: facts =>
    "setting" in facts
      ? `The setting env("${facts.setting}") cannot be written into a flow.`
      : `This value looks like ${facts.looksLike}.`,
  cause: () =>
    "What stands in a flow is written into its compiled form and committed; a secret must never stand there.",
  fix: facts =>
    "setting" in facts
      ? "Write the value out, if it is not a secret."
      : "Read it where it is used, in the body of a `do`, from the environment of the worker.",
  page: 'Arguments of words, and what predicates capture, are kept in `*.ir.json` beside the flow, for everybody to read. `env("NAME")` in the project file names a variable of the environment for the worker; its value is not known at compile time and never written down. In the body of a `.do(...)` read `process.env.NAME`, or take a client from `ctx.services`. If what was found is no secret, build the text from two parts.',
};

/** A captured value that is too big. */
export const captureTooBig: DiagnosticDefinition<{ readonly written: string; readonly bytes: number }> = {
  code: "FLOW5006",
  severity: "error",
  title: "A captured value is too big",
  message: ({ written, bytes }) => `\`${written}\` is ${bytes} bytes of JSON; at most 4096 can be captured.`,
  cause: () => "Captured values are written into the compiled flow, which people review and every decision reads.",
  fix: () => "Keep such lists in your database, and read a field instead.",
  page: "4 KB is a list of some hundred names. Beyond that it is data, and belongs into a table.",
};

/** A package that `flow build` cannot build. */
export const packageNotBuilt: DiagnosticDefinition<{ readonly folder: string; readonly problem: string }> = {
  code: "FLOW5017",
  severity: "error",
  title: "A package of journeys cannot be built",
  message: ({ folder, problem }) => `The package in ${folder} cannot be built: ${problem}.`,
  cause: () => "`flow build` makes the modules that package.json exports, each from the file of its name in `src`.",
  fix: () =>
    'Write "name", "version" and "exports": { ".": "./dist/index.js" } into package.json, and put the source into src/index.ts.',
  page: "A package that ships journeys exports built modules: `dist/drip.js` from `src/drip.ts`. `flow build` makes them, and beside each a `drip.flow.js` and a `drip.flow.json` by which `flow compile` finds the places and functions of the journey where the package is installed. Publish all of `dist`.",
};

/** Data where a flow should be. */
export const valueTooBig: DiagnosticDefinition<{ readonly bytes: number; readonly most: number }> = {
  code: "FLOW5016",
  severity: "error",
  title: "A value in a flow is too big",
  message: ({ bytes, most }) => `This value is ${bytes} bytes of JSON; at most ${most} can stand in a flow.`,
  cause: () => "What stands in a flow is written into its compiled form, which people review and every worker reads.",
  fix: () => "Keep the data in your database, and read it in the body of a `do`.",
  page: "64 KB is far more than anybody writes by hand. Beyond that it is data: keep it in a table, in a file that a body reads, or in the message.",
};

/** A text that no database can hold. */
export const unwritableText: DiagnosticDefinition<Record<never, never>> = {
  code: "FLOW5018",
  severity: "error",
  title: "A text holds a character that cannot be written",
  message: () => "This text holds half a character or a NUL.",
  cause: () => "Neither JSON nor Postgres can hold either, so the flow could not be compiled or deployed.",
  fix: () => 'Take it out. Where the text is cut from a longer one, cut it with [...text].slice(0, n).join("").',
  page: 'Characters beyond the first 65,536, such as most emoji, are two units of a JavaScript text. `"👋".slice(0, 1)` is half of one. The character NUL, `"\\0"`, is refused by Postgres.',
  spelling: { wrong: '.set({ greeting: "👋".slice(0, 1) })', right: '.set({ greeting: "👋" })' },
};

/** The language twice. */
export const twoCopies: DiagnosticDefinition<{
  readonly written: string;
  readonly usual: string;
  readonly other: string;
}> = {
  code: "FLOW5007",
  severity: "error",
  title: "Two copies of Flowline are in use",
  message: ({ written, other }) => `"${written}" brings another copy of Flowline: ${other}.`,
  cause: ({ usual }) => `The project uses ${usual}. Words of two versions in one flow may mean different things.`,
  fix: () => "Install one version for both: run `npm dedupe`, or declare it as a peer dependency of the package.",
  page: "A package that ships journeys should list `flowline` under `peerDependencies`, not under `dependencies`, so that it uses the copy of whoever installs it. `npm ls @flowline/dsl` shows all copies.",
};

/** A module that throws while it is loaded. */
export const moduleThrew: DiagnosticDefinition<{
  readonly error: string;
  /** A word of the language like the one that was called and is none. */
  readonly nearest: string | undefined;
}> = {
  code: "FLOW5008",
  severity: "error",
  title: "A module throws while it is loaded",
  message: ({ error }) => `This threw while the flow was built: ${error}`,
  cause: () => "The compiler runs the module to build the flow. It runs with an empty environment and without network.",
  fix: ({ nearest }) =>
    suggest(nearest, "Correct it, or move what cannot run at compile time into a file that no flow imports."),
  page: "A flow file and everything that it imports run once per build. They should define things and do nothing.",
};

/** A module that never ends. */
export const moduleHangs: DiagnosticDefinition<{ readonly how: string }> = {
  code: "FLOW5009",
  severity: "error",
  title: "A module does not come to an end",
  message: ({ how }) => `Building this ${how}.`,
  cause: () => "The file, or one that it imports, loops or awaits something that never comes.",
  fix: () => "Look for a loop without an end, or for an `await` at the top of the module.",
  page: "Building a flow takes milliseconds. One that takes longer than the limit is stopped, and the other flows are compiled without it.",
};

/** No project file. */
export const noProject: DiagnosticDefinition<{ readonly folder: string }> = {
  code: "FLOW5010",
  severity: "error",
  title: "There is no project file",
  message: ({ folder }) => `There is no flow.config.ts in ${folder} or above it.`,
  cause: () => "The project file says whom flows are about, where messages are and how mail is sent.",
  fix: () => "Run `flow init` to make one.",
  page: "`flow.config.ts` (or `.mts`, `.js`, `.mjs`) stands at the root of the project and exports `defineProject({ ... })`.",
};

/** An import that leads nowhere, or another mistake that the bundler reports. */
export const cannotBundle: DiagnosticDefinition<{ readonly problem: string }> = {
  code: "FLOW5011",
  severity: "error",
  title: "A module cannot be bundled",
  message: ({ problem }) => `This module cannot be bundled: ${problem}`,
  cause: () => "The compiler bundles a flow with all that it imports before it builds it.",
  fix: () => "Check the path and the name, and that the package is installed.",
  page: "The words after the colon come from esbuild, which bundles the flow. Most often a path is misspelled, or a package is missing in `package.json`.",
};

/** A read of the environment. */
export const environmentRead: DiagnosticDefinition<{ readonly written: string }> = {
  code: "FLOW5012",
  severity: "error",
  title: "A flow reads the environment",
  message: ({ written }) => `\`${written}\` cannot be read here.`,
  cause: () =>
    "Flows are compiled once and run anywhere: the environment of the machine that compiles must not decide what they are.",
  fix: () => 'In the project file write env("NAME"), which the worker resolves. In a flow write the value out.',
  page: "Flows are built with an empty environment, so the value would be undefined.",
};

/** A build that brought the process down. */
export const moduleCrashed: DiagnosticDefinition<{ readonly how: string }> = {
  code: "FLOW5013",
  severity: "error",
  title: "Building a flow ends the process",
  message: ({ how }) => `The process that built this ended early: ${how}.`,
  cause: () => "The file, or one that it imports, ended the process or used more than 512 MB of memory.",
  fix: () => "Look for process.exit(), or for data that grows without end.",
  page: "Every project is built in a process of its own, so that a mistake in one flow cannot take the compiler with it.",
};

/** A project file that exports something else. */
export const notAProject: DiagnosticDefinition<{ readonly found: string }> = {
  code: "FLOW5014",
  severity: "error",
  title: "The project file does not export a project",
  message: ({ found }) => `The default export of the project file is ${found}, not a project.`,
  cause: () => "The compiler takes the project from the default export of this file.",
  fix: () => "End the file with `export default project`, where `const project = defineProject({ ... })`.",
  page: "`flow.config.ts` needs a default export made by `defineProject`.",
};

/** IR that nobody will review. */
export const bigIr: DiagnosticDefinition<{ readonly kilobytes: number }> = {
  code: "FLOW5015",
  severity: "warning",
  title: "A compiled flow is very big",
  message: ({ kilobytes }) => `This flow compiles to ${kilobytes} KB.`,
  cause: () => "Workers load it whole, and people review it with every change.",
  fix: () => "Move a part into a flow of its own and call() it, or lists into your database.",
  page: "The warning begins at 256 KB. A flow of that size is one that nobody reads.",
};
