import type { Diagnostic, MessageVariable } from "@flowline/ir";
import { nearestName } from "@flowline/ir";
import type { LoweredSend, LoweredSubject } from "../4-lower/lowered.js";
import { diagnose } from "../diagnostics/definition.js";
import { missingChannel, unknownMessage, unknownVariable, unreadableField } from "../diagnostics/names.js";
import type { CheckSurroundings } from "./check-surroundings.js";

/** A message must exist. */
export function checkMessage(
  { message, span }: LoweredSend,
  { project, catalog }: CheckSurroundings,
): readonly Diagnostic[] {
  if (Object.hasOwn(catalog.messages, message)) return [];
  const nearest = nearestName(message, Object.keys(catalog.messages));
  return [diagnose(unknownMessage, { name: message, folder: project.ir.messages, nearest }, { span })];
}

/** Mail needs a channel. What is missing for one message is missing for all, so one of a flow is asked. */
export function checkChannel({ message, span }: LoweredSend, { project }: CheckSurroundings): readonly Diagnostic[] {
  if (project.ir.channels.email !== null) return [];
  const facts = {
    message,
    missing: "the project has no channel for mail",
    instead: 'channels: { email: smtp({ url: env("SMTP_URL"), from: "..." }) }',
  };
  return [diagnose(missingChannel, facts, { span, related: relatedOf(project.span) })];
}

/** A message must find its reader: the subject's address, or one that the send gives. */
export function checkAddress(
  { message, span }: LoweredSend,
  subject: LoweredSubject | null,
  { project }: CheckSurroundings,
): readonly Diagnostic[] {
  if (subject?.hasAddress === true) return [];
  const facts =
    subject === null
      ? { message, missing: "the flow is about nobody", instead: `{ to: ... } to the send, or a subject` }
      : {
          message,
          missing: `the subject "${subject.ir.name}" has no mail address`,
          instead: "email: user => user.email",
        };
  return [diagnose(missingChannel, facts, { span, related: subject === null ? [] : relatedOf(project.span) })];
}

function relatedOf(span: CheckSurroundings["project"]["span"]) {
  return span === null ? [] : [{ message: "The project is defined here.", span }];
}

/** A message mentions only what the subject has or the send gives. */
export function checkVariables(
  { message, provided }: LoweredSend,
  subject: LoweredSubject | null,
  { catalog }: CheckSurroundings,
): readonly Diagnostic[] {
  const summary = Object.hasOwn(catalog.messages, message) ? catalog.messages[message] : undefined;
  // Data of which nobody knows the members may give anything.
  if (summary === undefined || provided === null) return [];
  const missing = summary.variables.filter(({ field, subject: of }) => of !== null || !provided.includes(field));
  return missing.flatMap(variable => checkVariable(message, variable, subject) ?? []);
}

function checkVariable(message: string, variable: MessageVariable, subject: LoweredSubject | null): Diagnostic | null {
  const { field, span } = variable;
  const written = variable.subject === null ? field : `${variable.subject}.${field}`;
  if (subject === null) {
    const facts = { message, variable: written, subject: null, known: [], nearest: undefined };
    return diagnose(unknownVariable, facts, { span });
  }
  const { ir, unreadable } = subject;
  const foreign = variable.subject !== null && variable.subject !== ir.name;
  if (!foreign && Object.hasOwn(ir.fields, field)) return null;
  const type = foreign ? undefined : unreadable.get(field);
  if (type !== undefined) return diagnose(unreadableField, { subject: ir.name, field, type }, { span });
  const known = Object.keys(ir.fields).sort();
  const near = Object.hasOwn(ir.fields, field) ? field : nearestName(field, known);
  const nearest = near === undefined || variable.subject === null ? near : `${ir.name}.${near}`;
  return diagnose(unknownVariable, { message, variable: written, subject: ir.name, known, nearest }, { span });
}
