import { posix } from "node:path";
import type { Json, ProjectDraft, ProjectIr, Setting, Span } from "@flowline/ir";
import { IR_VERSION } from "@flowline/ir";
import { diagnose } from "../diagnostics/definition.js";
import { wrongSetting } from "../diagnostics/form.js";
import { lowerEvent } from "./lower-event.js";
import { lowerSubject } from "./lower-subject.js";
import type { LoweredProject, LoweredSubject } from "./lowered.js";
import type { Lowering } from "./lowering.js";

/** Lowers what the project file says. Settings that are missing are reported and left empty, so that flows can go on. */
export function lowerProject(draft: ProjectDraft, span: Span | null, lowering: Lowering): LoweredProject {
  const report = (setting: string, problem: string, instead: string): void => {
    lowering.diagnostics.push(diagnose(wrongSetting, { setting, problem, instead }, { span }));
  };
  const subjects = new Map<string, LoweredSubject>();
  for (const [name, subject] of Object.entries(draft.subjects))
    subjects.set(name, lowerSubject(name, subject, { lowering, span }));
  if (subjects.size === 0) report("subjects", "is empty", "subjects: { user: subject({ ... }) }");
  const place = { lowering, span, subjects };
  const events = new Map(
    Object.entries(draft.events)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, event]) => [name, lowerEvent(name, event, place)] as const),
  );
  const messages = messageFolder(draft.messages);
  if (messages === null) report("messages", "is not a folder inside the project", 'messages: "./messages"');
  if (draft.database === null) report("database", "is missing", 'database: env("DATABASE_URL")');
  if (draft.email !== null && typeof draft.email.from !== "string") {
    report("channels.email.from", "is not a text", 'from: "Ada <ada@example.com>"');
  }
  const ir: ProjectIr = {
    irVersion: IR_VERSION,
    subjects: Object.fromEntries([...subjects].map(([name, { ir }]) => [name, ir])),
    events: Object.fromEntries([...events].map(([name, { ir }]) => [name, ir])),
    messages: messages ?? "",
    database: draft.database ?? NOTHING,
    channels: { email: draft.email === null ? null : { ...draft.email, from: String(draft.email.from) } },
  };
  return { ir, subjects, events, span };
}

const NOTHING: Setting = { value: "" };

/** The folder in one spelling, relative to the project. */
function messageFolder(written: Json): string | null {
  if (typeof written !== "string" || written === "") return null;
  const folder = posix.normalize(written.replaceAll("\\", "/")).replace(/\/$/, "");
  return posix.isAbsolute(folder) || folder === ".." || folder.startsWith("../") ? null : folder;
}
