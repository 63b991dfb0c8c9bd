/** Growing pauses for a thing that keeps failing: 100 ms doubled up to 10 s, each cut by up to half at random. */
export class Backoff {
  #failures = 0;

  /** The next pause in milliseconds. */
  next(): number {
    const full = Math.min(100 * 2 ** this.#failures, 10_000);
    this.#failures += 1;
    return Math.round(full * (1 - Math.random() / 2));
  }

  reset(): void {
    this.#failures = 0;
  }
}
