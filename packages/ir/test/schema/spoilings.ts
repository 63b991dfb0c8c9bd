/** A way to spoil one place of JSON: what stands there becomes something else. */
export interface Spoiling {
  readonly name: string;
  spoil(value: unknown): unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What is wrong at its place whatever is expected there, or at least often. */
export const SPOILINGS: readonly Spoiling[] = [
  { name: "null", spoil: () => null },
  { name: "an object", spoil: () => ({}) },
  { name: "a list", spoil: () => [] },
  { name: "a number", spoil: () => -0.5 },
  { name: "a text", spoil: () => "spoilt" },
  { name: "nothing in it", spoil: () => "" },
  { name: "true", spoil: () => true },
  { name: "another member", spoil: value => (isObject(value) ? { ...value, surprise: 1 } : { surprise: value }) },
  {
    name: "a member less",
    spoil: value => (isObject(value) ? Object.fromEntries(Object.entries(value).slice(1)) : undefined),
  },
  { name: "twice", spoil: value => (Array.isArray(value) ? [...value, ...value] : [value]) },
  { name: "gone", spoil: () => undefined },
];

/** The JSON with its nth place (counted in depth, and round again) spoilt. What becomes `undefined` is taken out. */
export function spoilAt(json: unknown, place: number, { spoil }: Spoiling): unknown {
  const paths = pathsIn(json, []);
  const path = paths[place % paths.length] ?? [];
  return change(json, path, spoil);
}

type Path = readonly (string | number)[];

function pathsIn(json: unknown, path: Path): readonly Path[] {
  if (typeof json !== "object" || json === null) return [path];
  const members: readonly (readonly [string | number, unknown])[] = Array.isArray(json)
    ? json.map((member: unknown, index) => [index, member] as const)
    : Object.entries(json);
  return [path, ...members.flatMap(([key, member]) => pathsIn(member, [...path, key]))];
}

function change(json: unknown, [key, ...rest]: Path, spoil: Spoiling["spoil"]): unknown {
  if (key === undefined) return spoil(json);
  if (Array.isArray(json)) {
    return json.flatMap((member: unknown, index) => {
      const changed = index === key ? change(member, rest, spoil) : member;
      return changed === undefined ? [] : [changed];
    });
  }
  const entries = Object.entries(json as object).map(([name, member]) => [
    name,
    name === key ? change(member, rest, spoil) : (member as unknown),
  ]);
  return Object.fromEntries(entries.filter(([, member]) => member !== undefined));
}
