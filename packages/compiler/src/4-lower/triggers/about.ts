import type { EventIr } from "@flowline/ir";
import { nearestName, typeOf } from "@flowline/ir";
import { diagnose, listNames } from "../../diagnostics/definition.js";
import { unknownSubject } from "../../diagnostics/flow-names.js";
import { unclearSubject } from "../../diagnostics/form.js";
import type { ReadableVariable } from "../environment.js";
import { type Call, report } from "../flow-scope.js";
import type { LoweredEvent } from "../lowered.js";
import { argumentOf } from "../place/call.js";
import { type Given, itemsOf, memberOf, textOf } from "../place/given.js";
import { typeOfSchema } from "../schema-type.js";
import { ANY } from "../types.js";
import { ABOUT_NOTHING, type About } from "./trigger-parts.js";

/** Whom the flow is about and what began it, as its head tells. */
export function aboutOf(call: Call): About {
  switch (call.link.word) {
    case "send":
      return { ...ABOUT_NOTHING, hasSubject: true, subject: onlySubject(call) };
    case "audience":
      return { ...ABOUT_NOTHING, hasSubject: true, subject: namedSubject(call) };
    case "on":
      return aboutEvent(call);
    case "schedule":
      return {
        ...ABOUT_NOTHING,
        trigger: { object: { scheduledAt: { scalar: "instant", nullable: false } }, nullable: false },
      };
    case "manual":
      return aboutInput(argumentOf(call, 0));
    case "task":
      return aboutInput(taskInput(call));
    default:
      return ABOUT_NOTHING;
  }
}

/** A flow is about the project's one subject. That there is none has been said about the project already. */
function onlySubject(call: Call): string | null {
  const { project } = call.scope;
  if (project === null) return null;
  const names = [...project.subjects.keys()];
  if (names.length <= 1) return names[0] ?? null;
  return report(call.scope, diagnose(unclearSubject, { subjects: listNames(names) }, { span: call.scope.span }));
}

/** `audience("order", ...)` names the subject. */
function namedSubject(call: Call): string | null {
  const given = argumentOf(call, 0);
  const name = textOf(given);
  const { project } = call.scope;
  if (name === null || project === null) return onlySubject(call);
  if (project.subjects.has(name)) return name;
  const known = [...project.subjects.keys()].sort();
  const facts = { name, known, nearest: nearestName(name, known) };
  return report(call.scope, diagnose(unknownSubject, facts, { span: given?.span ?? call.span }));
}

function aboutEvent(call: Call): About {
  const event = eventOf(call);
  if (event === null) return { ...ABOUT_NOTHING, hasSubject: true, trigger: ANY };
  const keys = keyNames(call).flatMap(({ name }): [string, ReadableVariable][] => {
    const key = keyOf(event.ir, name);
    if (key === null) return [];
    const variable = `keys.${name}`;
    return [[name, { variable, type: typeOf(key), certain: true, span: null, variants: null }]];
  });
  const { payload, subject } = event.ir;
  return { subject, hasSubject: subject !== null, trigger: payload, choices: event.choices, keys: new Map(keys) };
}

/** The event that begins the flow, if the project has it. */
function eventOf(call: Call): LoweredEvent | null {
  const name = textOf(argumentOf(call, 0));
  return name === null ? null : (call.scope.project?.events.get(name) ?? null);
}

/** The names under `key`, with their places. */
export function keyNames(call: Call): readonly { readonly name: string; readonly given: Given }[] {
  const options = argumentOf(call, 1);
  const key = options === null ? null : memberOf(options, "key");
  const items = key === null ? [] : (itemsOf(key) ?? [key]);
  return items.flatMap(given => {
    const name = textOf(given);
    return name === null ? [] : [{ name, given }];
  });
}

/** What a key of an event is, or null where the event has none of that name. */
export function keyOf(event: EventIr, name: string): EventIr["keys"][string] | null {
  return Object.hasOwn(event.keys, name) ? (event.keys[name] ?? null) : null;
}

/** The schema among a task's options. */
function taskInput(call: Call): Given | null {
  const options = argumentOf(call, 1);
  return options === null ? null : memberOf(options, "input");
}

function aboutInput(given: Given | null): About {
  if (given?.draft.kind !== "schema") return { ...ABOUT_NOTHING, trigger: ANY };
  const { type, choices } = typeOfSchema(given.draft.schema);
  return { ...ABOUT_NOTHING, trigger: type, choices };
}
