/** Ranks gathered into the figures that rankings are compared by. */

export const CUTS = [5, 10, 20] as const;
/** Deepest rank that any figure looks at. */
export const DEPTH = 20;

export class Tally {
  predictions = 0;
  readonly #hits = new Map<number, number>(CUTS.map((cut) => [cut, 0]));
  readonly #reciprocal = new Map<number, number>(CUTS.map((cut) => [cut, 0]));
  readonly #gain = new Map<number, number>(CUTS.map((cut) => [cut, 0]));

  /** @param rank 1 for the first place; 0 where the wanted item is not among the first `DEPTH` */
  add(rank: number): void {
    this.predictions++;
    for (const cut of CUTS) {
      if (rank === 0 || rank > cut) continue;
      this.#hits.set(cut, this.#hits.get(cut)! + 1);
      this.#reciprocal.set(cut, this.#reciprocal.get(cut)! + 1 / rank);
      this.#gain.set(cut, this.#gain.get(cut)! + 1 / Math.log2(rank + 1));
    }
  }

  /** `hr@5`, `mrr@5`, `ndcg@5` and so on, averaged over all predictions; 0 where there was none. */
  figures(): Record<string, number> {
    const figures: Record<string, number> = {};
    const share = (sum: number) => (this.predictions === 0 ? 0 : round(sum / this.predictions));
    for (const cut of CUTS) {
      figures[`hr@${cut}`] = share(this.#hits.get(cut)!);
      figures[`mrr@${cut}`] = share(this.#reciprocal.get(cut)!);
      figures[`ndcg@${cut}`] = share(this.#gain.get(cut)!);
    }
    return figures;
  }
}

const round = (value: number) => Math.round(value * 1e5) / 1e5;

/** Median and 99th percentile of durations in ms. */
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

  summary(): { p50: number; p99: number; mean: number } {
    const sorted = this.#ms.slice(0, this.#length).sort();
    const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
    let sum = 0;
    for (const ms of sorted) sum += ms;
    return { p50: at(0.5), p99: at(0.99), mean: round(sorted.length === 0 ? 0 : sum / sorted.length) };
  }
}
