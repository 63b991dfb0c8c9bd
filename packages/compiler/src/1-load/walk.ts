import { ts } from "ts-morph";

/**
 * Visits a tree from its root down, without recursion: a chain of thousands of links is as deep as it is long, which no
 * stack bears. `enter` says false to leave out what stands below a node; `leave` comes when all of that is done.
 */
export function walk(
  root: ts.Node,
  { enter, leave }: { readonly enter: (node: ts.Node) => boolean; readonly leave?: (node: ts.Node) => void },
): void {
  const open: ts.Node[] = [root];
  // Nodes that were entered and are not yet left: they lie on the stack a second time.
  const entered: ts.Node[] = [];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === entered.at(-1)) {
      entered.pop();
      leave?.(node);
      continue;
    }
    const goesOn = enter(node);
    if (leave !== undefined) {
      entered.push(node);
      open.push(node);
    }
    if (goesOn) pushChildren(node, open);
  }
}

/** The children in reverse, so that the first of them is popped first. */
function pushChildren(node: ts.Node, open: ts.Node[]): void {
  const first = open.length;
  ts.forEachChild(node, child => {
    open.push(child);
  });
  for (let low = first, high = open.length - 1; low < high; low += 1, high -= 1) {
    const [left, right] = [open[low], open[high]];
    if (left !== undefined && right !== undefined) [open[low], open[high]] = [right, left];
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
