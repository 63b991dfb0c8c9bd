import type { Watcher } from "@flowline/ir";
import { expect, test } from "vitest";
import { end, holds } from "../../flow-builder.js";
import { problemsOf } from "./problems-of.js";

const watcher = (name: string, more: Partial<Watcher> = {}): Watcher => ({
  name,
  kind: "goal",
  on: { type: "predicate", when: holds("trigger") },
  exits: false,
  ...more,
});

test("watchers have names of their own", () => {
  expect(problemsOf({ e: end() }, { watchers: [watcher("a"), watcher("b")] })).toEqual([]);
  expect(problemsOf({ e: end() }, { watchers: [watcher("a"), watcher("a")] })).toEqual([
    'watchers/1/name: another watcher is called "a"',
  ]);
});

test("an exit exits", () => {
  expect(problemsOf({ e: end() }, { watchers: [watcher("a", { kind: "exit", exits: true })] })).toEqual([]);
  expect(problemsOf({ e: end() }, { watchers: [watcher("a", { kind: "exit" })] })).toEqual([
    "watchers/0/exits: an exit ends the run",
  ]);
});
