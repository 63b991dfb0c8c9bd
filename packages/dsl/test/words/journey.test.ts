import { DRAFT, SITE } from "@flowline/ir";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { journey } from "../../src/words/journey.js";
import { send } from "../../src/words/registered.js";
import type { LooseChain } from "./loose.js";

const drip = journey({
  name: "drip",
  version: "1.0.0",
  config: z.object({ first: z.string(), count: z.number().min(1).default(2) }),
  requires: { events: ["paid"] },
  build: ({ first, count }, b) => b.send(first).note(String(count)),
});
const anyDrip = drip as unknown as (...args: readonly unknown[]) => LooseChain;

describe("a journey", () => {
  test("builds a chain from its parsed config, and says who made it", () => {
    const draft = anyDrip({ first: "a" }, { [SITE]: 7 })[DRAFT]();
    expect(draft.journey).toEqual({ name: "drip", site: 7, requires: { events: ["paid"], messages: [] } });
    expect(draft.links.map(link => link.args)).toEqual([
      [{ kind: "json", value: "a" }],
      [{ kind: "json", value: "2" }],
    ]);
  });

  test("keeps its name under `use`", () => {
    expect(
      send("hi")
        .use(drip({ first: "a" }))
        [DRAFT]().links[1]?.args[0],
    ).toMatchObject({
      kind: "chain",
      chain: { journey: { name: "drip" } },
    });
  });

  test("answers a bad config with what is wrong and where, and goes on", () => {
    const draft = anyDrip({ first: 7, count: 0 }, { [SITE]: 7 })
      .send?.("more")
      [DRAFT]();
    expect(draft?.links).toMatchObject([
      { word: "journey", site: 7, args: [{ kind: "value", type: "badConfig" }] },
      { word: "send" },
    ]);
    expect(draft?.links[0]?.args[0]).toMatchObject({
      members: { issues: { value: [{ path: ["first"] }, { path: ["count"] }] } },
    });
  });

  test("shows its name, its needs and the schema of its config", () => {
    expect(drip.journey).toEqual({ name: "drip", version: "1.0.0", requires: { events: ["paid"], messages: [] } });
    expect(drip.config).toMatchObject({ required: ["first"], properties: { count: { minimum: 1, default: 2 } } });
  });

  test("that builds no chain is odd", () => {
    const empty = journey({ name: "x", config: z.object({}), build: () => 7 as never });
    expect((empty({}) as unknown as LooseChain)[DRAFT]().links).toMatchObject([
      { word: "journey", args: [{ kind: "odd" }] },
    ]);
  });

  test("without a schema, or with one that throws, has a bad config", () => {
    const anyJourney = journey as unknown as (options: object) => (config: unknown) => LooseChain;
    const build = () => send("hi");
    const broken = z.string().refine(() => {
      throw new Error("broken");
    });
    for (const config of [7, broken]) {
      expect(anyJourney({ name: "x", config, build })("a")[DRAFT]().links).toMatchObject([
        { args: [{ type: "badConfig" }] },
      ]);
    }
  });
});
