/**
 * Session kNN of the VSTAN family: items of similar past sessions, nearest to the shared click first.
 *
 * score(i) = idf(i) · Σ over neighbours n that hold i of similarity(n) · exp(−|pos_n(i) − pos_n(i*)| / λ_inh), with i*
 * the shared item that occurs last in n and pos_n an item's last position (STAN: Garg et al., "Sequence and Time Aware
 * Neighborhood for Session-based Recommendations", SIGIR 2019; VSTAN adds the idf: Ludewig et al., UMUAI 2021).
 */
import { type Focus, Neighbours } from './neighbours.ts';
import type { RankedList } from './ranked.ts';
import type { Rarity } from './rarity.ts';
import type { SessionIndex } from './session-index.ts';
import type { KnnSettings } from './settings.ts';

/** Distances inside a neighbour beyond this share one weight. */
const FAR = 255;

export class SessionKnn {
  readonly #index: SessionIndex;
  readonly #neighbours: Neighbours;
  readonly #rarity: Rarity;
  readonly #idfWeight: number;
  readonly #inside = new Float64Array(FAR + 1);
  /** Per item, allocated once; `#touched` says which entries belong to this query. */
  readonly #score: Float64Array;
  readonly #best: Float32Array;
  readonly #because: Int32Array;
  readonly #stamp: Int32Array;
  readonly #touched: Int32Array;

  constructor(index: SessionIndex, rarity: Rarity, settings: KnnSettings) {
    const items = rarity.size;
    this.#index = index;
    this.#neighbours = new Neighbours(index, settings);
    this.#rarity = rarity;
    this.#idfWeight = settings.idfWeight;
    for (let d = 0; d <= FAR; d++) this.#inside[d] = Math.exp(-d / settings.insideDecay);
    this.#score = new Float64Array(items);
    this.#best = new Float32Array(items);
    this.#because = new Int32Array(items);
    this.#stamp = new Int32Array(items).fill(-1);
    this.#touched = new Int32Array(items);
  }

  /** Pushes every item of the neighbours into `into`. */
  rank(focus: Focus, into: RankedList): void {
    const index = this.#index;
    const { item } = index;
    const neighbours = this.#neighbours;
    neighbours.find(focus);
    let touched = 0;
    for (let n = 0; n < neighbours.length; n++) {
      const s = neighbours.session[n]!;
      const similarity = neighbours.similarity[n]!;
      const start = index.at(s);
      const end = index.at(s + 1);
      let match = end - 1;
      while (focus.entryOf[item[match]!] === -1) match--;
      const because = item[match]!;
      for (let c = end - 1; c >= start; c--) {
        const i = item[c]!;
        if (this.#stamp[i] === n) continue; // an earlier click on an item this neighbour has had
        const distance = Math.abs(c - match);
        const part = similarity * this.#inside[Math.min(distance, FAR)]!;
        if (this.#stamp[i] === -1) {
          this.#touched[touched++] = i;
          this.#score[i] = part;
          this.#best[i] = part;
          this.#because[i] = because;
        } else {
          this.#score[i] = this.#score[i]! + part;
          if (part > this.#best[i]!) {
            this.#best[i] = part;
            this.#because[i] = because;
          }
        }
        this.#stamp[i] = n;
      }
    }
    for (let t = 0; t < touched; t++) {
      const i = this.#touched[t]!;
      this.#stamp[i] = -1;
      into.push(i, this.#score[i]! * (1 + this.#idfWeight * this.#rarity.of(i)), this.#because[i]!);
    }
  }
}
