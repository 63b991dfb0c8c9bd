import { type CompileResult, toSvg } from "@flowline/compiler";
import { checkGraph, decodeFlow, type FlowIr, liveVariables, printFlow, toDot, toMermaid } from "@flowline/ir";
import { verifyHash } from "@flowline/ir/hash";
import { makeUpSubject, simulate } from "@flowline/testing";
import { expect } from "vitest";

const START = "2025-03-03T09:00:00Z";
const DAY_MS = 24 * 60 * 60_000;

/** More nodes than this are refused by `toSvg`. */
const MOST_DRAWN = 500;

/** What must hold of everything that compiles. */
export function checkCompiled({ project, flows }: CompileResult): void {
  for (const { ir, text } of flows) {
    expect(verifyHash(decodeFlow(JSON.parse(text))), ir.flow).toEqual(ir);
    expect(printFlow(decodeFlow(JSON.parse(text))), ir.flow).toBe(text);
    expect(checkGraph(ir), ir.flow).toEqual([]);
    expect(liveVariables(ir), ir.flow).toEqual(ir.live);
    const isDrawable = Object.keys(ir.nodes).length < MOST_DRAWN;
    for (const draw of isDrawable ? [toMermaid, toDot, toSvg] : [toMermaid, toDot]) {
      expect(draw(ir), ir.flow).not.toBe("");
    }
    play(
      ir,
      flows.map(flow => flow.ir),
      project,
    );
  }
}

/** Ninety days of one person. Whatever the oracle throws is a mistake of ours. */
function play(flow: FlowIr, others: readonly FlowIr[], project: CompileResult["project"]): void {
  const whole = flow.subject === null ? undefined : project?.ir.subjects[flow.subject.name];
  const row = whole === undefined ? null : makeUpSubject(flow, { startMs: Date.parse(START), whole });
  const story = simulate(flow, {
    subject: row?.row ?? null,
    startAt: START,
    forMs: 90 * DAY_MS,
    others,
    declared: project?.ir.events ?? {},
  });
  expect(story.flow).toBe(flow.flow);
}
