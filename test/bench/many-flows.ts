import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A project with as many flows as one wants, in a folder of its own. */
export interface ManyFlows {
  readonly folder: string;
  /** The flows' files, relative to the folder. */
  readonly files: readonly string[];
  remove(): Promise<void>;
}

/** How many nodes each flow has, its end included. */
export const NODES_EACH = 12;

/** Writes a project of many flows, no two of them the same. It finds the packages of this repository as if they were installed. */
export async function writeManyFlows(count: number): Promise<ManyFlows> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "flowline-many-")));
  await symlink(fileURLToPath(new URL("../../../node_modules", import.meta.url)), join(folder, "node_modules"));
  const flows = Array.from({ length: count }, (_, index) => flowOf(index));
  const files = flows.map(({ file }) => file);
  const others = {
    "package.json": '{ "type": "module" }\n',
    "tsconfig.json": TSCONFIG,
    "flow.config.ts": CONFIG,
    "lib/people.ts": PEOPLE,
    ...Object.fromEntries(MESSAGES.map(name => [`messages/${name}.md`, messageOf(name)])),
  };
  for (const [file, text] of [...Object.entries(others), ...flows.map(({ file, text }) => [file, text] as const)]) {
    await mkdir(join(folder, file, ".."), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return { folder, files, remove: () => rm(folder, { recursive: true, force: true }) };
}

const TSCONFIG = `{
  "compilerOptions": {
    "target": "es2023", "lib": ["es2023"], "module": "nodenext", "types": [], "strict": true, "noEmit": true, "skipLibCheck": true
  },
  "include": ["**/*.ts"]
}
`;

const CONFIG = `import { defineProject, env, event, smtp, startOfToday, subject, table } from "flowline";
import { z } from "zod";

const project = defineProject({
  database: env("DATABASE_URL"),
  subjects: {
    user: subject({
      schema: z.object({
        id: z.string(),
        email: z.string(),
        name: z.string(),
        country: z.string().nullable(),
        plan: z.enum(["free", "pro", "team"]),
        logins: z.number(),
        upgraded: z.boolean(),
        created_at: z.date(),
      }),
      source: table("users", { key: "id" }),
      derive: { signed_up_today: user => user.created_at >= startOfToday() },
      email: user => user.email,
    }),
  },
  events: {
    "user.signed_up": event({ schema: z.object({ userId: z.string(), campaign: z.string() }), subject: "user", id: e => e.userId }),
    "user.active": event({ schema: z.object({ userId: z.string() }), subject: "user", id: e => e.userId }),
    "order.placed": event({
      schema: z.object({ userId: z.string(), orderId: z.string(), total: z.number() }),
      subject: "user",
      id: e => e.userId,
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

const PEOPLE = `/** Whom we take for somebody who knows their way about. */
export const isRegular = (user: { readonly logins: number; readonly plan: string }) => user.logins > 20 || user.plan === "team";

export const limits = { quiet: "2d", patience: "5d" } as const;
`;

const MESSAGES = ["welcome", "tips", "nudge", "thanks", "offer", "case", "survey", "bye"] as const;

function messageOf(name: string): string {
  return `---
subject: "${name}, {{ user.name }}"
---

# Good to see you, {{ user.name }}

You are on the plan {{ user.plan }}. Here is what it does for you.

[Have a look](https://tidepool.example/${name})
`;
}

interface FlowFile {
  readonly file: string;
  readonly text: string;
}

function flowOf(index: number): FlowFile {
  const make = [signUp, order, audience][index % 3] ?? signUp;
  return { file: `flows/area-${Math.floor(index / 20)}/flow-${index}.ts`, text: make(index) };
}

const pick = (index: number): string => MESSAGES[index % MESSAGES.length] ?? "welcome";

function signUp(index: number): string {
  return `import { on } from "flowline";
import { isRegular, limits } from "../../lib/people.js";

export default on("user.signed_up", { where: e => e.campaign === "campaign-${index}" })
  .exitWhen(user => user.upgraded)
  .send("${pick(index)}")
  .waitFor(limits.quiet)
  .when(user => user.logins < ${(index % 9) + 1}, b => b.send("${pick(index + 1)}", { name: "${pick(index + 1)} again" }), b => b.do("greet ${index}", async user => user.name))
  .waitFor("order.placed", { within: "${(index % 5) + 2}d" }, {
    got: b => b.send("${pick(index + 2)}", { name: "after the order" }),
    timeout: b => b.do("sync ${index}", async user => ({ id: user.id, at: ${index} })),
  })
  .waitFor("${(index % 7) + 1}d")
  .send("${pick(index + 3)}", user => !isRegular(user) && user.email.endsWith("@example.com"), { name: "last" });
`;
}

function order(index: number): string {
  return `import { ago, on } from "flowline";
import { limits } from "../../lib/people.js";

export default on("order.placed", { where: e => e.total >= ${(index % 40) + 5} })
  .do("invoice ${index}", async (user, { trigger }) => ({ total: trigger.total * ${index + 1}, of: user.id }))
  .waitFor("${(index % 4) + 1}h")
  .when(
    user => user.plan === "free" && user.created_at < ago("${(index % 20) + 3}d"),
    b => b.send("${pick(index)}", { name: "first offer" }),
    b => b.send("${pick(index + 1)}", { name: "other offer" }),
  )
  .waitFor({ seen: "user.active", late: limits.patience }, { as: "next" }, {
    seen: b => b.send("${pick(index + 2)}", { name: "seen" }),
    late: b => b.do("tell ${index}", async user => user.name),
  })
  .when((user, { steps }) => steps.next.is === "seen" && user.logins > ${index % 11}, b => b.send("${pick(index + 3)}", { name: "bye" }), b => b.do("close ${index}", async user => user.id));
`;
}

function audience(index: number): string {
  return `import { send } from "flowline";
import { isRegular, limits } from "../../lib/people.js";

const rest = "${(index % 6) + 1}d";

export default send("${pick(index)}", user => user.signed_up_today && !user.upgraded && user.logins >= ${index % 13})
  .waitFor(rest)
  .send("${pick(index + 1)}", user => user.country === "DE" || user.country === "AT", { name: "near" })
  .waitFor("user.active", { within: limits.patience }, {
    got: b => b.do("count ${index}", async user => ({ seen: user.logins })),
    timeout: b => b.send("${pick(index + 2)}", { name: "quiet" }),
  })
  .waitFor("${(index % 3) + 2}d")
  .when(user => isRegular(user), b => b.send("${pick(index + 3)}", { name: "regular" }))
  .do("close ${index}", async user => ({ closed: user.id }));
`;
}
