import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Expression, FlowIr, NodeMeta } from "@flowline/ir";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandError } from "../../src/output/command-error.js";
import { tellStory } from "../../src/simulate/tell-story.js";

const bool = { scalar: "boolean", nullable: false } as const;
const text = { scalar: "text", nullable: false } as const;
const any = { any: true, nullable: true } as const;
const upgraded: Expression = { op: "truthy", of: { op: "field", type: bool, name: "upgraded" } };
const email: Expression = { op: "field", type: text, name: "email" };

function meta(word: string, label: string): NodeMeta {
  return { word, label, span: null, editability: { kind: "literal" }, from: [], groups: [] };
}

function send(message: string, next: string) {
  const action = { type: "send", message, channel: "email", delivery: "idempotent", to: email, data: null } as const;
  return {
    kind: "step",
    action: { ...action, reads: ["email"] },
    out: null,
    retry: null,
    timeoutMs: null,
    undo: false,
    rateLimit: null,
    failed: null,
    next,
  } as const;
}

const drip: FlowIr = {
  irVersion: 0,
  hash: "0".repeat(64),
  flow: "upgrade-drip",
  subject: {
    name: "user",
    source: { type: "table", table: "users", key: "id" },
    fields: {
      id: { kind: "stored", type: text, oneOf: null },
      email: { kind: "stored", type: text, oneOf: null },
      upgraded: { kind: "stored", type: bool, oneOf: null },
      plan: { kind: "stored", type: text, oneOf: ["pro", "free"] },
    },
  },
  trigger: {
    type: "audience",
    predicate: {
      op: "equal",
      left: { op: "field", type: text, name: "plan" },
      right: { op: "literal", type: text, value: "free" },
      negated: false,
    },
    reentry: "once",
  },
  events: {
    "order.placed": {
      payload: any,
      subject: "user",
      id: { op: "member", type: any, of: { op: "variable", type: any, name: "event" }, name: "userId" },
      keys: {},
    },
  },
  watchers: [
    {
      name: "ordered",
      kind: "goal",
      on: { type: "event", match: { event: "order.placed", from: "subject", keys: [], where: null } },
      exits: true,
    },
  ],
  onError: null,
  concurrency: [],
  variables: {},
  entry: "hi",
  nodes: {
    hi: send("hi", "hi.wait"),
    "hi.wait": {
      kind: "wait",
      until: { type: "duration", ms: 604_800_000 },
      events: [],
      need: "first",
      restartOn: [],
      approval: null,
      since: "run",
      out: null,
      arms: {},
      next: "upgrade.if",
    },
    "upgrade.if": {
      kind: "decide",
      cases: [{ name: "yes", when: { op: "not", of: upgraded }, next: "upgrade" }],
      otherwise: "end",
      guards: "upgrade",
      out: null,
    },
    upgrade: send("upgrade", "end"),
    end: { kind: "end", of: null },
  },
  live: {},
  meta: {
    file: "upgrade-drip.ts",
    trigger: meta("send", "audience"),
    watchers: {},
    nodes: { "hi.wait": meta("waitFor", "wait 7d") },
    notes: [],
  },
};

const project = { flows: [drip], events: drip.events, subjects: {} };
const start = "2025-03-03T09:00:00Z";

async function story(flags: Parameters<typeof tellStory>[1]): Promise<string> {
  return (await tellStory("upgrade-drip", { start, ...flags }, project)).text;
}

async function refusal(flags: Parameters<typeof tellStory>[1], name = "upgrade-drip"): Promise<string> {
  try {
    await tellStory(name, { start, ...flags }, project);
  } catch (error) {
    if (error instanceof Error && "fix" in error) return `${error.message} | ${String(error.fix)}`;
    throw error;
  }
  throw new Error("It was not refused.");
}

