import { DRAFT, ITEM } from "@flowline/ir";
import { describe, expect, test } from "vitest";
import { type LooseChain, lastLink, loose } from "../words/loose.js";

/** Drafts a `forEach` whose arm does this with its item, and gives what the arm's last link got. */
function inArm(use: (item: Readonly<Record<string, unknown>>, b: LooseChain) => unknown): unknown {
  const chain = loose
    .send?.("hi")
    .forEach?.([1], (b: LooseChain, item: Readonly<Record<string, unknown>>) => b.start?.("child", use(item, b)));
  const body = chain && lastLink(chain)?.args[1];
  return body?.kind === "chain" ? body.chain.links.at(-1)?.args[1] : body;
}

describe("the item of a forEach", () => {
  test("is drafted by the path that was read", () => {
    expect(inArm(item => item)).toEqual({ kind: "item", path: [] });
    expect(inArm(({ product }) => (product as { readonly id: string }).id)).toEqual({
      kind: "item",
      path: ["product", "id"],
    });
    expect(inArm(item => ({ list: [item.name, 1] }))).toEqual({
      kind: "object",
      members: {
        list: {
          kind: "list",
          items: [
            { kind: "item", path: ["name"] },
            { kind: "json", value: 1 },
          ],
        },
      },
    });
  });

  test.each<readonly [string, (item: Readonly<Record<string, unknown>>) => unknown]>([
    ["a text", item => `${item}`],
    ["a sum", item => Number(item.price) + 1],
    ["a comparison", item => (item.price as number) > 7],
    ["a method", item => (item.tags as readonly string[]).includes("a")],
    ["a spread", item => ({ ...item })],
    ["an iteration", item => [...(item as unknown as readonly unknown[])]],
    ["JSON", item => JSON.stringify(item)],
    ["`in`", item => "id" in item],
    ["an assignment", item => Reflect.set(item, "id", 1)],
  ])("refuses %s with what to do instead", (_, use) => {
    expect(() => inArm(use)).toThrow(/is only known at run time.*Use it in a lambda/);
  });

  test("of a loop around is told from that of the loop within", () => {
    const chain = loose
      .send?.("hi")
      .forEach?.([1], (b: LooseChain, outer: { readonly id: unknown }) =>
        b.forEach?.([2], (inner: LooseChain, item: unknown) => inner.set?.({ outer: outer.id, item })),
      );
    expect(JSON.stringify(chain?.[DRAFT]())).toContain('{"kind":"item","path":["^","id"]}');
    expect(JSON.stringify(chain?.[DRAFT]())).toContain('{"kind":"item","path":[]}');
  });

  test("says so where it has left its arm", () => {
    let leaked: unknown;
    inArm(item => {
      leaked = item;
      return 7;
    });
    expect(() => Reflect.get(leaked as object, ITEM)).toThrow("used outside of its arm");
  });
});
