import type { SourceExpression } from "./source-expression.js";

/** The expression with each of its direct parts replaced. */
export function mapSource(
  tree: SourceExpression,
  replace: (part: SourceExpression) => SourceExpression,
): SourceExpression {
  switch (tree.kind) {
    case "literal":
    case "capture":
    case "parameter":
    case "local":
    case "clock":
      return tree;
    case "member":
    case "element":
    case "not":
    case "truth":
      return { ...tree, of: replace(tree.of) };
    case "logical":
    case "equality":
    case "order":
    case "arithmetic":
      return { ...tree, left: replace(tree.left), right: replace(tree.right) };
    case "conditional":
      return { ...tree, test: replace(tree.test), yes: replace(tree.yes), no: replace(tree.no) };
    case "template":
      return { ...tree, parts: tree.parts.map(replace) };
    case "object":
      return { ...tree, members: tree.members.map(member => ({ ...member, value: replace(member.value) })) };
    case "list":
      return { ...tree, items: tree.items.map(replace) };
    case "method":
      return { ...tree, of: replace(tree.of), args: tree.args.map(replace) };
    case "each":
      return { ...tree, of: replace(tree.of), body: replace(tree.body) };
    case "math":
      return { ...tree, args: tree.args.map(replace) };
    case "shift":
      return { ...tree, of: replace(tree.of), duration: replace(tree.duration) };
  }
}
