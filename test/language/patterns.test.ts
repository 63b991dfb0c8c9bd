import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkGraph, decodeFlow, type Json } from "@flowline/ir";
import type { StepCall } from "@flowline/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { type CompiledFixture, compileFixture } from "./support/compile-fixture.js";
import { type Happening, happen, type OrderStory, placeOrder, play } from "./support/order-world.js";

const repository = join(import.meta.dirname, "../..");

let patterns: CompiledFixture;
beforeAll(async () => {
  patterns = await compileFixture("patterns");
});

function told(name: string, story: OrderStory = {}, happenings: readonly Happening[] = []): readonly string[] {
  const oracle = placeOrder(patterns, name, story);
  for (const one of happenings) happen(oracle, one);
  return play(oracle);
}

/** The item or the input that a body was given, as what it came to. */
function given({ variables }: StepCall): Json {
  const item = Object.entries(variables).find(([name]) => name.startsWith("item."))?.[1];
  const trigger = variables.trigger;
  const input = typeof trigger === "object" && trigger !== null ? Object.values(trigger).at(-1) : null;
  return item ?? input ?? null;
}

const slowly =
  (minutes: number, ...names: readonly string[]) =>
  (call: StepCall): number =>
    names.some(name => call.node.endsWith(name) || given(call) === name) ? minutes : 10;

it("compiles without findings, and to graphs that keep every rule", () => {
  expect(patterns.findings).toBe("");
  expect(patterns.flows).toHaveLength(23);
  for (const flow of patterns.flows) {
    expect(checkGraph(flow)).toEqual([]);
    expect(decodeFlow(JSON.parse(JSON.stringify(flow)))).toEqual(flow);
  }
});

