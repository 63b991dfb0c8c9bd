/** One file of a new project. */
export interface Template {
  readonly path: string;
  readonly text: string;
  /** What it is, for the list that `flow init` prints. */
  readonly what: string;
}

const flow = `import { send } from "flowline";

export default send("hi", user => user.signed_up_today)
  .waitFor("7d")
  .send("upgrade", user => !user.upgraded);
`;

const config = `import { defineProject, env, smtp, startOfToday, subject, table } from "flowline";
import { z } from "zod";

/** A row of your own table: the columns that flows and messages may read. */
const User = z.object({
  id: z.number(),
  email: z.email(),
  name: z.string(),
  upgraded: z.boolean(),
  created_at: z.date(),
});

const project = defineProject({
  database: env("DATABASE_URL"),
  subjects: {
    user: subject({
      schema: User,
      source: table("users", { key: "id" }),
      derive: { signed_up_today: user => user.created_at >= startOfToday() },
      email: user => user.email,
    }),
  },
  messages: "./messages",
  channels: { email: smtp({ url: env("SMTP_URL"), from: "Ada <ada@example.com>" }) },
});

declare module "flowline" {
  interface Register {
    project: typeof project;
  }
}

export default project;
`;

const hi = `---
subject: "Welcome, {{ user.name }}"
---

# Good to have you, {{ user.name }}

This mail is \`messages/hi.md\`. Write what somebody should know on their first day, and
[where to begin](https://example.com/start).

If anything is in your way, answer this mail.

Ada
`;

const upgrade = `---
subject: "{{ user.name }}, your first week"
---

# A week in, {{ user.name }}

This mail is \`messages/upgrade.md\`. It goes out seven days after the first one, and only to those who have not upgraded
by then.

[See what upgrading brings](https://example.com/upgrade)

Ada
`;

const devSql = `-- Stands in for your application's own table, so that \`flow dev\` has somebody to write to. \`flow dev\` runs this file
-- once, on the development database that it starts itself, when the table is missing. It is never run elsewhere.

create table users (
  id         bigint generated always as identity primary key,
  email      text not null unique,
  name       text not null,
  upgraded   boolean not null default false,
  created_at timestamptz not null default now()
);

insert into users (email, name, upgraded, created_at) values
  ('grace@example.com',     'Grace',     false, now()),
  ('alan@example.com',      'Alan',      false, now()),
  ('katherine@example.com', 'Katherine', true,  now()),
  ('barbara@example.com',   'Barbara',   false, now() - interval '3 days');
`;

const tsconfig = `{
  "compilerOptions": {
    "target": "es2023",
    "lib": ["es2023"],
    "module": "esnext",
    "moduleResolution": "bundler",
    "types": [],
    "strict": true,
    "noEmit": true,
    "skipLibCheck": true
  },
  "include": ["*.ts"]
}
`;

/** The files of a new project: the flow of the README's first page, and what it needs. */
export const templates: readonly Template[] = Object.freeze([
  { path: "flow.config.ts", text: config, what: "the project: who a user is, where they are, how mail leaves" },
  { path: "upgrade-drip.ts", text: flow, what: "a first flow" },
  { path: "messages/hi.md", text: hi, what: "its first mail" },
  { path: "messages/upgrade.md", text: upgrade, what: "its second mail" },
  { path: "dev.sql", text: devSql, what: "a table of users for flow dev; your application has its own" },
  { path: "tsconfig.json", text: tsconfig, what: "types in the editor" },
  { path: ".gitignore", text: "node_modules/\n.flow/\n", what: "keeps the development database out of git" },
]);
