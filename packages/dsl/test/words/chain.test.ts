import { DESCRIBE, DRAFT, SITE } from "@flowline/ir";
import { afterEach, describe, expect, test } from "vitest";
import { send } from "../../src/words/registered.js";
import type { LooseChain } from "./loose.js";

/** An author without types can write anything. */
const anySend = send as unknown as (...args: readonly unknown[]) => LooseChain;
const site = (number: number | string) => ({ [SITE]: number });

afterEach(() => {
  Reflect.deleteProperty(globalThis, DESCRIBE);
});

describe("a chain", () => {
  test("drafts its links in the order in which they were written", () => {
    const chain = send("hi").waitFor("7d").send("upgrade");
    expect(chain[DRAFT]()).toEqual({
      links: [
        { word: "send", site: null, args: [{ kind: "json", value: "hi" }] },
        { word: "waitFor", site: null, args: [{ kind: "json", value: "7d" }] },
        { word: "send", site: null, args: [{ kind: "json", value: "upgrade" }] },
      ],
      journey: null,
    });
  });

  test("is a value: two chains may share a beginning", () => {
    const start = send("hi");
    const first = start.waitFor("7d");
    const second = start.send("again");
    expect(start[DRAFT]().links).toHaveLength(1);
    expect(first[DRAFT]().links.map(link => link.word)).toEqual(["send", "waitFor"]);
    expect(second[DRAFT]().links.map(link => link.word)).toEqual(["send", "send"]);
  });

  test("cannot be changed from outside", () => {
    const chain = send("hi");
    expect(Object.isFrozen(chain)).toBe(true);
    expect(() => Object.assign(chain, { send: () => chain })).toThrow(TypeError);
  });

  test("works with its words taken off it", () => {
    const { waitFor } = send("hi");
    expect(waitFor("7d")[DRAFT]().links).toHaveLength(2);
  });

  test("takes the number of the place off an instrumented call, whatever stands before it", () => {
    const lambda = { kind: "lambda", lambda: { lambda: null, captures: [] } };
    const hi = { kind: "json", value: "hi" };
    const links = [
      anySend("hi", site(1)),
      anySend("hi", undefined, site("a@1:2")),
      anySend("hi", () => true, site(3)),
    ].map(chain => chain[DRAFT]().links[0]);
    expect(links).toEqual([
      { word: "send", site: 1, args: [hi] },
      { word: "send", site: "a@1:2", args: [hi] },
      { word: "send", site: 3, args: [hi, lambda] },
    ]);
  });

  test("describes a guard by what the compile left in place", () => {
    const guard = (user: unknown) => user;
    Reflect.set(globalThis, DESCRIBE, (fn: unknown) => ({ lambda: fn === guard ? 4 : null, captures: [{ value: 1 }] }));
    expect(anySend("hi", guard)[DRAFT]().links[0]?.args[1]).toEqual({
      kind: "lambda",
      lambda: { lambda: 4, captures: [{ value: 1 }] },
    });
  });

  test("gives the same draft each time it is asked", () => {
    const chain = send("hi").waitFor("7d");
    expect(chain[DRAFT]()).toEqual(chain[DRAFT]());
  });
});
