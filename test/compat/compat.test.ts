import { readdirSync, readFileSync } from "node:fs";
import { decodeFlow, type FlowIr, IR_VERSION, type KernelNode, printFlow } from "@flowline/ir";
import { verifyHash } from "@flowline/ir/hash";
import { describe, expect, test } from "vitest";

const FOLDER = new URL(".", import.meta.url);
const FILES = readdirSync(FOLDER).filter(name => name.endsWith(".ir.json"));

const KINDS: readonly KernelNode["kind"][] = [
  "assign",
  "call",
  "decide",
  "end",
  "exit",
  "fork",
  "join",
  "loop",
  "map",
  "scope",
  "step",
  "wait",
];

function readText(name: string): string {
  return readFileSync(new URL(name, FOLDER), "utf8");
}

function readFlow(name: string): FlowIr {
  return decodeFlow(JSON.parse(readText(name)));
}

describe("IR that an earlier flowline has written", () => {
  test.each(FILES)("%s is still read, and still means what its hash says", name => {
    const flow = readFlow(name);
    expect(() => verifyHash(flow)).not.toThrow();
    expect(printFlow(flow)).toBe(readText(name));
  });

  test("is kept of every version, of every kind of node", () => {
    for (let version = 0; version <= IR_VERSION; version += 1) {
      const flows = FILES.filter(name => name.startsWith(`${version}-`)).map(readFlow);
      const kinds = new Set(flows.flatMap(flow => Object.values(flow.nodes).map(({ kind }) => kind)));
      expect([...kinds].sort()).toEqual(KINDS);
    }
  });

  test("is refused when somebody has changed it by hand", () => {
    const flow = readFlow("0-linear.ir.json");
    expect(() => verifyHash({ ...flow, entry: "upgrade" })).toThrow(/was changed after it was compiled/);
  });
});
