import type { EventMatch, Expression, KernelNode, StepNode, Token } from "@flowline/ir";
import { expressionSites, writtenBy } from "@flowline/ir";
import { isOver, isPrivate, type NaiveFlow, type Surrounding } from "./naive-flow.js";

/** By node, what may be read while a cursor stands there, in whatever way. */
export function readsByNode(naive: NaiveFlow): ReadonlyMap<string, ReadonlySet<string>> {
  const reads = askedByNode(naive);
  addUndone(naive, reads);
  // Held fast first: what arms read of each other does not follow from itself.
  for (const [id, names] of meanwhileByNode(naive)) for (const name of names) reads.get(id)?.add(name);
  for (const [id, names] of reads) if (isOver(naive.flow.nodes[id])) names.clear();
  return reads;
}

type Reads = ReadonlyMap<string, Set<string>>;

function askedByNode(naive: NaiveFlow): Reads {
  const { flow, around } = naive;
  const reads: Reads = new Map(Object.keys(flow.nodes).map(id => [id, new Set<string>()]));
  const add = (ids: readonly string[], names: readonly string[]) => {
    for (const id of ids) for (const name of names) if (!isOver(flow.nodes[id])) reads.get(id)?.add(name);
  };
  const watched = Object.keys(flow.nodes).filter(id => around.get(id)?.at(-1)?.kind === "flow");
  for (const { path, expression, event } of expressionSites(flow)) {
    const names = mentioned(expression).filter(name => event === null || name !== "event");
    if (path[0] === "watchers") add(watched, names);
    if (path[0] === "nodes") add(askedAt(naive, String(path[1]), String(path[2])), names);
  }
  add(watched, keysOf(flow.watchers.flatMap(({ on }) => (on.type === "event" ? [on.match] : []))));
  for (const [id, node] of Object.entries(flow.nodes)) add([id], readsBeside(naive, id, node));
  return reads;
}

/** The variables in an expression, found by looking at its JSON. */
function mentioned(expression: Expression): readonly string[] {
  const names: string[] = [];
  JSON.stringify(expression, (_, value: unknown) => {
    const isVariable = typeof value === "object" && value !== null && Reflect.get(value, "op") === "variable";
    if (isVariable) names.push(String(Reflect.get(value, "name")));
    return value;
  });
  return names;
}

function keysOf(matches: readonly EventMatch[]): readonly string[] {
  return matches.flatMap(({ keys }) => keys.map(key => `keys.${key}`));
}

/** What a node reads beside its expressions. */
function readsBeside(naive: NaiveFlow, id: string, node: KernelNode): readonly string[] {
  if (node.kind === "wait") return keysOf([...node.events, ...node.restartOn]);
  if (node.kind === "exit") return node.raise === null ? [] : [node.raise];
  if (node.kind !== "step" || node.action.type !== "do") return [];
  return node.action.reads ?? writtenBefore(naive, id);
}

/** Where an expression of a node is asked. */
function askedAt({ flow: { nodes } }: NaiveFlow, id: string, member: string): readonly string[] {
  const node = nodes[id];
  const ends = Object.entries(nodes).flatMap(([other, at]) => (at.kind === "end" && at.of === id ? [other] : []));
  if (node?.kind === "map" && member === "key") return [node.body];
  if (node?.kind === "map" && member !== "over") return ends;
  if (node?.kind === "loop") return member === "until" ? ends : [id, ...ends];
  return [id];
}

/** What may have been written when a cursor comes there. */
function writtenBefore(naive: NaiveFlow, id: string): readonly string[] {
  const { flow, ways, around } = naive;
  const [before, written] = [new Set([id]), new Set(["trigger"])];
  for (const at of before) {
    for (const { from, writes } of ways.filter(({ to }) => to === at)) {
      before.add(from);
      for (const name of writes) written.add(name);
    }
  }
  for (const other of meanwhile(naive, id)) for (const name of writesOf(naive, other)) written.add(name);
  if (flow.trigger.type === "event") for (const key of flow.trigger.keys) written.add(`keys.${key}`);
  const own = (around.get(id) ?? []).filter(({ kind }) => kind === "body").map(body => body.id);
  return [...written].filter(name => {
    const frame = /^(?:item|round|pass)\.(.*)$/s.exec(name)?.[1];
    return frame === undefined || own.includes(frame);
  });
}

