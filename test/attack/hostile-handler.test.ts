import type { StepResult } from "@flowline/runtime";
import { afterEach, beforeEach, expect, test } from "vitest";
import { seedFlow } from "../runtime/seed-flow.js";
import { createWorld, until, type World } from "../runtime/world.js";

let world: World;
let rejections: unknown[];
const onRejection = (reason: unknown) => rejections.push(reason);
beforeEach(async () => {
  rejections = [];
  process.on("unhandledRejection", onRejection);
  world = await createWorld();
});
afterEach(async () => {
  await world.close();
  process.off("unhandledRejection", onRejection);
});

const fine: StepResult = { status: "completed", output: { provider: "test" } };
const circular: Record<string, unknown> = {};
circular.self = circular;
const trap = Object.defineProperty({}, "message", {
  get() {
    throw new Error("a getter that throws");
  },
});

const returned: readonly (readonly [string, unknown])[] = [
  ["a circular output", { status: "completed", output: circular }],
  ["an output with a BigInt", { status: "completed", output: { id: 7n } }],
  [
    "an output whose getter throws",
    {
      status: "completed",
      output: Object.defineProperty({}, "id", {
        enumerable: true,
        get: () => {
          throw new Error("no");
        },
      }),
    },
  ],
  ["an output of 300 MB", { status: "completed", output: { body: "x".repeat(300_000_000) } }],
  ["half a surrogate pair", { status: "completed", output: { note: "\ud800" } }],
  [
    "a retry after an endless time",
    { status: "failed", error: "busy", retry: true, retryAfterMs: Number.POSITIVE_INFINITY },
  ],
  ["a retry after no number", { status: "failed", error: "busy", retry: true, retryAfterMs: Number.NaN }],
  ["nothing", undefined],
  ["a text", "done"],
  ["an unknown status", { status: "sent" }],
  ["a failure without a text", { status: "failed", retry: true }],
  [
    "a failure whose text is an object that cannot be a text",
    { status: "failed", error: Object.create(null), retry: true },
  ],
];
const thrown: readonly (readonly [string, unknown])[] = [
  ["undefined", undefined],
  ["null", null],
  ["an object that cannot be a text", Object.create(null)],
  ["an object whose message cannot be read", trap],
  ["an error whose message cannot be read", Object.setPrototypeOf(trap, Error.prototype)],
  ["an error whose message is no text", Object.assign(new Error("x"), { message: 7 })],
];

test("whatever a handler returns or throws harms its own run only, and never the process", async () => {
  const hostile = [
    ...returned.map(([name, value]) => ({ name, send: async () => value as StepResult })),
    ...thrown.map(([name, value]) => ({
      name,
      send: async () => {
        throw value;
      },
    })),
  ];
  await world.addUsers(Array.from({ length: 20 + hostile.length }, (_, id) => ({ id })));
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  await world.startWorker({}, async attempt => hostile[Number(attempt.subjectId) - 20]?.send() ?? fine);
  await until("all are on record", async () => {
    const { runs } = await world.client.listRuns({ limit: 200 });
    return runs.length === 20 + hostile.length && runs.every(run => run.state !== "running");
  });
  const { runs } = await world.client.listRuns({ limit: 200 });
  const harmless = runs.filter(run => run.at?.node === "hi.wait").map(run => Number(run.subjectId));
  expect(harmless.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, id) => id));
  for (const [number, { name }] of hostile.entries()) {
    const run = runs.find(one => one.subjectId === String(20 + number));
    expect({ name, why: run?.reason ?? run?.at?.error }).toEqual({ name, why: expect.stringMatching(/./) });
  }
  expect(rejections).toEqual([]);
});
