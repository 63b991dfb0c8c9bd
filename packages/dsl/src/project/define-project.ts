import { DRAFT, type ProjectDraft, type SettingDraft } from "@flowline/ir";
import { jsonOf } from "../draft/json-of.js";
import { headsOf } from "../words/heads.js";
import type { SettingOption } from "./env.js";
import type { EventMap, Project, ProjectOptions, SubjectMap } from "./project.js";
import type { SmtpChannel } from "./smtp.js";

/**
 * Declares a project. Register it, so that `import { send } from "flowline"` knows its subjects and events (see
 * `Register`), or take the words from it: `const { send, on } = defineProject(...)`.
 */
export function defineProject<
  Subjects extends SubjectMap,
  Events extends EventMap = Readonly<Record<never, never>>,
  Services = undefined,
>(options: ProjectOptions<Subjects, Events, Services>): Project<Subjects, Events, Services>;
export function defineProject(options: ProjectOptions<SubjectMap, EventMap, unknown>): object {
  return Object.freeze({
    ...headsOf(),
    [DRAFT]: (): ProjectDraft => ({
      subjects: draftEach(options.subjects),
      events: draftEach(options.events),
      messages: jsonOf(options.messages),
      database: settingOf(options.database),
      email: emailOf(options.channels?.email),
    }),
  });
}

/** What each declaration says of itself. */
function draftEach<Draft>(
  declared: Readonly<Record<string, { readonly draft: () => Draft }>> | undefined,
): Readonly<Record<string, Draft>> {
  return Object.fromEntries(Object.entries(declared ?? {}).map(([name, one]) => [name, one.draft()]));
}

/** Null where the author (without types) gave neither a name nor a text. */
function settingOf(setting: SettingOption | undefined): SettingDraft | null {
  if (typeof setting === "string") return { value: setting };
  return typeof setting?.env === "string" ? { env: setting.env } : null;
}

function emailOf(channel: SmtpChannel | undefined): ProjectDraft["email"] {
  const url = settingOf(channel?.url);
  return channel === undefined || url === null ? null : { provider: "smtp", url, from: jsonOf(channel.from) };
}
