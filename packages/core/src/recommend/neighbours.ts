/**
 * Past sessions that resemble the current one.
 *
 * Similarity is VSTAN's (Ludewig, Mauro, Latifi, Jannach: "Empirical analysis of session-based recommendation
 * algorithms", UMUAI 2021; STAN: Garg et al., SIGIR 2019): a cosine whose session side is weighted by position,
 * times the neighbour's recency, times how lately the session last touched what both share. Like VMIS-kNN it walks
 * posting lists that are newest first; a list is cut at `postings`, so a query's cost does not grow with the model.
 */
import type { SessionIndex } from './session-index.ts';
import type { KnnSettings } from './settings.ts';

/** The clicks that matter of a session: distinct items, newest first. */
export class Focus {
  length = 0;
  readonly item: Int32Array;
  /** Clicks between this one and the session's newest. */
  readonly back: Int32Array;
  /** By model item: entry here, or -1. */
  readonly entryOf: Int32Array;

  constructor(items: number, clicks: number) {
    this.item = new Int32Array(clicks);
    this.back = new Int32Array(clicks);
    this.entryOf = new Int32Array(items).fill(-1);
  }

  /** @param clicks model items, oldest first; at most the newest `clicks` of them are taken. */
  set(clicks: ArrayLike<number>, length: number, newest: number): void {
    for (let e = 0; e < this.length; e++) this.entryOf[this.item[e]!] = -1;
    this.length = 0;
    const from = Math.max(0, length - Math.min(newest, this.item.length));
    for (let c = length - 1; c >= from; c--) {
      const item = clicks[c]!;
      if (this.entryOf[item] !== -1) continue;
      this.entryOf[item] = this.length;
      this.item[this.length] = item;
      this.back[this.length++] = length - 1 - c;
    }
  }
}

/** Clicks of neighbours that one query may walk, about; and neighbours it has even where theirs are more. */
const CLICKS_PER_QUERY = 8_000;
const FEWEST = 100;

/** Recency is read from a table of at most this many steps over the model's sessions. */
const RECENCY_STEPS = 4096;

export class Neighbours {
  length = 0;
  /** Session indexes, in no order. */
  readonly session: Int32Array;
  readonly similarity: Float32Array;
  readonly #index: SessionIndex;
  readonly #settings: KnnSettings;
  readonly #recency: Float64Array;
  readonly #stepsPerSession: number;
  /** Open-addressed table from session to its entry; a query touches at most clicks × postings sessions. */
  readonly #slotKey: Int32Array;
  readonly #slotEntry: Int32Array;
  readonly #slotStamp: Uint32Array;
  readonly #mask: number;
  #stamp = 0;
  readonly #sorted: Float32Array;
  readonly #weight: Float64Array;

  constructor(index: SessionIndex, settings: KnnSettings) {
    this.#index = index;
    this.#settings = settings;
    const most = Math.max(1, Math.min(index.sessions, settings.clicks * settings.postings));
    let slots = 16;
    while (slots < most * 2) slots *= 2;
    this.session = new Int32Array(most);
    this.similarity = new Float32Array(most);
    this.#sorted = new Float32Array(most);
    this.#slotKey = new Int32Array(slots);
    this.#slotEntry = new Int32Array(slots);
    this.#slotStamp = new Uint32Array(slots);
    this.#mask = slots - 1;
    const steps = Math.min(RECENCY_STEPS, index.sessions);
    this.#stepsPerSession = steps / Math.max(1, index.sessions);
    this.#recency = Float64Array.from({ length: steps }, (_, step) => Math.exp(-step / steps / settings.recency));
    this.#weight = new Float64Array(settings.clicks);
  }

  /** Fills `session` and `similarity` with the best `neighbours` past sessions for the focus. */
  find(focus: Focus): void {
    const { at, postAt, post } = this.#index;
    const { postings, neighbours, positionDecay, matchDecay } = this.#settings;
    const stamp = ++this.#stamp;
    const { session, similarity } = this;
    let norm = 0;
    let length = 0;
    for (let e = 0; e < focus.length; e++) {
      const weight = Math.exp(-focus.back[e]! / positionDecay);
      this.#weight[e] = weight;
      norm += weight * weight;
    }
    for (let e = 0; e < focus.length; e++) {
      const item = focus.item[e]!;
      const weight = this.#weight[e]!;
      // The focus is newest first, so the first match of a session is its newest.
      const first = Math.exp(-focus.back[e]! / matchDecay) / Math.sqrt(norm);
      const end = Math.min(postAt[item + 1]!, postAt[item]! + postings);
      for (let p = postAt[item]!; p < end; p++) {
        const s = post[p]!;
        let slot = (Math.imul(s, 0x9e3779b1) >>> 8) & this.#mask;
        while (this.#slotStamp[slot] === stamp && this.#slotKey[slot] !== s) slot = (slot + 1) & this.#mask;
        if (this.#slotStamp[slot] === stamp) {
          const entry = this.#slotEntry[slot]!;
          const factor = this.#sorted[entry]!;
          similarity[entry] = similarity[entry]! + weight * factor;
          continue;
        }
        this.#slotStamp[slot] = stamp;
        this.#slotKey[slot] = s;
        this.#slotEntry[slot] = length;
        const recency = this.#recency[Math.floor(s * this.#stepsPerSession)]!;
        const factor = (first * recency) / Math.sqrt(at[s + 1]! - at[s]!);
        this.#sorted[length] = factor;
        session[length] = s;
        similarity[length++] = weight * factor;
      }
    }
    this.length = length;
    let clicks = 0;
    for (let n = 0; n < length; n++) clicks += at[session[n]! + 1]! - at[session[n]!]!;
    // Long past sessions say less each: fewer of them, so that a query's cost has a bound on every shop.
    const affordable = Math.max(FEWEST, Math.floor((CLICKS_PER_QUERY * length) / Math.max(1, clicks)));
    const most = Math.min(neighbours, affordable);
    if (length > most) this.#keepBest(most);
  }

  /** Drops all but the `count` most similar; among equals the newer stay. */
  #keepBest(count: number): void {
    const sorted = this.#sorted.subarray(0, this.length);
    sorted.set(this.similarity.subarray(0, this.length));
    const threshold = select(sorted, this.length - count);
    let above = 0;
    for (let n = 0; n < this.length; n++) if (this.similarity[n]! > threshold) above++;
    let room = count - above;
    let kept = 0;
    for (let n = 0; n < this.length; n++) {
      const similarity = this.similarity[n]!;
      if (similarity < threshold || (similarity === threshold && room-- <= 0)) continue;
      this.session[kept] = this.session[n]!;
      this.similarity[kept++] = similarity;
    }
    this.length = kept;
  }
}

/** The value that would stand at `place` were the list sorted ascending; reorders the list (Hoare's quickselect, 1961). */
function select(list: Float32Array, place: number): number {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const pivot = list[(low + high) >> 1]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (list[i]! < pivot) i++;
      while (list[j]! > pivot) j--;
      if (i <= j) {
        const held = list[i]!;
        list[i++] = list[j]!;
        list[j--] = held;
      }
    }
    if (place <= j) high = j;
    else if (place >= i) low = i;
    else return list[place]!;
  }
  return list[place]!;
}