describe("the story", () => {
  it("is that of somebody whom the audience takes, and says that they were made up", async () => {
    expect(
      await story({}),
    ).toBe(`A user was made up: {"id":"u1","email":"ann@example.com","upgraded":false,"plan":"free"}

day 0, Mon 3 Mar 09:00   enters "upgrade-drip" by its audience
                         send "hi" to ann@example.com
                         waits 7d until Mon 10 Mar 09:00
day 7, Mon 10 Mar 09:00  send "upgrade" to ann@example.com
                         ended: completed`);
  });

  it("shows a change, and what it led to", async () => {
    const told = await story({ change: ['3d {"upgraded":true}'], zone: "America/New_York" });
    expect(told).toContain("day 3, Thu 6 Mar 04:00   * upgraded is now true");
    expect(told).toContain('day 7, Mon 10 Mar 05:00  skipped "upgrade": user.upgraded is true');
  });

  it("fills in whom an event is about, and ends at the goal", async () => {
    const told = await story({
      event: ['2d order.placed {"total":9}'],
      subject: '{"id":7,"email":"a@b.c","plan":"free"}',
    });
    expect(told).toContain('* order.placed {"total":9,"userId":7}');
    expect(told).toContain('reached the goal "ordered"');
    expect(told).toMatch(/ended: converted by the goal "ordered"$/);
  });

  it("stops when its time is up, and says where the run stands", async () => {
    expect(await story({ until: "2d" })).toMatch(/upgrade-drip#1 is still waiting at "hi.wait"\.$/);
  });

  it("says that nobody enters", async () => {
    const told = await story({ subject: '{"id":"u","email":"a@b.c","plan":"pro"}', until: "2d" });
    expect(told).toBe('Nobody enters "upgrade-drip" in this story.');
  });

  it("is a document for programs", async () => {
    const { json } = await tellStory("upgrade-drip", { start }, project);
    expect(json).toMatchObject({
      flow: "upgrade-drip",
      madeUp: true,
      startAt: "2025-03-03T09:00:00.000Z",
      runs: [{ id: "upgrade-drip#1", state: "completed", endedAt: "2025-03-10T09:00:00.000Z" }],
    });
  });
});

describe("a scenario file", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowline-scenario-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("holds all of it, and options add to it", async () => {
    const file = join(folder, "early.json");
    const scenario = {
      subject: { id: "u9", email: "b@c.d", plan: "free", upgraded: false },
      start,
      until: "20d",
      changes: [{ at: "3d", fields: { upgraded: true } }],
    };
    await writeFile(file, JSON.stringify(scenario));
    const told = await story({ scenario: file, change: ['5d {"upgraded":false}'] });
    expect(told).toContain('send "upgrade" to b@c.d');
    expect(await story({ scenario: file })).toContain('skipped "upgrade"');
  });

  it("is refused in one sentence where it is not what it must be", async () => {
    const file = join(folder, "bad.json");
    await writeFile(file, JSON.stringify({ event: [] }));
    expect(await refusal({ scenario: file })).toMatch(/^A scenario has no "event"\. \| It may hold .*events/);
    await writeFile(file, "{");
    expect(await refusal({ scenario: file })).toMatch(/bad\.json\) is not JSON/);
    expect(await refusal({ scenario: join(folder, "none.json") })).toMatch(/none\.json, which does not exist/);
  });
});

describe("a mistake", () => {
  it.each([
    [{ event: ["2d order.place {}"] }, /no event "order.place"\. \| Did you mean order.placed\?/],
    [{ event: ["2d order.placed {bad"] }, /is not JSON/],
    [{ event: ["order.placed {}"] }, /--event cannot be read/],
    [{ change: ["3d [1]"] }, /must be a JSON object, and is a list/],
    [{ approve: ["2d budget ann maybe"] }, /--approve cannot be read/],
    [{ subject: '{"email":"x"}' }, /The subject has no "id"/],
    [{ subject: "nobody.json" }, /nobody.json, which does not exist/],
    [{ start: "yesterday" }, /The start is no instant: "yesterday"/],
    [{ until: "30" }, /--until\) is not a duration/],
    [{ zone: "Europe/Berlyn" }, /There is no time zone "Europe\/Berlyn"/],
  ])("%j is refused in one sentence", async (flags, says) => {
    expect(await refusal(flags)).toMatch(says);
  });

  it("in the flow's name has a near name", async () => {
    expect(await refusal({}, "upgrade-drop")).toMatch(/Did you mean upgrade-drip\?/);
  });

  it("is always one that the command can describe", async () => {
    await expect(tellStory("upgrade-drip", { start: "x" }, project)).rejects.toBeInstanceOf(CommandError);
  });
});
