/** How many columns of a terminal a text takes: emoji and East Asian letters take two, marks that combine take none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)) {
    width += WIDE.test(segment) ? 2 : INVISIBLE.test(segment) ? 0 : 1;
  }
  return width;
}

const WIDE =
  /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFD}]/u;
const INVISIBLE = /^[\p{M}\p{Cf}]+$/u;
