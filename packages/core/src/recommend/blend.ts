/** The learned ranking at work: evidence, candidates, features, trees. */
import { type Evidence, WIDTH } from './evidence.ts';
import { Candidates, FEATURES, type Knowledge, MOST } from './features.ts';
import { type Forest, scoreRows } from './forest.ts';
import type { Focus } from './neighbours.ts';
import type { RankedList } from './ranked.ts';

export class Blend {
  readonly #evidence: Evidence;
  readonly #candidates: Candidates;
  readonly #forest: Forest;
  readonly #score = new Float64Array(MOST);

  /** @param evidence filled anew by each call */
  constructor(evidence: Evidence, know: Knowledge, idfWeight: number, forest: Forest) {
    this.#evidence = evidence;
    this.#candidates = new Candidates(know, idfWeight);
    this.#forest = forest;
  }

  /**
   * Pushes the candidates by the trees' score, squeezed into 0 … 1, and below them the rest of the neighbours' items in
   * the order of session kNN.
   */
  rank(focus: Focus, clicks: ArrayLike<number>, count: number, into: RankedList): void {
    if (focus.length === 0) return;
    const evidence = this.#evidence;
    const candidates = this.#candidates;
    evidence.gather(focus);
    candidates.fill(evidence, focus, clicks, count);
    scoreRows(this.#forest, candidates.rows, FEATURES, candidates.length, this.#score);
    let lowest = 1;
    for (let k = 0; k < candidates.length; k++) {
      const e = candidates.entry[k]!;
      const score = 1 / (1 + Math.exp(-this.#score[k]!));
      if (score < lowest) lowest = score;
      into.push(evidence.item[e]!, score, evidence.because[e]!);
      candidates.base[e] = 0;
    }
    if (into.length < candidates.length) return;
    let most = 0;
    for (let e = 0; e < evidence.length; e++) if (candidates.base[e]! > most) most = candidates.base[e]!;
    for (let e = 0; e < evidence.length; e++) {
      if (evidence.values[e * WIDTH]! === 0 || candidates.base[e] === 0) continue;
      into.push(evidence.item[e]!, (0.99 * lowest * candidates.base[e]!) / most, evidence.because[e]!);
    }
  }
}
