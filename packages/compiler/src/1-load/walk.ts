import { ts } from "ts-morph";

/**
 * Visits a tree from its root down, without recursion: a chain of thousands of links is as deep as it is long, which no
 * stack bears. `enter` says false to leave out what stands below a node; `leave` comes when all of that is done.
 */
export function walk(
  root: ts.Node,
  { enter, leave }: { readonly enter: (node: ts.Node) => boolean; readonly leave?: (node: ts.Node) => void },
): void {
  const open: { readonly node: ts.Node; readonly isDone: boolean }[] = [{ node: root, isDone: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, isDone } = next;
    if (isDone) {
      leave?.(node);
      continue;
    }
    const goesOn = enter(node);
    open.push({ node, isDone: true });
    if (!goesOn) continue;
    const children: ts.Node[] = [];
    ts.forEachChild(node, child => {
      children.push(child);
    });
    for (const child of children.reverse()) open.push({ node: child, isDone: false });
  }
}

/** The nodes of a tree that pass a test, in the order of the text. What stands below one that passes is looked at, too. */
export function findAll<Found extends ts.Node>(
  root: ts.Node,
  test: (node: ts.Node) => node is Found,
): readonly Found[] {
  const found: Found[] = [];
  walk(root, {
    enter: node => {
      if (test(node)) found.push(node);
      return true;
    },
  });
  return found;
}