function writesOf({ flow: { nodes } }: NaiveFlow, id: string): readonly string[] {
  const node = nodes[id];
  return node === undefined ? [] : writtenBy(node);
}

/** The frames outwards up to a map whose items keep their variables for themselves. */
function frames({ flow, around }: NaiveFlow, id: string): readonly Surrounding[] {
  const all = around.get(id) ?? [];
  const wall = all.findIndex(body => body.kind === "body" && isPrivate(flow.nodes[body.id]));
  return (wall === -1 ? all : all.slice(0, wall)).filter(({ kind }) => kind === "frame");
}

/** The nodes at which another cursor may stand while one stands here, in arms that see each other's writes. */
function meanwhile(naive: NaiveFlow, id: string): readonly string[] {
  const tokens = frames(naive, id);
  return Object.keys(naive.flow.nodes).filter(other =>
    frames(naive, other).some(theirs =>
      tokens.some(ours => ours.id === theirs.id && areApart(ours.token, theirs.token)),
    ),
  );
}

function areApart(one: Token, other: Token): boolean {
  return !comesAfter(one, other) && !comesAfter(other, one);
}

function comesAfter(token: Token, other: Token): boolean {
  return token === other || token.after.some(before => comesAfter(before, other));
}

function addUndone(naive: NaiveFlow, reads: Reads): void {
  for (const [id, node] of Object.entries(naive.flow.nodes)) {
    if (node.kind !== "step" || !node.undo) continue;
    const sites = expressionSites(naive.flow).filter(({ path }) => path[0] === "nodes" && path[1] === id);
    const given = [...sites.flatMap(({ expression }) => mentioned(expression)), ...writtenBy(node)];
    for (const at of completedAt(naive, id, node)) {
      for (const name of [...given, ...readsBeside(naive, at, node)]) reads.get(at)?.add(name);
    }
  }
}

/** Where the run may stand with this step completed and not undone. */
function completedAt({ flow, ways, around }: NaiveFlow, id: string, { next }: StepNode): ReadonlySet<string> {
  const scopes = (around.get(id) ?? []).filter(({ kind }) => kind === "body").map(body => body.id);
  const later = new Set([next]);
  for (const at of later) {
    const from = flow.nodes[at];
    for (const { to, undoes } of ways.filter(way => way.from === at)) {
      const isUndone = undoes === "" || (undoes !== null && scopes.includes(undoes));
      const isItem = from?.kind === "map" && isPrivate(from) && to === from.body;
      if (!isUndone && !isItem) later.add(to);
    }
  }
  return later;
}

/** What a node's arms write and others may read meanwhile is read, so to say, all through the arm that writes it. */
function meanwhileByNode(naive: NaiveFlow): ReadonlyMap<string, readonly string[]> {
  const ids = Object.keys(naive.flow.nodes);
  return new Map(
    ids.map(id => [id, frames(naive, id).flatMap(({ token }) => [...writesReadMeanwhile(naive, token)])] as const),
  );
}

/** What the cursor of this token writes, or what runs inside it, and another of its frame may read. */
export function writesReadMeanwhile(naive: NaiveFlow, token: Token): ReadonlySet<string> {
  const asked = askedByNode(naive);
  const ids = Object.keys(naive.flow.nodes);
  const own = ids.filter(id => frames(naive, id).some(frame => frame.token === token));
  const frame = own.flatMap(id => frames(naive, id)).find(each => each.token === token)?.id;
  const others = ids.filter(id => frames(naive, id).some(each => each.id === frame && areApart(each.token, token)));
  const read = new Set(others.flatMap(id => [...(asked.get(id) ?? [])]));
  return new Set(own.flatMap(id => writesOf(naive, id)).filter(name => read.has(name)));
}
