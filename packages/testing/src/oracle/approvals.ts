import type { ApprovalTerms, Json } from "@flowline/ir";
import { ask } from "./ask.js";
import { record, setTimer } from "./cursors.js";
import { wake } from "./open-wait.js";
import type { Cursor, Decision, OpenWait, Run, World } from "./world.js";

/** Who may decide: those of `of`, each once, without those in `not`. */
export function peopleOf(world: World, cursor: Cursor, terms: ApprovalTerms): readonly string[] {
  const { run, store } = cursor;
  const of = namesIn(ask(world, run, { expression: terms.of, store }));
  const not = terms.not === null ? [] : namesIn(ask(world, run, { expression: terms.not, store }));
  return [...new Set(of)].filter(name => !not.includes(name));
}

function namesIn(value: Json): readonly string[] {
  const list: readonly Json[] = Array.isArray(value) ? value : [value];
  return list.filter(name => typeof name === "string");
}

/** Has those reminded who have not answered by then. */
export function planReminders(world: World, cursor: Cursor, wait: OpenWait): void {
  for (const afterMs of wait.node.approval?.remindMs ?? []) {
    setTimer(world, cursor, world.nowMs + afterMs, () => {
      const people = wait.people.filter(name => !wait.decisions.some(({ by }) => by === name));
      record(world, cursor.run, { what: "reminded", node: cursor.node, people });
    });
  }
}

/** A person answers. The first answer counts; strangers' and later ones are written down. */
export function answer(world: World, run: Run, { of, ...decision }: Decision & { readonly of: string }): void {
  const cursor = run.cursors.find(({ wait }) => wait?.node.approval?.name === of);
  const wait = cursor?.wait ?? null;
  if (cursor === undefined || wait === null) {
    record(world, run, { what: "late", of, by: decision.by });
    return;
  }
  const { by, approved } = decision;
  const isSecond = wait.decisions.some(earlier => earlier.by === by);
  const ignored = wait.people.includes(by) ? (isSecond ? "second answer" : null) : "stranger";
  record(world, run, { what: "answered", node: cursor.node, by, approved, ignored });
  if (ignored !== null) return;
  wait.decisions.push(decision);
  const is = verdictOf(wait);
  const decisions = wait.decisions.map(one => ({ ...one }));
  if (is !== null) wake(world, cursor, { name: is, value: { is, decisions } });
}

function verdictOf({ node, people, decisions }: OpenWait): "approved" | "rejected" | null {
  if (node.approval === null) return null;
  const { need, reject } = node.approval;
  const yes = decisions.filter(({ approved }) => approved).length;
  const no = decisions.length - yes;
  if (yes >= need) return "approved";
  const isRejected = reject === "any" ? no > 0 : people.length - no < need;
  return isRejected ? "rejected" : null;
}
