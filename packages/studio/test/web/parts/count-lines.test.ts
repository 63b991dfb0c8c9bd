import { describe, expect, it } from "vitest";
import { countLines } from "../../../src/web/parts/count-lines.js";

const none = { here: 0, completed: 0, skipped: 0, failing: 0 };

describe("countLines", () => {
  it("leaves zeros out", () => {
    expect(countLines({ kind: "step", word: "send", counts: none })).toEqual([]);
  });

  it("puts who is here first, then what fails", () => {
    const counts = { here: 3, completed: 995, skipped: 4, failing: 1 };
    expect(countLines({ kind: "step", word: "send", counts }).map(line => `${line.count} ${line.words}`)).toEqual([
      "3 here now",
      "1 failing",
      "995 sent",
      "4 skipped",
    ]);
  });

  it.each([
    ["audience", "audience", "entered"],
    ["step", "do", "done"],
    ["wait", "waitFor", "woken"],
    ["decide", "guard", "decided"],
    ["end", "end", "finished"],
  ] as const)("finds the words for what passed a node of kind %s", (kind, word, words) => {
    expect(countLines({ kind, word, counts: { ...none, completed: 2 } })).toEqual([{ count: 2, words, tone: "done" }]);
  });

  it("says of a wait that people sleep there", () => {
    expect(countLines({ kind: "wait", word: "waitFor", counts: { ...none, here: 1 } })[0]?.words).toBe("asleep here");
  });
});
