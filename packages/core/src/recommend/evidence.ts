/**
 * All that past sessions say about each candidate, gathered in one walk over the session's neighbours and one over the
 * newest sessions that hold the current item. `features.ts` turns it into what the learned ranking looks at.
 *
 * Beside the sums of session kNN (see `session-knn.ts`) these are sequential rules, forward and backward, weighted by 1/distance
 * within ten clicks (Ludewig, Jannach: "Evaluation of session-based recommendation algorithms", UMUAI 2018).
 */
import { type Focus, Neighbours } from './neighbours.ts';
import type { SessionIndex } from './session-index.ts';
import { type KnnSettings, POSTINGS } from './settings.ts';

/** Columns of an entry. */
export const KNN = 0; // Σ similarity · exp(−distance / λ_inh)
export const AFTER = 1; // the same, where the item follows the match
export const ALIKE = 2; // Σ similarity
export const COUNT = 3; // neighbours that hold the item
export const NEXT = 4; // Σ similarity where the item comes right after the match
export const BEST = 5; // largest single part of KNN
export const DIRECT = 6; // times the item came right after the current one
export const FORWARD = 7; // Σ 1/distance after the current one
export const BACKWARD = 8; // Σ 1/distance before the current one
export const FRESH = 9; // Σ 1/distance on either side of the current one, newest sessions most
export const PRIOR = 10; // Σ 1/distance after the click before
export const WIDTH = 11;

const RULE_REACH = 10;
/** Sessions of the current item after which FRESH counts 1/e, and sessions of the click before that are walked. */
const FRESH_SESSIONS = 40;
const PRIOR_SESSIONS = 200;
/** Clicks that each walk for rules may visit, about: what long baskets add past them is the same again. */
const RULE_VISITS = 4_000;
const PRIOR_VISITS = 1_500;
const FAR = 255;

export class Evidence {
  /** Entries of this query. */
  length = 0;
  /** Model item of each entry. */
  readonly item: Int32Array;
  /** Entry × WIDTH. */
  values = new Float64Array(4096 * WIDTH);
  /** Click that contributed most to an entry, or -1. */
  because = new Int32Array(4096);
  /** Neighbours found, and the sum of their similarities. */
  neighbours = 0;
  readonly #found: Neighbours;
  readonly #index: SessionIndex;
  readonly #fresh = Float64Array.from({ length: POSTINGS }, (_, k) => Math.exp(-k / FRESH_SESSIONS));
  readonly #inside = new Float64Array(FAR + 1);
  /** By item: its entry, or -1. */
  readonly #entryOf: Int32Array;
  /** By entry: the last neighbour that touched it. */
  #touchedBy = new Int32Array(4096);

  constructor(index: SessionIndex, items: number, settings: KnnSettings) {
    this.#index = index;
    this.#found = new Neighbours(index, settings);
    for (let d = 0; d <= FAR; d++) this.#inside[d] = Math.exp(-d / settings.insideDecay);
    this.#entryOf = new Int32Array(items).fill(-1);
    this.item = new Int32Array(items);
  }

  /** Forgets the query before and gathers the evidence for this one; the focus must not be empty. */
  gather(focus: Focus): void {
    for (let e = 0; e < this.length; e++) this.#entryOf[this.item[e]!] = -1;
    this.length = 0;
    this.#walkNeighbours(focus);
    this.#walkRules(focus.item[0]!);
    if (focus.length > 1) this.#walkPrior(focus.item[1]!);
  }

  /** The item's entry, made where there is none. */
  entry(item: number): number {
    const known = this.#entryOf[item]!;
    if (known !== -1) return known;
    const entry = this.length++;
    if (entry === this.because.length) this.#grow();
    this.#entryOf[item] = entry;
    this.item[entry] = item;
    this.because[entry] = -1;
    this.#touchedBy[entry] = -1;
    this.values.fill(0, entry * WIDTH, entry * WIDTH + WIDTH);
    return entry;
  }

