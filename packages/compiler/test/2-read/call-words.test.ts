import { describe, expect, it } from "vitest";
import { readSources, wordsOf } from "../support/read-sources.js";

function words(text: string): readonly string[] {
  return wordsOf(readSources({ "a.ts": text }));
}

describe("the calls of the language in a module", () => {
  it("are found by following names, whatever they are called", () => {
    const text = `import { on as when, journey } from "flowline";
import * as flowline from "flowline";
const base = when("a").set({ n: 1 });
const drip = journey({ name: "d", build: (config, b) => b.note("x").use(base) });
export const a = flowline.send("x").use(drip({}));
export const c = (base as any).catch;
`;
    expect(words(text)).toEqual(["on", "set", "note", "use", "send", "use", "journey"]);
  });

  it("are found on the builder of an arm, in place or by its name", () => {
    const text = `import { on } from "flowline";
const late = b => b.set({ n: 1 }).exit("late");
function paid(b) { return b.emit("thanks").call(other); }
export default on("a").waitFor("paid", { within: "3d" }, { got: paid, timeout: late })
  .parallel({ one(b) { return b.start(other); }, two: b => b.note("n") })
  .try(b => b.use(x)).catch(b => b.exit());
`;
    expect([...words(text)].sort()).toEqual(
      [
        "call",
        "catch",
        "emit",
        "exit",
        "exit",
        "note",
        "on",
        "parallel",
        "set",
        "start",
        "try",
        "use",
        "waitFor",
      ].sort(),
    );
  });

  it("are found on what a function is given, where it is called like a chain", () => {
    const text = `import { on } from "flowline";
export const ending = chain => chain.send("bye").set({ n: 1 });
export const other = chain => { const more = chain.waitFor("1d"); return chain.exit(); };
export const loud = (chain, list) => chain.forEach(list, (b, item) => b.send(item)).split({ a: 50, b: 50 }, {}).repeat(b => b.note("x"), { max: 2 });
export default ending(other(loud(on("a"), [])));
`;
    expect(words(text)).toEqual(["send", "set", "waitFor", "exit", "forEach", "send", "split", "repeat", "note", "on"]);
  });

  it("are not the methods of others that have the same name", () => {
    const text = `import { on } from "flowline";
const plain = (text, map, list, promise, fn, emitter) => {
  text.split(","), text.repeat(3), map.set(1, 2), list.forEach(x => x), promise.catch(() => 1), fn.call(null, 1);
  emitter.emit("x"), promise.then(x => x), fn.race([1]), map.use(1);
};
Promise.race([1]).catch(() => 1);
new Map().set(1, 2);
[1].forEach(x => x);
plain("", new Map(), []);
export default on("a").send("a,b".split(",")[0]);
`;
    expect(words(text)).toEqual(["on", "send"]);
  });

  it("say whether their value is thrown away, and where the parts of their arguments stand", () => {
    const { sites } = readSources({
      "a.ts": `import { on } from "flowline";
const b = on("a", { where: () => true, "key": "k", list: [1, { x: -1 }], short, computed: x() });
b.send("x");
export default b;
`,
    });
    const [head, send] = [...sites.values()];
    expect([head?.discarded, send?.discarded]).toEqual([false, true]);
    expect(head?.args.map(({ form }) => form)).toEqual(["literal", "object"]);
    const members = [...(head?.args[1]?.members ?? [])].map(([name, { form, span }]) => [
      name,
      form,
      span.start.column,
    ]);
    expect(members).toEqual([
      ["where", "lambda", 28],
      ["key", "literal", 47],
      ["list", "list", 58],
      ["short", "computed", 74],
      ["computed", "computed", 91],
    ]);
    expect(head?.args[1]?.members.get("list")?.members.get("1")?.members.get("x")).toMatchObject({ form: "literal" });
  });
});
