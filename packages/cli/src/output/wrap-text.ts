/** Breaks paragraphs into lines of at most `width`, where words allow it. Lines that begin with a space stay as they are. */
export function wrapText(text: string, width: number): string {
  return text
    .split("\n")
    .flatMap(line => (line.length <= width || line.startsWith(" ") ? [line] : wrapLine(line, width)))
    .join("\n");
}

function wrapLine(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let last = "";
  for (const word of line.split(" ")) {
    const longer = last === "" ? word : `${last} ${word}`;
    if (longer.length > width && last !== "") {
      lines.push(last);
      last = word;
    } else {
      last = longer;
    }
  }
  return [...lines, last];
}
