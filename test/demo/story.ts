/** Tells the demo as it goes: one line per event, and a line that counts up where people would otherwise wait blindly. */
export class Story {
  readonly #out: NodeJS.WriteStream;
  readonly #startedAt = performance.now();
  #progress = false;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  get seconds(): number {
    return Math.round((performance.now() - this.#startedAt) / 100) / 10;
  }

  tell(line: string): void {
    this.#clearProgress();
    this.#out.write(`${this.seconds.toFixed(1).padStart(6)} s  ${line}\n`);
  }

  /** Shown in place on a terminal, and not at all in a file. */
  progress(what: string, done: number, of: number): void {
    if (!this.#out.isTTY) {
      return;
    }
    const width = 30;
    const filled = Math.round((width * Math.min(done, of)) / Math.max(of, 1));
    this.#clearProgress();
    this.#out.write(`          ${"█".repeat(filled)}${"░".repeat(width - filled)} ${done} of ${of} ${what}`);
    this.#progress = true;
  }

  #clearProgress(): void {
    if (this.#progress) {
      this.#out.write("\r\u001b[2K");
      this.#progress = false;
    }
  }
}