describe("the twenty control-flow patterns", () => {
  it("1 sequence: a step begins when the one before it has ended", () => {
    expect(told("01-sequence")).toEqual([
      "0 began pick",
      "10 ended pick",
      "10 began pack",
      "20 ended pack",
      "20 began ship",
      "30 ended ship",
      "30 01-sequence completed",
    ]);
  });

  it("2 parallel split: both arms begin at once", () => {
    expect(told("02-parallel-split")).toEqual([
      "0 began goods/pick",
      "0 began money/write the invoice",
      "10 ended goods/pick",
      "10 ended money/write the invoice",
      "10 02-parallel-split completed",
    ]);
  });

  it("3 synchronization: what follows begins once, when the slower arm has ended", () => {
    expect(told("03-synchronization", { minutes: slowly(30, "pick") })).toEqual([
      "0 began goods/pick",
      "0 began money/write the invoice",
      "10 ended money/write the invoice",
      "30 ended goods/pick",
      "30 began ship",
      "40 ended ship",
      "40 03-synchronization completed",
    ]);
  });

  it("4 exclusive choice: one arm, and not the other", () => {
    expect(told("04-exclusive-choice", { order: { payment: "card" } })).toEqual([
      "0 began card/charge the card",
      "10 ended card/charge the card",
      "10 04-exclusive-choice completed",
    ]);
    expect(told("04-exclusive-choice", { order: { payment: "invoice" } })).toEqual([
      "0 began invoice/write the invoice",
      "10 ended invoice/write the invoice",
      "10 04-exclusive-choice completed",
    ]);
  });

  it("5 simple merge: what follows begins whichever arm was taken", () => {
    expect(told("05-simple-merge", { order: { payment: "card" } })).toEqual([
      "0 began yes/charge the card",
      "10 ended yes/charge the card",
      "10 began ship",
      "20 ended ship",
      "20 05-simple-merge completed",
    ]);
    expect(told("05-simple-merge", { order: { payment: "invoice" } })).toEqual([
      "0 began no/write the invoice",
      "10 ended no/write the invoice",
      "10 began ship",
      "20 ended ship",
      "20 05-simple-merge completed",
    ]);
  });

  it("6 multi-choice: as many arms as conditions hold", () => {
    expect(told("06-multi-choice", { order: { gift: true, fragile: true } })).toEqual([
      "0 skipped abroad/fill in customs",
      "0 began gift/wrap",
      "0 began fragile/pad",
      "10 ended gift/wrap",
      "10 ended fragile/pad",
      "10 06-multi-choice completed",
    ]);
  });

  it("7 structured synchronizing merge: waits for the arms that have something to do, and for no others", () => {
    const minutes = slowly(30, "wrap");
    expect(told("07-synchronizing-merge", { order: { gift: true, abroad: true }, minutes })).toEqual([
      "0 began gift/yes/wrap",
      "0 began abroad/yes/fill in customs",
      "10 ended abroad/yes/fill in customs",
      "30 ended gift/yes/wrap",
      "30 began ship",
      "40 ended ship",
      "40 07-synchronizing-merge completed",
    ]);
    expect(told("07-synchronizing-merge", { order: { abroad: true }, minutes })).toEqual([
      "0 began abroad/yes/fill in customs",
      "10 ended abroad/yes/fill in customs",
      "10 began ship",
      "20 ended ship",
      "20 07-synchronizing-merge completed",
    ]);
    expect(told("07-synchronizing-merge", { minutes })).toEqual([
      "0 began ship",
      "10 ended ship",
      "10 07-synchronizing-merge completed",
    ]);
  });

  it("8 multi-merge: what follows runs once for each arm, when that arm is there", () => {
    const minutes = (call: StepCall) => (call.node === "each/check" && given(call) === "stock" ? 30 : 10);
    expect(told("08-multi-merge", { minutes, output: given })).toEqual([
      "0 began each/check",
      "0 began each/check",
      "10 ended each/check: credit",
      "10 began each/file the result",
      "20 ended each/file the result: credit",
      "30 ended each/check: stock",
      "30 began each/file the result",
      "40 ended each/file the result: stock",
      "40 08-multi-merge completed",
    ]);
  });

  it("9 structured discriminator: the first is enough, and the others still end", () => {
    expect(told("09-discriminator", { minutes: slowly(30, "north"), output: given })).toEqual([
      "0 began ask",
      "0 began ask",
      "10 ended ask: south",
      "10 ask-carrier completed",
      "10 began book",
      "20 ended book",
      "20 09-discriminator completed",
      "30 ended ask: north",
      "30 ask-carrier completed",
    ]);
  });

  it("10 arbitrary cycles: a state may follow any other, as often as it is named", () => {
    const answers = ["check", "pack", "check", "done"];
    const output = (call: StepCall) => (call.node === "ship" ? null : { next: answers.shift() ?? "done" });
    expect(told("10-arbitrary-cycles", { output })).toEqual([
      "0 began pass/pack/pack",
      "10 ended pass/pack/pack",
      "10 began pass/default/check",
      "20 ended pass/default/check",
      "20 began pass/pack/pack",
      "30 ended pass/pack/pack",
      "30 began pass/default/check",
      "40 ended pass/default/check",
      "40 began ship",
      "50 ended ship",
      "50 10-arbitrary-cycles completed",
    ]);
  });

  it("11 implicit termination: the run is over with the last arm, and not before", () => {
    expect(told("11-implicit-termination")).toEqual([
      "0 began goods/ship",
      "0 began words/thank-you",
      "0 ended words/thank-you",
      "10 ended goods/ship",
      "4320 began words/ask how it was",
      "4330 ended words/ask how it was",
      "4330 11-implicit-termination completed",
    ]);
  });

  it("12 instances without synchronization: the run does not wait for what it has started", () => {
    const story = { lines: ["cup", "pot"], minutes: slowly(30, "pick"), output: given };
    expect(told("12-instances-without-synchronization", story)).toEqual([
      "0 began pick",
      "0 began pick",
      "0 began thank the customer",
      "10 ended thank the customer",
      "10 12-instances-without-synchronization completed",
      "30 ended pick: cup",
      "30 pick-line completed",
      "30 ended pick: pot",
      "30 pick-line completed",
    ]);
  });

  it("13 instances known when the flow is written: three, and then it goes on", () => {
    const story = { minutes: slowly(30, "second"), output: given };
    expect(told("13-instances-known-when-designed", story)).toEqual([
      "0 began each/inspect",
      "0 began each/inspect",
      "0 began each/inspect",
      "10 ended each/inspect: first",
      "10 ended each/inspect: third",
      "30 ended each/inspect: second",
      "30 began ship",
      "40 ended ship",
      "40 13-instances-known-when-designed completed",
    ]);
  });

  it("14 instances known when they begin: as many as there are lines", () => {
    const story = { lines: ["cup", "pot"], minutes: slowly(30, "pot"), output: given };
    expect(told("14-instances-known-when-running", story)).toEqual([
      "0 began each/pick",
      "0 began each/pick",
      "10 ended each/pick: cup",
      "30 ended each/pick: pot",
      "30 began ship",
      "40 ended ship",
      "40 14-instances-known-when-running completed",
    ]);
    expect(told("14-instances-known-when-running", { lines: [] })).toEqual([
      "0 began ship",
      "10 ended ship",
      "10 14-instances-known-when-running completed",
    ]);
  });

  it("15 instances not known: more may begin as long as one is open", () => {
    const added = [
      { at: 10, event: "line.added", line: "second" },
      { at: 35, event: "line.added", line: "third" },
    ];
    expect(told("15-instances-not-known", { minutes: () => 30, output: given }, added)).toEqual([
      "0 began pick",
      "10 began pick",
      "30 ended pick: first",
      "30 pick-added completed",
      "35 began pick",
      "40 ended pick: second",
      "40 pick-added completed",
      "65 ended pick: third",
      "65 pick-added completed",
      "65 began ship",
      "95 ended ship",
      "95 15-instances-not-known completed",
    ]);
  });

  it("16 deferred choice: what happens first decides, and takes the other possibility away", () => {
    const paid = { at: 60, event: "order.paid" };
    const canceled = { at: 61, event: "order.canceled" };
    expect(told("16-deferred-choice", {}, [paid, canceled])).toEqual([
      "60 began paid/ship",
      "70 ended paid/ship",
      "70 16-deferred-choice completed",
    ]);
    expect(told("16-deferred-choice", {}, [canceled, { ...paid, at: 62 }])).toEqual([
      "61 began canceled/put back",
      "71 ended canceled/put back",
      "71 16-deferred-choice completed",
    ]);
    expect(told("16-deferred-choice")).toEqual([
      "20160 began late/remind",
      "20170 ended late/remind",
      "20170 16-deferred-choice completed",
    ]);
  });

  it("17 interleaved parallel routing: any order, and never two at a time", () => {
    const order = (checks: readonly string[]): OrderStory => ({
      output: call => (call.node === "plan" ? { checks: [...checks] } : given(call)),
    });
    expect(told("17-interleaved-parallel-routing", order(["measure", "weigh", "photograph"]))).toEqual([
      "0 began plan",
      "10 ended plan",
      "10 began each/check",
      "20 ended each/check: measure",
      "20 began each/check",
      "30 ended each/check: weigh",
      "30 began each/check",
      "40 ended each/check: photograph",
      "40 began ship",
      "50 ended ship",
      "50 17-interleaved-parallel-routing completed",
    ]);
    expect(told("17-interleaved-parallel-routing", order(["weigh", "photograph", "measure"]))).toEqual([
      "0 began plan",
      "10 ended plan",
      "10 began each/check",
      "20 ended each/check: weigh",
      "20 began each/check",
      "30 ended each/check: photograph",
      "30 began each/check",
      "40 ended each/check: measure",
      "40 began ship",
      "50 ended ship",
      "50 17-interleaved-parallel-routing completed",
    ]);
  });

  it("18 milestone: possible only while another arm stands at a certain place", () => {
    const asked = (at: number) => ({ at, event: "change.asked" });
    const others = [
      { at: 10, event: "order.paid" },
      { at: 60, event: "order.shipped" },
    ];
    expect(told("18-milestone", {}, [asked(5), ...others, asked(20), asked(70)])).toEqual([
      "20 began changes/pass/change it",
      "30 ended changes/pass/change it",
      "60 canceled changes/pass/change.asked",
      "60 began close",
      "70 ended close",
      "70 18-milestone completed",
    ]);
  });

  it("19 cancel task: a body that runs is stopped, and the run goes on", () => {
    const minutes = slowly(30, "wrap");
    expect(told("19-cancel-task", { minutes }, [{ at: 20, event: "gift.canceled" }])).toEqual([
      "0 began wrapped/wrap",
      "20 canceled wrapped/wrap",
      "20 began ship",
      "30 ended ship",
      "30 19-cancel-task completed",
    ]);
    expect(told("19-cancel-task", { minutes })).toEqual([
      "0 began wrapped/wrap",
      "30 ended wrapped/wrap",
      "30 canceled unwanted/gift.canceled",
      "30 began ship",
      "40 ended ship",
      "40 19-cancel-task completed",
    ]);
  });

  it("20 cancel case: everything that the run is doing ends at once", () => {
    expect(told("20-cancel-case", {}, [{ at: 60, event: "order.canceled" }])).toEqual([
      "60 canceled goods/start.wait",
      "60 canceled money/start.wait",
      "60 20-cancel-case exited",
    ]);
    expect(told("20-cancel-case")).toEqual([
      "2880 began goods/ship",
      "2890 ended goods/ship",
      "20160 began money/remind",
      "20170 ended money/remind",
      "20170 20-cancel-case completed",
    ]);
  });
});

describe("PATTERNS.md", () => {
  it("shows the files that are tested here, and all of them", async () => {
    const page = await readFile(join(repository, "packages/dsl/PATTERNS.md"), "utf8");
    const shown = [...page.matchAll(/^### .*\n(?:(?!^### )[\s\S])*?\]\((\S+?\.ts)\)[\s\S]*?^```ts\n([\s\S]*?)^```$/gm)];
    const files = shown.map(([, link = ""]) => link);
    expect(files.map(link => link.split("/").at(-1)?.slice(0, -3))).toEqual(
      [...new Set(patterns.flows.map(({ meta }) => meta.file.slice(0, -3)))].sort(),
    );
    for (const [, link = "", code = ""] of shown) {
      expect(code).toBe(await readFile(join(repository, "packages/dsl", link), "utf8"));
    }
  });
});
