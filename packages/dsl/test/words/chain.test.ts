import { DESCRIBE, DRAFT, SITE } from "@flowline/ir";
import { afterEach, describe, expect, test } from "vitest";
import { type Chain, chainOf } from "../../src/words/chain.js";
import { send } from "../../src/words/send.js";

/** An author without types can write anything. */
const anySend = send as unknown as (...args: readonly unknown[]) => Chain<unknown>;
const site = (number: number) => ({ [SITE]: number });

afterEach(() => {
  Reflect.deleteProperty(globalThis, DESCRIBE);
});

describe("a chain", () => {
  test("drafts its links in the order in which they were written", () => {
    const chain = send("hi").waitFor("7d").send("upgrade");
    expect(chain[DRAFT]()).toEqual({
      links: [
        { word: "send", site: null, message: "hi", guard: null },
        { word: "waitFor", site: null, duration: "7d" },
        { word: "send", site: null, message: "upgrade", guard: null },
      ],
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
    const links = [anySend("hi", site(1)), anySend("hi", undefined, site(2)), anySend("hi", () => true, site(3))].map(
      chain => chain[DRAFT]().links[0],
    );
    expect(links).toMatchObject([
      { site: 1, message: "hi", guard: null },
      { site: 2, message: "hi", guard: null },
      { site: 3, message: "hi", guard: { lambda: null, captures: [] } },
    ]);
  });

  test("describes a guard by what the compile left in place", () => {
    const guard = (user: unknown) => user;
    Reflect.set(globalThis, DESCRIBE, (fn: unknown) => ({ lambda: fn === guard ? 4 : null, captures: [{ value: 1 }] }));
    expect(anySend("hi", guard)[DRAFT]().links[0]).toMatchObject({ guard: { lambda: 4, captures: [{ value: 1 }] } });
  });

  test("describes a guard that is no function as an unknown one, without asking", () => {
    Reflect.set(globalThis, DESCRIBE, () => ({ lambda: 1, captures: [] }));
    expect(anySend("hi", true)[DRAFT]().links[0]).toMatchObject({ guard: { lambda: null, captures: [] } });
  });

  test.each([
    ["nothing", [undefined], null],
    ["a function", [() => 1], null],
    ["a big integer", [7n], null],
    ["a number", [7], 7],
    ["an object", [{ within: "3d" }], { within: "3d" }],
  ])("hands %s to the compiler instead of throwing", (_, args, duration) => {
    const { waitFor } = chainOf<unknown>([]) as unknown as Record<
      string,
      (...args: readonly unknown[]) => Chain<unknown>
    >;
    expect(waitFor?.(...args)[DRAFT]().links).toEqual([{ word: "waitFor", site: null, duration }]);
  });

  test("gives the same draft each time it is asked", () => {
    const chain = send("hi").waitFor("7d");
    expect(chain[DRAFT]()).toEqual(chain[DRAFT]());
  });
});
