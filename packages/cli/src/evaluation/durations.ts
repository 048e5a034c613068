/** Durations in ms, summed up as median, 99th percentile and mean. */
export class Durations {
  #ms = new Float64Array(1024);
  #length = 0;

  add(ms: number): void {
    if (this.#length === this.#ms.length) {
      const more = new Float64Array(this.#length * 2);
      more.set(this.#ms);
      this.#ms = more;
    }
    this.#ms[this.#length++] = ms;
  }

  /** Zeroes where nothing was added. */
  summary(): { p50: number; p99: number; mean: number } {
    const sorted = this.#ms.slice(0, this.#length).sort();
    const at = (part: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
    let sum = 0;
    for (const ms of sorted) sum += ms;
    return { p50: at(0.5), p99: at(0.99), mean: round(sorted.length === 0 ? 0 : sum / sorted.length) };
  }
}

const round = (value: number) => Math.round(value * 1e5) / 1e5;
