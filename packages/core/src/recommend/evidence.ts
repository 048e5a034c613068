/**
 * All that past sessions say about each candidate, gathered in one walk over the session's neighbours and one over the
 * newest sessions that hold the current item. `session-knn.ts` ranks by the first alone; `features.ts` turns all of it into
 * what the learned ranking looks at.
 *
 * Beside the sums over neighbours these are sequential rules, forward and backward, weighted by 1/distance
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
const PER_DISTANCE = Float64Array.from({ length: RULE_REACH + 1 }, (_, distance) => 1 / distance);
/** Sessions of the current item after which FRESH counts 1/e, and sessions of the click before that are walked. */
const FRESH_SESSIONS = 40;
const PRIOR_SESSIONS = 200;
/** Clicks that each walk for rules may visit, about: what long baskets add past them is the same again. */
const RULE_VISITS = 2_500;
const PRIOR_VISITS = 1_000;
const FAR = 255;

export class Evidence {
  /** Entries of this query. */
  length = 0;
  /** Model item of each entry. */
  readonly item: Int32Array;
  /** Entry × WIDTH. */
  values = new Float32Array(4096 * WIDTH);
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

  /** Forgets the query before and gathers the sum of session kNN alone: columns KNN and BEST. */
  gatherKnn(focus: Focus): void {
    this.#forget();
    this.#walkNeighbours(focus, false);
  }

  /** Forgets the query before and gathers the evidence for this one; the focus must not be empty. */
  gather(focus: Focus): void {
    this.#forget();
    this.#walkNeighbours(focus, true);
    this.#walkRules(focus.item[0]!);
    if (focus.length > 1) this.#walkPrior(focus.item[1]!);
  }

  #forget(): void {
    for (let e = 0; e < this.length; e++) this.#entryOf[this.item[e]!] = -1;
    this.length = 0;
  }

  /** The item's entry, made where there is none. */
  entry(item: number): number {
    const known = this.#entryOf[item]!;
    return known === -1 ? this.#make(item) : known;
  }

  #make(item: number): number {
    if (this.length === this.because.length) this.#grow();
    const entry = this.length++;
    this.#entryOf[item] = entry;
    this.item[entry] = item;
    this.because[entry] = -1;
    this.#touchedBy[entry] = -1;
    // Written out: `fill` takes longer than all of them.
    const { values } = this;
    const end = entry * WIDTH + WIDTH;
    for (let b = entry * WIDTH; b < end; b++) values[b] = 0;
    return entry;
  }

  has(item: number): boolean {
    return this.#entryOf[item] !== -1;
  }

  /** @param whole whether the columns are filled that session kNN does not need */
  #walkNeighbours(focus: Focus, whole: boolean): void {
    const index = this.#index;
    const { item } = index;
    const { entryOf: inFocus } = focus;
    const inside = this.#inside;
    const entryOf = this.#entryOf;
    const found = this.#found;
    found.find(focus);
    const { length, session, similarity: similarities } = found;
    this.neighbours = length;
    let { values, because } = this;
    let touchedBy = this.#touchedBy;
    for (let n = 0; n < length; n++) {
      const s = session[n]!;
      const similarity = similarities[n]!;
      const start = index.at(s);
      const end = index.at(s + 1);
      if (this.length + end - start > because.length) {
        this.#room(end - start);
        ({ values, because } = this);
        touchedBy = this.#touchedBy;
      }
      let match = end - 1;
      while (inFocus[item[match]!] === -1) match--;
      const source = item[match]!;
      for (let c = end - 1; c >= start; c--) {
        const i = item[c]!;
        const known = entryOf[i]!;
        const e = known === -1 ? this.#make(i) : known;
        if (touchedBy[e] === n) continue; // an earlier click on an item this neighbour has had
        touchedBy[e] = n;
        const part = similarity * inside[Math.min(Math.abs(c - match), FAR)]!;
        const b = e * WIDTH;
        values[b] = values[b]! + part;
        if (part > values[b + BEST]!) {
          values[b + BEST] = part;
          because[e] = source;
        }
        if (!whole) continue;
        if (c > match) {
          values[b + AFTER] = values[b + AFTER]! + part;
          if (c === match + 1) values[b + NEXT] = values[b + NEXT]! + similarity;
        }
        values[b + ALIKE] = values[b + ALIKE]! + similarity;
        values[b + COUNT] = values[b + COUNT]! + 1;
      }
    }
  }

  #walkRules(current: number): void {
    const index = this.#index;
    const { item, postAt } = index;
    const first = postAt[current]!;
    const stop = postAt[current + 1]!;
    let visits = 0;
    for (let p = first; p < stop && visits < RULE_VISITS; p++) {
      const s = index.post(p);
      const start = index.at(s);
      const end = index.at(s + 1);
      const fresh = this.#fresh[p - first]!;
      this.#room(end - start);
      const { values } = this;
      for (let c = start; c < end; c++) {
        if (item[c] !== current) continue;
        const to = Math.min(end - 1, c + RULE_REACH);
        const from = Math.max(start, c - RULE_REACH);
        visits += to - from;
        for (let d = c + 1; d <= to; d++) {
          const b = this.entry(item[d]!) * WIDTH;
          const part = PER_DISTANCE[d - c]!;
          if (d === c + 1) values[b + DIRECT] = values[b + DIRECT]! + 1;
          values[b + FORWARD] = values[b + FORWARD]! + part;
          values[b + FRESH] = values[b + FRESH]! + fresh * part;
        }
        for (let d = c - 1; d >= from; d--) {
          const b = this.entry(item[d]!) * WIDTH;
          const part = PER_DISTANCE[c - d]!;
          values[b + BACKWARD] = values[b + BACKWARD]! + part;
          values[b + FRESH] = values[b + FRESH]! + fresh * part;
        }
      }
    }
  }

  #walkPrior(prior: number): void {
    const index = this.#index;
    const { item, postAt } = index;
    const stop = Math.min(postAt[prior + 1]!, postAt[prior]! + PRIOR_SESSIONS);
    let visits = 0;
    for (let p = postAt[prior]!; p < stop && visits < PRIOR_VISITS; p++) {
      const s = index.post(p);
      const start = index.at(s);
      const end = index.at(s + 1);
      this.#room(end - start);
      const { values } = this;
      for (let c = start; c < end; c++) {
        if (item[c] !== prior) continue;
        const to = Math.min(end - 1, c + RULE_REACH);
        visits += to - c;
        for (let d = c + 1; d <= to; d++) {
          const b = this.entry(item[d]!) * WIDTH;
          values[b + PRIOR] = values[b + PRIOR]! + PER_DISTANCE[d - c]!;
        }
      }
    }
  }

  /** Makes room for `more` entries, so that a walk over a session may hold on to the columns. */
  #room(more: number): void {
    while (this.length + more > this.because.length) this.#grow();
  }

  #grow(): void {
    const values = new Float32Array(this.values.length * 2);
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
