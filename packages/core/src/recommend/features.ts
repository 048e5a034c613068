/**
 * Which candidates the learned ranking looks at, and what it sees of each. The same code serves and teaches: a feature
 * cannot mean one thing in training and another on the shelf.
 *
 * Beside what the evidence holds: repeats, as people come back to what they looked at lately and some items more than others
 * (Anderson, Kumar, Tomkins, Vassilvitskii: "The dynamics of repeat consumption", WWW 2014), and short-term intents, reminders
 * and trends (Jannach, Ludewig, Lerche: "Session-based item recommendation in e-commerce", UMUAI 2017).
 */
import {
  AFTER,
  ALIKE,
  BACKWARD,
  BEST,
  COUNT,
  DIRECT,
  type Evidence,
  FORWARD,
  FRESH,
  KNN,
  NEXT,
  PRIOR,
  WIDTH,
} from './evidence.ts';
import { STATS } from './item-stats.ts';
import { DIMENSIONS, UNIT } from './item-vectors.ts';
import { NEAR } from './near-items.ts';
import type { Focus } from './neighbours.ts';
import { RankedList } from './ranked.ts';
import type { Rarity } from './rarity.ts';

/** What of a model the features read. */
export interface Knowledge {
  readonly events: Uint16Array | Uint32Array;
  readonly rarity: Rarity;
  /** Items × STATS.length. */
  readonly stats: Uint8Array;
  /** Items with a vector × DIMENSIONS. */
  readonly vectors: Int8Array;
  /** Items with a vector × NEAR. */
  readonly near: Uint16Array | Uint32Array;
  readonly postAt: Uint32Array;
}

/** Best items of session kNN that are looked at. */
const FROM_KNN = 52;
/** Distinct clicks whose near items are looked at, and clicks that make up the session's vector. */
const NEAR_CLICKS = 3;
const VECTOR_CLICKS = 6;
const VECTOR_DECAY = 2;
export const MOST = FROM_KNN + NEAR_CLICKS * NEAR + 32;

const OWN = 34;
/** Features of a candidate: its own, then its item's stats. */
export const FEATURES = OWN + STATS.length;
/** Features that say which candidates stand high before anything is learned: see `#write`. */
export const KNN_PLACE = 2;
export const IN_SESSION = 18;
export const NEARNESS_PLACE = OWN - 2;

/** Newest clicks of a session that count for anything. */
export const SESSION_CLICKS = 50;

const LAST_SEEN_NEVER = 99;
const TINY = 1e-12;

export class Candidates {
  length = 0;
  /** Entry in the evidence of each candidate. */
  readonly entry = new Int32Array(MOST);
  /** Candidate × FEATURES. */
  readonly rows = new Float32Array(MOST * FEATURES);
  /** Session kNN's score by evidence entry, for the whole of the evidence. */
  base = new Float64Array(4096);
  readonly #know: Knowledge;
  readonly #idfWeight: number;
  readonly #top = new RankedList();
  readonly #chosen: Uint8Array;
  /** The first candidates, in the order of session kNN. */
  #ranked = 0;
  readonly #session = new Float64Array(DIMENSIONS);
  readonly #near = new Float64Array(MOST);
  readonly #sorted = new Float64Array(MOST);

  constructor(know: Knowledge, idfWeight: number) {
    this.#know = know;
    this.#idfWeight = idfWeight;
    this.#chosen = new Uint8Array(know.rarity.size);
  }

  /**
   * @param clicks the session's known items, oldest first, `count` of them
   */
  fill(evidence: Evidence, focus: Focus, clicks: ArrayLike<number>, count: number): void {
    this.#choose(evidence, focus);
    this.#sessionVector(focus);
    this.#write(evidence, focus, clicks, count);
  }

