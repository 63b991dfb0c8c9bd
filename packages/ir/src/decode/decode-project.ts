import type { EventIr } from "../event.js";
import { IR_VERSION } from "../flow.js";
import type { ProjectIr, ProjectSubjectIr, Setting, SmtpChannelIr } from "../project.js";
import { DecodeError } from "./decode-error.js";
import { decodeEvent } from "./decode-event.js";
import { decodeExpression } from "./decode-expression.js";
import { refuseOtherVersion } from "./decode-ir-version.js";
import { refuseUnsoundSubject, subjectShape } from "./decode-subject.js";
import { at, type Decoder, filledText, nullable, oneOf, recordOf, shape, text } from "./decoder.js";
import { refuseDeep } from "./refuse-deep.js";
import { refuseIllTyped, refuseUnportable } from "./refuse-ill-typed.js";
import { refuseUnsoundEvent } from "./refuse-unsound-event.js";

type Named = Extract<Setting, { readonly env: string }>;
type Written = Extract<Setting, { readonly value: string }>;

const decodeNamed = shape<Named>({ env: filledText });
const decodeWritten = shape<Written>({ value: text });

const decodeSetting: Decoder<Setting> = (value, path) => {
  const isNamed = typeof value === "object" && value !== null && Object.hasOwn(value, "env");
  return isNamed ? decodeNamed(value, path) : decodeWritten(value, path);
};

const decodeForm = shape<ProjectIr>({
  irVersion: oneOf(IR_VERSION),
  subjects: recordOf(
    shape<ProjectSubjectIr>({
      ...subjectShape,
      email: nullable(decodeExpression),
      zone: nullable(decodeExpression),
      locale: nullable(decodeExpression),
    }),
  ),
  events: recordOf(decodeEvent),
  messages: filledText,
  database: decodeSetting,
  channels: shape<ProjectIr["channels"]>({
    email: nullable(shape<SmtpChannelIr>({ provider: oneOf("smtp"), url: decodeSetting, from: filledText })),
  }),
});

/** The project in a JSON value, frozen. Throws a `DecodeError` at the first thing that is malformed or ill-typed. */
export function decodeProject(json: unknown): ProjectIr {
  refuseOtherVersion(json);
  refuseDeep(json);
  const project = decodeForm(json, "");
  for (const [name, subject] of Object.entries(project.subjects)) refuseUnsound(name, subject);
  for (const [name, event] of Object.entries(project.events)) refuseUnsoundDeclaration(name, event, project);
  return project;
}

function refuseUnsound(name: string, subject: ProjectSubjectIr): void {
  const path = at("subjects", name);
  if (subject.name !== name) throw new DecodeError(`${path}.name`, `expected "${name}", found "${subject.name}"`);
  refuseUnsoundSubject(subject, path);
  for (const member of ["email", "zone", "locale"] as const) {
    const expression = subject[member];
    if (expression !== null) refuseIllTyped(expression, subject.fields, [`${path}.${member}`, "text"]);
  }
}

function refuseUnsoundDeclaration(name: string, event: EventIr, { subjects }: ProjectIr): void {
  const path = at("events", name);
  refuseUnsoundEvent(event, path);
  if (event.subject !== null && !Object.hasOwn(subjects, event.subject)) {
    throw new DecodeError(`${path}.subject`, `there is no subject "${event.subject}"`);
  }
  const variables = { event: event.payload };
  const asked = [
    ["id", event.id] as const,
    ...Object.entries(event.keys).map(([key, of]) => [`keys.${key}`, of] as const),
  ];
  for (const [member, expression] of asked) {
    if (expression === null) continue;
    refuseIllTyped(expression, {}, [`${path}.${member}`, "value", variables]);
    refuseUnportable(expression, `${path}.${member}`);
  }
}
