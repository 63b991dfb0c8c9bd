import type { Expression } from "@flowline/ir";

const SEPARATOR = "\u0000";

/** The path of a member below another path. Names may hold any character but the one that separates them. */
export function pathTo(root: string, ...members: readonly string[]): string {
  return [root, ...members].join(SEPARATOR);
}

/** The path of a subject's field. */
export function fieldPath(name: string): string {
  return `@${name}`;
}

/**
 * The path of what an expression reads, where it reads one place that stays the same while a lambda is asked: a field, a
 * variable, an element of an `each`, or a member or element of one of these.
 */
export function pathOf(expression: Expression): string | null {
  switch (expression.op) {
    case "field":
      return fieldPath(expression.name);
    case "variable":
      return expression.name;
    case "local":
      return `#${expression.name}`;
    case "member":
      return under(expression.of, expression.name);
    case "element":
      return under(expression.of, `[${expression.index}]`);
    default:
      return null;
  }
}

function under(of: Expression, name: string): string | null {
  const path = pathOf(of);
  return path === null ? null : pathTo(path, name);
}

/** The path itself and all that it leads through: where a member is there, so is its object. */
export function pathsThrough(path: string): readonly string[] {
  const steps = path.split(SEPARATOR);
  return steps.map((_, index) => steps.slice(0, index + 1).join(SEPARATOR));
}
