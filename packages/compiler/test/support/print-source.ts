import type { SourceExpression } from "../../src/2-read/source-expression.js";

/** A tree as text that can be read at a glance. `$0` is a parameter, `<0>` a capture. */
export function printSource(tree: SourceExpression): string {
  switch (tree.kind) {
    case "literal":
      return JSON.stringify(tree.value);
    case "capture":
      return `<${tree.index}>`;
    case "parameter":
      return `$${tree.index}`;
    case "local":
      return tree.name;
    case "member":
      return `${printSource(tree.of)}${tree.optional ? "?" : ""}.${tree.name}`;
    case "element":
      return `${printSource(tree.of)}[${tree.index}]`;
    case "not":
      return `!${printSource(tree.of)}`;
    case "truth":
      return `truth(${printSource(tree.of)})`;
    case "logical":
    case "order":
    case "arithmetic":
      return `(${printSource(tree.left)} ${tree.how} ${printSource(tree.right)})`;
    case "equality":
      return `(${printSource(tree.left)} ${tree.negated ? "!==" : "==="} ${printSource(tree.right)})`;
    case "conditional":
      return `(${printSource(tree.test)} ? ${printSource(tree.yes)} : ${printSource(tree.no)})`;
    case "template":
      return `\`${tree.parts.map(printSource).join(" ")}\``;
    case "object":
      return `{${tree.members.map(({ name, value }) => `${name}: ${printSource(value)}`).join(", ")}}`;
    case "list":
      return `[${tree.items.map(printSource).join(", ")}]`;
    case "method":
      return `${printSource(tree.of)}${tree.optional ? "?" : ""}.${tree.how}(${tree.args.map(printSource).join(", ")})`;
    case "each":
      return `${printSource(tree.of)}${tree.optional ? "?" : ""}.${tree.how}(${tree.local} => ${printSource(tree.body)})`;
    case "math":
      return `Math.${tree.how}(${tree.args.map(printSource).join(", ")})`;
    case "clock":
      return tree.clock;
    case "shift":
      return `${printSource(tree.of)} ${tree.direction} ${printSource(tree.duration)}`;
  }
}
