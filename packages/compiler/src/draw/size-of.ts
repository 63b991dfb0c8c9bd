import type { DrawnBox } from "@flowline/ir";

/** The text of a box, in lines. */
export interface BoxText {
  /** Small, above the rest: what kind of thing it is; null where the shape says it. */
  readonly eyebrow: string | null;
  readonly lines: readonly string[];
}

const LINE_LENGTH = 34;
const MAX_LINES = 3;

/** What a box says. */
export function textOf({ role, word, label }: DrawnBox): BoxText {
  if (isDot(role)) return { eyebrow: null, lines: [] };
  return { eyebrow: EYEBROWS[role] ?? word, lines: wrap(label) };
}

/** Whether the box is drawn as a dot without words. */
export function isDot(role: DrawnBox["role"]): boolean {
  return role === "fork" || role === "join" || role === "end";
}

const EYEBROWS: Readonly<Partial<Record<DrawnBox["role"], string>>> = {
  trigger: "begins with",
  goal: "goal, at any time",
  "exit watch": "exit, at any time",
  error: "when it has failed",
  decide: "if",
};

/** How large a box must be for its text, in pixels. */
export function sizeOf(box: DrawnBox): { readonly width: number; readonly height: number } {
  if (isDot(box.role)) return { width: 22, height: 22 };
  const { lines } = textOf(box);
  const longest = Math.max(12, ...lines.map(widthOf));
  return { width: Math.round(longest * 7.4) + 44, height: 34 + lines.length * 18 };
}

/** Characters that are drawn wide count twice. */
function widthOf(text: string): number {
  return [...text].reduce(
    (sum, sign) =>
      sum +
      (/[\p{Extended_Pictographic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(sign)
        ? 2
        : 1),
    0,
  );
}

function wrap(label: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of label.replace(/\s+/g, " ").trim().split(" ")) {
    if (line !== "" && line.length + word.length >= LINE_LENGTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  const cut = lines.map(text =>
    text.length > LINE_LENGTH + 8 ? `${[...text].slice(0, LINE_LENGTH + 6).join("")}…` : text,
  );
  return cut.length <= MAX_LINES ? cut : [...cut.slice(0, MAX_LINES - 1), `${cut[MAX_LINES - 1]} …`];
}
