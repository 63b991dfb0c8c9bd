/** Two moments and two seeds: what depends on either comes out differently in the second build. */
const BUILDS = [
  { nowMs: Date.UTC(2001, 1, 3, 4, 5, 6, 7), seed: 0x9e3779b9 },
  { nowMs: Date.UTC(2034, 10, 23, 17, 38, 49, 850), seed: 0x85ebca6b },
] as const;

/** Stops the clock and seeds chance for one build of one unit. `new Date(x)` stays what it is. */
export function freeze(build: 0 | 1, RealDate: DateConstructor): void {
  const { nowMs, seed } = BUILDS[build];
  globalThis.Date = frozenDate(RealDate, nowMs);
  globalThis.performance.now = () => nowMs % 1_000_000;
  Math.random = seededRandom(seed);
}

function frozenDate(RealDate: DateConstructor, nowMs: number): DateConstructor {
  return new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [nowMs] : args, newTarget),
    apply: () => new RealDate(nowMs).toString(),
    get: (target, key, receiver) => (key === "now" ? () => nowMs : Reflect.get(target, key, receiver)),
  });
}

/** Mulberry32: small, and good enough to differ. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