  #choose(evidence: Evidence, focus: Focus): void {
    const { near } = this.#know;
    // Session items and near items may have no evidence yet; entries come before scores.
    for (let f = 0; f < focus.length; f++) evidence.entry(focus.item[f]!);
    for (let f = 0; f < focus.length && f < NEAR_CLICKS; f++) {
      const i = focus.item[f]!;
      for (let k = i * NEAR; k < (i + 1) * NEAR && k < near.length; k++) evidence.entry(near[k]!);
    }
    const entries = evidence.length;
    if (this.base.length < entries) this.base = new Float64Array(entries * 2);
    const { rarity } = this.#know;
    const top = this.#top;
    top.start(FROM_KNN);
    for (let e = 0; e < entries; e++) {
      const knn = evidence.values[e * WIDTH + KNN]!;
      const score = knn === 0 ? 0 : knn * (1 + this.#idfWeight * rarity.of(evidence.item[e]!));
      this.base[e] = score;
      if (score > 0) top.push(e, score, -1);
    }
    top.finish();
    this.length = 0;
    this.#ranked = top.length;
    for (let k = 0; k < top.length; k++) this.#take(top.item[k]!, evidence.item[top.item[k]!]!);
    for (let f = 0; f < focus.length; f++) this.#take(evidence.entry(focus.item[f]!), focus.item[f]!);
    for (let f = 0; f < focus.length && f < NEAR_CLICKS; f++) {
      const i = focus.item[f]!;
      for (let k = i * NEAR; k < (i + 1) * NEAR && k < near.length; k++) this.#take(evidence.entry(near[k]!), near[k]!);
    }
    for (let k = 0; k < this.length; k++) this.#chosen[evidence.item[this.entry[k]!]!] = 0;
  }

  #take(entry: number, item: number): void {
    if (this.#chosen[item] === 1 || this.length === MOST) return;
    this.#chosen[item] = 1;
    this.entry[this.length++] = entry;
  }

