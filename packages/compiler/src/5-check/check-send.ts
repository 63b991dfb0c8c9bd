import type { Diagnostic, MessageVariable } from "@flowline/ir";
import { nearestName } from "@flowline/ir";
import type { LoweredSend, LoweredSubject } from "../4-lower/lowered.js";
import { diagnose } from "../diagnostics/definition.js";
import { missingChannel, unknownMessage, unknownVariable, unreadableField } from "../diagnostics/names.js";
import type { CheckSurroundings } from "./check-surroundings.js";

/** A message must exist, and mention only what the subject has. */
export function checkSend(
  send: LoweredSend,
  subject: LoweredSubject | null,
  surroundings: CheckSurroundings,
): readonly Diagnostic[] {
  return [...checkMessage(send, surroundings), ...checkVariables(send, subject, surroundings)];
}

function checkMessage({ message, span }: LoweredSend, { project, catalog }: CheckSurroundings): readonly Diagnostic[] {
  if (Object.hasOwn(catalog.messages, message)) return [];
  const nearest = nearestName(message, Object.keys(catalog.messages));
  return [diagnose(unknownMessage, { name: message, folder: project.ir.messages, nearest }, { span })];
}

/** A message must find its reader. What is missing for one is missing for all, so one of a flow is asked. */
export function checkWay(
  { message, span }: LoweredSend,
  subject: LoweredSubject | null,
  { project }: CheckSurroundings,
): readonly Diagnostic[] {
  const related = project.span === null ? [] : [{ message: "The project is defined here.", span: project.span }];
  const missing: Diagnostic[] = [];
  if (project.ir.channels.email === null) {
    const facts = {
      message,
      missing: "the project has no channel for mail",
      instead: 'channels: { email: smtp({ url: env("SMTP_URL"), from: "..." }) }',
    };
    missing.push(diagnose(missingChannel, facts, { span, related }));
  }
  if (subject !== null && !subject.hasAddress) {
    const facts = {
      message,
      missing: `the subject "${subject.ir.name}" has no mail address`,
      instead: "email: user => user.email",
    };
    missing.push(diagnose(missingChannel, facts, { span, related }));
  }
  return missing;
}

function checkVariables(
  { message }: LoweredSend,
  subject: LoweredSubject | null,
  { catalog }: CheckSurroundings,
): readonly Diagnostic[] {
  const summary = Object.hasOwn(catalog.messages, message) ? catalog.messages[message] : undefined;
  if (subject === null || summary === undefined) return [];
  return summary.variables.flatMap(variable => checkVariable(message, variable, subject) ?? []);
}

function checkVariable(
  message: string,
  variable: MessageVariable,
  { ir, unreadable }: LoweredSubject,
): Diagnostic | null {
  const { field, span } = variable;
  const foreign = variable.subject !== null && variable.subject !== ir.name;
  if (!foreign && Object.hasOwn(ir.fields, field)) return null;
  const type = foreign ? undefined : unreadable.get(field);
  if (type !== undefined) return diagnose(unreadableField, { subject: ir.name, field, type }, { span });
  const known = Object.keys(ir.fields).sort();
  const written = variable.subject === null ? field : `${variable.subject}.${field}`;
  const near = Object.hasOwn(ir.fields, field) ? field : nearestName(field, known);
  const nearest = near === undefined || variable.subject === null ? near : `${ir.name}.${near}`;
  return diagnose(unknownVariable, { message, variable: written, subject: ir.name, known, nearest }, { span });
}
