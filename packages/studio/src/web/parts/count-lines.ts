import type { GraphBox } from "../graph/graph.js";

/** A count with its words; the tone is its colour. */
export interface CountLine {
  readonly count: number;
  readonly words: string;
  readonly tone: "here" | "done" | "quiet" | "bad";
}

/** The counts of a node that are worth a look, in the words that fit its kind. Zeros are left out. */
export function countLines({ kind, word, counts }: Pick<GraphBox, "kind" | "word" | "counts">): readonly CountLine[] {
  const lines: readonly CountLine[] = [
    { count: counts.here, words: kind === "wait" ? "asleep here" : "here now", tone: "here" },
    { count: counts.failing, words: "failing", tone: "bad" },
    { count: counts.completed, words: doneWords(kind, word), tone: "done" },
    { count: counts.skipped, words: "skipped", tone: "quiet" },
  ];
  return lines.filter(line => line.count > 0);
}

function doneWords(kind: GraphBox["kind"], word: string): string {
  switch (kind) {
    case "audience":
      return "entered";
    case "step":
      return word === "send" ? "sent" : "done";
    case "wait":
      return "woken";
    case "decide":
      return "decided";
    case "exit":
    case "end":
      return "finished";
    default:
      return "passed";
  }
}
