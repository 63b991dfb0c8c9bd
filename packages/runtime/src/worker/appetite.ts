/** Drained faster than this, the next helping is twice as large. */
const FAST_MS = 1_000;
/** Drained slower than this, it is half as large. */
const SLOW_MS = 2_000;

/**
 * How much a worker takes at once. It holds what it can work off in about a second, so that fast bodies are claimed by the
 * thousand and slow ones are left for other workers instead of waiting in this one's queue. Sizes are numbers of cursors,
 * instants are on a monotonic clock.
 */
export class Appetite {
  readonly #least: number;
  readonly #most: number;
  #size: number;
  #servedAt: number | undefined;

  constructor(options: { readonly least: number; readonly most: number }) {
    this.#least = Math.min(options.least, options.most);
    this.#most = options.most;
    this.#size = this.#least;
  }

  /** How many more cursors to claim while `waiting` bodies have not begun. */
  room(waiting: number, nowMs: number): number {
    if (waiting === 0 && this.#servedAt !== undefined) {
      this.#adapt(nowMs - this.#servedAt);
      this.#servedAt = undefined;
    }
    return Math.max(this.#size - waiting, 0);
  }

  /** Notes a full helping; a smaller one says nothing about how fast the bodies are. */
  served(nowMs: number): void {
    this.#servedAt ??= nowMs;
  }

  #adapt(drainedInMs: number): void {
    if (drainedInMs < FAST_MS) {
      this.#size = Math.min(this.#size * 2, this.#most);
    } else if (drainedInMs > SLOW_MS) {
      this.#size = Math.max(Math.floor(this.#size / 2), this.#least);
    }
  }
}