  has(item: number): boolean {
    return this.#entryOf[item] !== -1;
  }

  #walkNeighbours(focus: Focus): void {
    const { at, item } = this.#index;
    const found = this.#found;
    found.find(focus);
    this.neighbours = found.length;
    for (let n = 0; n < found.length; n++) {
      const s = found.session[n]!;
      const similarity = found.similarity[n]!;
      const start = at[s]!;
      const end = at[s + 1]!;
      let match = end - 1;
      while (focus.entryOf[item[match]!] === -1) match--;
      const because = item[match]!;
      for (let c = end - 1; c >= start; c--) {
        const e = this.entry(item[c]!);
        if (this.#touchedBy[e] === n) continue; // an earlier click on an item this neighbour has had
        this.#touchedBy[e] = n;
        const part = similarity * this.#inside[Math.min(Math.abs(c - match), FAR)]!;
        const v = this.values;
        const b = e * WIDTH;
        v[b] = v[b]! + part;
        if (c > match) {
          v[b + AFTER] = v[b + AFTER]! + part;
          if (c === match + 1) v[b + NEXT] = v[b + NEXT]! + similarity;
        }
        v[b + ALIKE] = v[b + ALIKE]! + similarity;
        v[b + COUNT] = v[b + COUNT]! + 1;
        if (part > v[b + BEST]!) {
          v[b + BEST] = part;
          this.because[e] = because;
        }
      }
    }
  }

  #walkRules(current: number): void {
    const { at, item, postAt, post } = this.#index;
    let visits = 0;
    for (let p = postAt[current]!; p < postAt[current + 1]! && visits < RULE_VISITS; p++) {
      const s = post[p]!;
      const start = at[s]!;
      const end = at[s + 1]!;
      const fresh = this.#fresh[p - postAt[current]!]!;
      for (let c = start; c < end; c++) {
        if (item[c] !== current) continue;
        visits += Math.min(RULE_REACH, end - 1 - c) + Math.min(RULE_REACH, c - start);
        for (let d = c + 1; d < end && d <= c + RULE_REACH; d++) {
          const b = this.entry(item[d]!) * WIDTH;
          if (d === c + 1) this.values[b + DIRECT] = this.values[b + DIRECT]! + 1;
          this.values[b + FORWARD] = this.values[b + FORWARD]! + 1 / (d - c);
          this.values[b + FRESH] = this.values[b + FRESH]! + fresh / (d - c);
        }
        for (let d = c - 1; d >= start && d >= c - RULE_REACH; d--) {
          const b = this.entry(item[d]!) * WIDTH;
          this.values[b + BACKWARD] = this.values[b + BACKWARD]! + 1 / (c - d);
          this.values[b + FRESH] = this.values[b + FRESH]! + fresh / (c - d);
        }
      }
    }
  }

  #walkPrior(prior: number): void {
    const { at, item, postAt, post } = this.#index;
    const stop = Math.min(postAt[prior + 1]!, postAt[prior]! + PRIOR_SESSIONS);
    let visits = 0;
    for (let p = postAt[prior]!; p < stop && visits < PRIOR_VISITS; p++) {
      const end = at[post[p]! + 1]!;
      for (let c = at[post[p]!]!; c < end; c++) {
        if (item[c] !== prior) continue;
        visits += Math.min(RULE_REACH, end - 1 - c);
        for (let d = c + 1; d < end && d <= c + RULE_REACH; d++) {
          const b = this.entry(item[d]!) * WIDTH;
          this.values[b + PRIOR] = this.values[b + PRIOR]! + 1 / (d - c);
        }
      }
    }
  }

  #grow(): void {
    const values = new Float64Array(this.values.length * 2);
    values.set(this.values);
    this.values = values;
    const because = new Int32Array(this.because.length * 2);
    because.set(this.because);
    this.because = because;
    const touchedBy = new Int32Array(this.#touchedBy.length * 2);
    touchedBy.set(this.#touchedBy);
    this.#touchedBy = touchedBy;
  }
}