  #sessionVector(focus: Focus): void {
    const { vectors } = this.#know;
    const session = this.#session;
    session.fill(0);
    for (let f = 0; f < focus.length && f < VECTOR_CLICKS; f++) {
      const from = focus.item[f]! * DIMENSIONS;
      if (from >= vectors.length) continue;
      const weight = Math.exp(-focus.back[f]! / VECTOR_DECAY);
      for (let d = 0; d < DIMENSIONS; d++) session[d] = session[d]! + weight * vectors[from + d]!;
    }
    let norm = 0;
    for (let d = 0; d < DIMENSIONS; d++) norm += session[d]! ** 2;
    const factor = norm === 0 ? 0 : 1 / (Math.sqrt(norm) * UNIT);
    for (let d = 0; d < DIMENSIONS; d++) session[d] = session[d]! * factor;
  }

  #write(evidence: Evidence, focus: Focus, clicks: ArrayLike<number>, count: number): void {
    const { events, stats, vectors, postAt } = this.#know;
    const { values } = evidence;
    const { rows, length, base } = this;
    let total = 0;
    let best = 0;
    let after = TINY;
    let alike = TINY;
    let next = TINY;
    let direct = TINY;
    let forward = TINY;
    let backward = TINY;
    let fresh = TINY;
    let prior = TINY;
    for (let e = 0, b = 0; e < evidence.length; e++, b += WIDTH) {
      total += base[e]!;
      best = Math.max(best, base[e]!);
      after += values[b + AFTER]!;
      alike += values[b + ALIKE]!;
      next += values[b + NEXT]!;
      direct += values[b + DIRECT]!;
      forward += values[b + FORWARD]!;
      backward += values[b + BACKWARD]!;
      fresh += values[b + FRESH]!;
      prior += values[b + PRIOR]!;
    }
    const current = focus.item[0]!;
    const currentRepeats = stats[current * STATS.length + 6]!;
    const currentEvents = stats[current * STATS.length]!;
    const listed = postAt[current + 1]! - postAt[current]!;
    let repeats = 0;
    for (let c = 1; c < count; c++) if (clicks[c] === clicks[c - 1]) repeats++;
    const repeatShare = count > 1 ? repeats / (count - 1) : 0;
    const repeated = count > 1 && clicks[count - 2] === current ? 1 : 0;
    for (let k = 0; k < length; k++) {
      const e = this.entry[k]!;
      const i = evidence.item[e]!;
      const b = e * WIDTH;
      const knn = values[b + KNN]!;
      const place = focus.entryOf[i]!;
      const near = this.#cosine(vectors, i);
      this.#near[k] = near;
      let r = k * FEATURES;
      rows[r++] = base[e]! / (best + TINY);
      rows[r++] = base[e]! / (total + TINY);
      rows[r++] = k < this.#ranked ? k : FROM_KNN;
      rows[r++] = base[e]!;
      rows[r++] = best;
      rows[r++] = values[b + AFTER]! / (knn + TINY);
      rows[r++] = values[b + AFTER]! / after;
      rows[r++] = values[b + ALIKE]! / alike;
      rows[r++] = values[b + COUNT]!;
      rows[r++] = values[b + COUNT]! / (evidence.neighbours + TINY);
      rows[r++] = values[b + NEXT]! / next;
      rows[r++] = values[b + BEST]! / (knn + TINY);
      rows[r++] = values[b + DIRECT]! / direct;
      rows[r++] = values[b + FORWARD]!;
      rows[r++] = values[b + FORWARD]! / forward;
      rows[r++] = values[b + BACKWARD]! / backward;
      rows[r++] = (values[b + FORWARD]! + values[b + BACKWARD]!) / Math.sqrt(events[i]!);
      rows[r++] = place === -1 ? LAST_SEEN_NEVER : focus.back[place]!;
      rows[r++] = place === -1 ? 0 : timesIn(clicks, count, i);
      rows[r++] = 1 + near;
      rows[r++] = 1 + itemCosine(vectors, current, i);
      rows[r++] = currentRepeats;
      rows[r++] = currentEvents;
      rows[r++] = repeatShare;
      rows[r++] = repeated;
      rows[r++] = count;
      rows[r++] = focus.length;
      rows[r++] = evidence.neighbours;
      rows[r++] = listed;
      rows[r++] = values[b + FRESH]! / fresh;
      rows[r++] = values[b + PRIOR]! / prior;
      rows[r++] = values[b + FRESH]! / Math.sqrt(1 + stats[i * STATS.length + 2]!);
      r += 2; // ranks, below
      for (let c = 0; c < STATS.length; c++) rows[r++] = stats[i * STATS.length + c]!;
    }
    this.#writeRanks(OWN - 2, (k) => this.#near[k]!);
    this.#writeRanks(OWN - 1, (k) => values[this.entry[k]! * WIDTH + ALIKE]!);
  }

  /** Writes each candidate's rank by a value, 0 for the highest. */
  #writeRanks(feature: number, measure: (k: number) => number): void {
    const { length, rows } = this;
    const sorted = this.#sorted.subarray(0, length);
    for (let k = 0; k < length; k++) sorted[k] = measure(k);
    sorted.sort();
    for (let k = 0; k < length; k++) {
      const value = measure(k);
      let low = 0;
      let high = length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle]! > value) high = middle;
        else low = middle + 1;
      }
      rows[k * FEATURES + feature] = length - low;
    }
  }

  /** Cosine of an item with the session. */
  #cosine(vectors: Int8Array, i: number): number {
    const from = i * DIMENSIONS;
    if (from >= vectors.length) return 0;
    let sum = 0;
    for (let d = 0; d < DIMENSIONS; d++) sum += this.#session[d]! * vectors[from + d]!;
    return sum;
  }
}

function itemCosine(vectors: Int8Array, i: number, j: number): number {
  const a = i * DIMENSIONS;
  const b = j * DIMENSIONS;
  if (a >= vectors.length || b >= vectors.length) return 0;
  let sum = 0;
  for (let d = 0; d < DIMENSIONS; d++) sum += vectors[a + d]! * vectors[b + d]!;
  return sum / (UNIT * UNIT);
}

function timesIn(clicks: ArrayLike<number>, count: number, item: number): number {
  let times = 0;
  for (let c = 0; c < count; c++) if (clicks[c] === item) times++;
  return times;
}
