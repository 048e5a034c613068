/** Says on stderr how far a long piece of work is; quiet for the first second, and where stderr is no terminal. */
const EVERY_MS = 250;
const QUIET_MS = 1000;

export class Progress {
  readonly #started = performance.now();
  readonly #label: string;
  readonly #shown: boolean;
  #next: number;
  #wrote = false;

  constructor(label: string, shown = process.stderr.isTTY === true) {
    this.#label = label;
    this.#shown = shown;
    this.#next = this.#started + QUIET_MS;
  }

  /** Cheap enough to be called for every few thousand units of work. */
  at(done: number, total?: number): void {
    const now = performance.now();
    if (!this.#shown || now < this.#next) return;
    this.#next = now + EVERY_MS;
    this.#wrote = true;
    const share = total ? ` ${Math.floor((100 * done) / total)}%` : '';
    const rate = Math.round((1000 * done) / (now - this.#started));
    process.stderr.write(
      `\r\x1b[K${this.#label}: ${done.toLocaleString('en')}${share}, ${rate.toLocaleString('en')}/s`,
    );
  }

  /** @returns ms since the start */
  end(): number {
    if (this.#wrote) process.stderr.write('\r\x1b[K');
    return performance.now() - this.#started;
  }
}
