import { childrenOf, type Expression, elementTypeOf, isSameForm, typeOf, type ValueType } from "@flowline/ir";

type Locals = readonly (readonly [name: string, type: ValueType])[];

/**
 * Generators cannot know what is in scope: they write `local` with a number for a name. Here each `each` gets a name of its own and each
 * such local becomes one that is in scope and of its type, or null where there is none.
 */
export function bindLocals(expression: Expression): Expression {
  let count = 0;
  const bind = (at: Expression, locals: Locals): Expression => {
    if (at.op === "local") return chooseLocal(at, locals);
    if (at.op !== "each") return withChildren(at, child => bind(child, locals));
    count += 1;
    const [name, element] = [`x${count}`, elementTypeOf(typeOf(at.list))];
    const inside: Locals = element === null ? locals : [...locals, [name, element]];
    return { ...at, local: name, list: bind(at.list, locals), body: bind(at.body, inside) };
  };
  return bind(expression, []);
}

function chooseLocal(at: Extract<Expression, { op: "local" }>, locals: Locals): Expression {
  const fitting = locals.filter(([, type]) => isSameForm(type, at.type));
  const chosen = fitting[Number(at.name) % fitting.length];
  return chosen === undefined ? { op: "literal", type: at.type, value: null } : { ...at, name: chosen[0] };
}

/** The same expression with each of its operands changed. */
export function withChildren(expression: Expression, change: (child: Expression) => Expression): Expression {
  const copy: Record<string, unknown> = { ...expression };
  for (const [property, child, place] of childrenOf(expression)) {
    if (place === undefined) {
      copy[property] = change(child);
      continue;
    }
    const holder = copy[property] === (expression as never)[property] ? copyOf(copy[property]) : copy[property];
    (holder as Record<string | number, unknown>)[place] = change(child);
    copy[property] = holder;
  }
  return copy as unknown as Expression;
}

function copyOf(holder: unknown): unknown {
  return Array.isArray(holder) ? [...holder] : { ...(holder as object) };
}
