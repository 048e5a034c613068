/** Ranks gathered into the figures that rankings are compared by. */

export const CUTS = [5, 10, 20] as const;
/** Deepest rank that any figure looks at. */
export const DEPTH = 20;

export type Figures = Record<string, number>;

/** Figures of one wanted item a prediction. */
export class Tally {
  predictions = 0;
  readonly #hits = new Float64Array(CUTS.length);
  readonly #reciprocal = new Float64Array(CUTS.length);
  readonly #gain = new Float64Array(CUTS.length);

  /** @param rank 1 for the first place; 0 where the wanted item is not among the first `DEPTH` */
  add(rank: number): void {
    this.predictions++;
    CUTS.forEach((cut, c) => {
      if (rank === 0 || rank > cut) return;
      this.#hits[c] = this.#hits[c]! + 1;
      this.#reciprocal[c] = this.#reciprocal[c]! + 1 / rank;
      this.#gain[c] = this.#gain[c]! + 1 / Math.log2(rank + 1);
    });
  }

  /**
   * `hr@5`, `mrr@5`, `ndcg@5` and so on, averaged; 0 where there was nothing.
   * @param of what they are averaged over: predictions, and whatever else counts as one without success
   */
  figures(of = this.predictions): Figures {
    const figures: Figures = {};
    CUTS.forEach((cut, c) => {
      figures[`hr@${cut}`] = share(this.#hits[c]!, of);
      figures[`mrr@${cut}`] = share(this.#reciprocal[c]!, of);
      figures[`ndcg@${cut}`] = share(this.#gain[c]!, of);
    });
    return figures;
  }
}

/** A group of predictions and, where there is one, its figures: a group of none was not predicted badly. */
export interface Summary extends Figures {
  predictions: number;
}

export const summaryOf = (tally: Tally, predictions = tally.predictions): Summary => ({
  predictions,
  ...(predictions > 0 ? tally.figures(predictions) : {}),
});

/** Figures of all items that a session still holds: how well a whole shelf fits what follows. */
export class RestTally {
  predictions = 0;
  readonly #precision = new Float64Array(CUTS.length);
  readonly #recall = new Float64Array(CUTS.length);
  readonly #average = new Float64Array(CUTS.length);

  /**
   * @param hits per place of the list, whether its item is among those wanted
   * @param wanted how many distinct items are
   */
  add(hits: readonly boolean[], wanted: number): void {
    this.predictions++;
    CUTS.forEach((cut, c) => {
      let found = 0;
      let average = 0;
      for (let place = 0; place < cut && place < hits.length; place++) {
        if (!hits[place]) continue;
        found++;
        average += found / (place + 1);
      }
      this.#precision[c] = this.#precision[c]! + found / cut;
      this.#recall[c] = this.#recall[c]! + found / wanted;
      this.#average[c] = this.#average[c]! + average / Math.min(wanted, cut);
    });
  }

  /** `precision@5`, `recall@5`, `map@5` and so on. */
  figures(): Figures {
    const figures: Figures = {};
    CUTS.forEach((cut, c) => {
      figures[`precision@${cut}`] = share(this.#precision[c]!, this.predictions);
      figures[`recall@${cut}`] = share(this.#recall[c]!, this.predictions);
      figures[`map@${cut}`] = share(this.#average[c]!, this.predictions);
    });
    return figures;
  }
}

/** `sum / of` to five places; 0 of nothing is 0. */
export function share(sum: number, of: number): number {
  return of === 0 ? 0 : Math.round((sum / of) * 1e5) / 1e5;
}
