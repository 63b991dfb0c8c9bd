import { describe, expect, it } from "vitest";
import { buildFiles } from "../support/write-project.js";

// What must not be evaluated throws where it is.
const POOL = `throw new Error("the pool was touched: " + process.env.DATABASE_URL);\nexport const pool = { query() {} };\n`;

describe("the bodies of a flow", { timeout: 60_000 }, () => {
  it("are cut out with the imports and constants that only they use", async () => {
    const { flows, findings } = await buildFiles({
      "db.ts": POOL,
      "pay.ts": `import { readFileSync } from "node:fs";\nexport class Client { key = readFileSync("key"); }\n`,
      "order.ts": `import { on } from "flowline";
import { pool } from "./db.js";
import { Client } from "./pay.js";

const client = new Client(process.env.PAY_KEY);
async function refund() { await client.refund(); }

export default on("order.paid").do("charge", { undo: refund }, async (_, ctx) => {
  await pool.query("select 1", [ctx.trigger.id]);
  return client.charge(process.env.ACCOUNT);
});
`,
    });
    expect(findings).toEqual([]);
    expect(flows.map(({ name, draft }) => [name, draft.links.map(({ word }) => word)])).toEqual([
      ["order", ["on", "do"]],
    ]);
  });

  it("may be handlers from other files, which are then never loaded", async () => {
    const { flows, findings, reading } = await buildFiles({
      "db.ts": POOL,
      "handlers.ts": `import { pool } from "./db.js";
export async function charge(_: unknown, { steps }) { return pool.query(steps.hi.status); }
export default async () => pool.query("");
`,
      "order.ts": `import { on } from "flowline";
import last, { charge } from "./handlers.js";
import * as all from "./handlers.js";

export default on("order.paid").do("a", charge).do("b", last).do("c", all.charge);
`,
    });
    expect(findings).toEqual([]);
    expect(flows).toHaveLength(1);
    const lambda = flows[0]?.draft.links[1]?.args[1];
    const source = reading.lambdas.get((lambda?.kind === "lambda" ? lambda.lambda.lambda : null) ?? "");
    expect(source).toMatchObject({ file: "handlers.ts", parameters: 2 });
    expect(source?.mentions.paths).toMatchObject([
      { parameter: 1, path: ["steps"], escapes: false },
      { parameter: 1, path: ["steps", "hi", "status"], escapes: true },
    ]);
  });

  it("leave a module alone whose other half the flow is built with", async () => {
    const { flows, findings } = await buildFiles({
      "db.ts": POOL,
      "lib/index.ts": `export * from "./pieces.js";\nexport { charge, loadUser } from "./handlers.js";\n`,
      "lib/pieces.ts": `import type { Chain } from "flowline";
import { pool } from "../db.js";
export const ending = <S>(chain: Chain<S>) => chain.send("bye");
export async function unusedByFlows() { return pool.query(""); }
`,
      "lib/handlers.ts": `import { pool } from "../db.js";
export const charge = async () => pool.query("");
export const loadUser = async () => pool.query("");
`,
      "order.ts": `import { on } from "flowline";
import { charge, ending } from "./lib/index.js";

export default ending(on("order.paid").do("charge", charge));
`,
    });
    expect(findings).toEqual([]);
    expect(flows[0]?.draft.links.map(({ word }) => word)).toEqual(["on", "do", "send"]);
  });

  it("take nothing with them that the flow is built with as well", async () => {
    const { flows, findings } = await buildFiles({
      "names.ts": `export const first = "hi";\n`,
      "order.ts": `import { on } from "flowline";
import { first } from "./names.js";

export default on("order.paid").send(first).do("log", async () => first);
`,
    });
    expect(findings).toEqual([]);
    expect(flows[0]?.draft.links[1]?.args).toEqual([{ kind: "json", value: "hi" }]);
  });

  it("are those of tasks, of a dag, of js() and the services of the project, too", async () => {
    const { flows, drafts, findings } = await buildFiles({
      "db.ts": POOL,
      "flow.config.ts": `import { defineProject, env, subject, table } from "flowline";
import { z } from "zod";
import { pool } from "./db.js";

export default defineProject({
  database: env("DATABASE_URL"),
  subjects: { user: subject({ schema: z.object({ id: z.string() }), source: table("users", { key: "id" }) }) },
  messages: "./messages",
  services: { pool },
});
`,
      "sync.ts": `import { js, on, task } from "flowline";
import { pool } from "./db.js";

export const productSync = task("sync products", async () => pool.query(""));
export default on("sync.asked")
  .dag(d => d.do("a", async () => pool.query("")).do("b", { after: "a" }, async () => pool.query("")))
  .send("done", js(user => pool.has(user)));
`,
    });
    expect(findings).toEqual([]);
    expect(drafts.project).not.toBeNull();
    expect(flows.map(({ name }) => name)).toEqual(["sync", "product-sync"]);
  });

  it("must not make chains", async () => {
    const { diagnostics } = await buildFiles({
      "order.ts": `import { on, send } from "flowline";

export default on("order.paid").do("greet", async () => {
  send("hi");
});
`,
    });
    expect(diagnostics).toMatchObject([
      { code: "FLOW4015", span: { file: "order.ts", start: { line: 4, column: 3 } } },
    ]);
  });
});
