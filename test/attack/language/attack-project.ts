import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CompileResult, compile } from "@flowline/compiler";
import type { Diagnostic } from "@flowline/ir";
import { loadCatalog } from "@flowline/messages";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** A project about users, with events about them and about their carts. */
const CONFIG = `import { defineProject, env, event, smtp, subject, table } from "flowline";
import { z } from "zod";

const User = z.object({
  id: z.number(),
  email: z.string(),
  name: z.string(),
  plan: z.enum(["free", "pro"]),
  upgraded: z.boolean(),
  renews_on: z.date().nullable(),
});
const Cart = z.object({ userId: z.number(), cartId: z.string(), total: z.number(), items: z.array(z.string()) });
const project = defineProject({
  database: env("DATABASE_URL"),
  subjects: { user: subject({ schema: User, source: table("users", { key: "id" }), email: user => user.email }) },
  events: {
    "user.seen": event({ schema: z.object({ userId: z.number() }), subject: "user", id: e => e.userId }),
    "cart.updated": event({ schema: Cart, subject: "user", id: e => e.userId, keys: { cart: e => e.cartId } }),
    "order.placed": event({ schema: Cart, subject: "user", id: e => e.userId, keys: { cart: e => e.cartId } }),
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

const MAIL = "---\nsubject: Hello\n---\n\nHello\n";
const MESSAGES: Files = { "messages/hi.md": MAIL, "messages/bye.md": MAIL };

/** Files by their path in the project. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A project in a folder of its own, which is gone when the work is done. */
export async function withProject<Result>(files: Files, work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "flowline-attack-")));
  const all: Files = { "flow.config.ts": CONFIG, ...MESSAGES, ...files };
  try {
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    for (const [path, content] of Object.entries(all)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Compiles a project, and holds every finding against what a finding must be. */
export async function compileAt(folder: string, limitMs = 20_000): Promise<CompileResult> {
  const result = await compile({ projectDir: folder, messages: path => loadCatalog(folder, path), limitMs });
  for (const diagnostic of result.diagnostics) await checkFinding(diagnostic, folder);
  return result;
}

/** The same for a project with these files. */
export async function compileFiles(files: Files, limitMs?: number): Promise<CompileResult> {
  return await withProject(files, folder => compileAt(folder, limitMs));
}

/** `CODE line:column` of the findings in each file, in their order; files without any are left out. */
export function findingsByFile({ diagnostics }: CompileResult): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  for (const { code, span } of diagnostics) {
    const place = span === null ? "" : ` ${span.start.line}:${span.start.column}`;
    const file = span?.file ?? "";
    found[file] = [...(found[file] ?? []), `${code}${place}`];
  }
  return found;
}

/** What gives away that our own code fell over, or that a person sees what is meant for us. */
const INTERNAL = /\bat .*:\d+:\d+|node:internal|packages\/(?:compiler|dsl|ir)\/|__flowline|flow-exports|\[object /;

async function checkFinding({ code, message, cause, fix, span, related }: Diagnostic, folder: string): Promise<void> {
  const text = `${code} ${message} ${cause} ${fix}`;
  if (!/^FLOW\d{4}$/.test(code)) throw new Error(`A finding without a code: ${text}`);
  for (const sentence of [message, cause, fix]) {
    if (sentence.trim() === "" || /[\n\r\t]/.test(sentence)) throw new Error(`A sentence that is none: ${text}`);
  }
  if (INTERNAL.test(text)) throw new Error(`A finding that speaks of our own code: ${text}`);
  for (const place of [span, ...related.map(other => other.span)]) {
    if (place === null) continue;
    const length = (await readFile(join(folder, place.file), "utf8")).replace(/^\uFEFF/, "").length;
    const { start, end } = place;
    const isInside = start.offset >= 0 && start.offset <= end.offset && end.offset <= length;
    if (!isInside || start.line < 1 || start.column < 1) {
      throw new Error(`A place outside of ${place.file}, ${JSON.stringify(place)}: ${text}`);
    }
  }
}
