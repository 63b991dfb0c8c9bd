import { DRAFT, type ProjectDraft, type SettingDraft } from "@flowline/ir";
import { jsonOf } from "../json-of.js";
import { sendFrom } from "../words/send-head.js";
import type { SettingOption } from "./env.js";
import type { Project, ProjectOptions, SubjectMap } from "./project.js";
import type { SmtpChannel } from "./smtp.js";

/**
 * Declares a project. Register it, so that `import { send } from "flowline"` knows its subject (see `Register`), or
 * take the words from it: `const { send } = defineProject(...)`.
 */
export function defineProject<Subjects extends SubjectMap>(options: ProjectOptions<Subjects>): Project<Subjects> {
  return Object.freeze({
    send: sendFrom,
    [DRAFT]: (): ProjectDraft => ({
      subjects: Object.fromEntries(
        Object.entries(options.subjects ?? {}).map(([name, subject]) => [name, subject.draft()]),
      ),
      messages: jsonOf(options.messages),
      database: settingOf(options.database),
      email: emailOf(options.channels?.email),
    }),
  });
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
