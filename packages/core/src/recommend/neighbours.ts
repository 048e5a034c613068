/**
 * Past sessions that resemble the current one.
 *
 * Similarity is VSTAN's (Ludewig, Mauro, Latifi, Jannach: "Empirical analysis of session-based recommendation
 * algorithms", UMUAI 2021; STAN: Garg et al., SIGIR 2019): a cosine whose session side is weighted by position,
 * times the neighbour's recency, times how lately the session last touched what both share. Like VMIS-kNN it walks
 * posting lists that are newest first; a list is cut at `postings`, and at less for earlier clicks, so a query's cost does
 * not grow with the model.
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
const CLICKS_PER_QUERY = 6_000;
const FEWEST = 100;

/** Recency is read from a table of at most this many steps over the model's sessions. */
const RECENCY_STEPS = 4096;

/** Of the past sessions looked at per click: the share for the newest distinct item, the one before, …; the last for all others. */
const SHARE_OF_POSTINGS = [1, 1, 0.5, 0.5, 0.25];

/** Past sessions looked at for the distinct click `entry`, 0 for the newest. */
const postingsOf = (entry: number, postings: number) =>
  Math.ceil(postings * SHARE_OF_POSTINGS[Math.min(entry, SHARE_OF_POSTINGS.length - 1)]!);

const SLOT = 2;
/** A session in an index has at most 200 clicks; whatever is longer counts as this. */
const LENGTHS = 256;

export class Neighbours {
  length = 0;
  /** Session indexes, in no order. */
  readonly session: Int32Array;
  readonly similarity: Float32Array;
  readonly #index: SessionIndex;
  readonly #settings: KnnSettings;
  readonly #recency: Float64Array;
  readonly #stepsPerSession: number;
  /**
   * Open-addressed table from session to its entry. A slot is two numbers that lie together: the session, and the number of
   * the query that filled it above the entry's bits.
   */
  readonly #slots: Int32Array;
  readonly #mask: number;
  readonly #entryBits: number;
  /** 1/√length by length. */
  readonly #shortness = Float64Array.from({ length: LENGTHS }, (_, length) => 1 / Math.sqrt(length));
  #stamp = 0;
  readonly #sorted: Float32Array;
  readonly #weight: Float64Array;

  constructor(index: SessionIndex, settings: KnnSettings) {
    this.#index = index;
    this.#settings = settings;
    let listed = 0;
    for (let e = 0; e < settings.clicks; e++) listed += postingsOf(e, settings.postings);
    const most = Math.max(1, Math.min(index.sessions, listed));
    this.#entryBits = 32 - Math.clz32(most);
    const slots = Math.max(16, 2 << this.#entryBits);
    this.session = new Int32Array(most);
    this.similarity = new Float32Array(most);
    this.#sorted = new Float32Array(most);
    this.#slots = new Int32Array(slots * SLOT);
    this.#mask = slots - 1;
    const steps = Math.min(RECENCY_STEPS, index.sessions);
    this.#stepsPerSession = steps / Math.max(1, index.sessions);
    this.#recency = Float64Array.from({ length: steps }, (_, step) => Math.exp(-step / steps / settings.recency));
    this.#weight = new Float64Array(settings.clicks);
  }

  /** Fills `session` and `similarity` with the best `neighbours` past sessions for the focus. */
  find(focus: Focus): void {
    const index = this.#index;
    const { postAt } = index;
    const { postings, neighbours, positionDecay, matchDecay } = this.#settings;
    const bits = this.#entryBits;
    const stamp = this.#nextStamp();
    const entryMask = (1 << bits) - 1;
    const { session, similarity } = this;
    const slots = this.#slots;
    const mask = this.#mask;
    const factors = this.#sorted;
    const recency = this.#recency;
    const stepsPerSession = this.#stepsPerSession;
    const shortness = this.#shortness;
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
      const end = Math.min(postAt[item + 1]!, postAt[item]! + postingsOf(e, postings));
      for (let p = postAt[item]!; p < end; p++) {
        const s = index.post(p);
        let slot = (Math.imul(s, 0x9e3779b1) >>> 8) & mask;
        while (slots[slot * SLOT + 1]! >>> bits === stamp && slots[slot * SLOT] !== s) slot = (slot + 1) & mask;
        const place = slot * SLOT;
        const filled = slots[place + 1]!;
        if (filled >>> bits === stamp) {
          const entry = filled & entryMask;
          similarity[entry] = similarity[entry]! + weight * factors[entry]!;
          continue;
        }
        slots[place] = s;
        slots[place + 1] = (stamp << bits) | length;
        const factor =
          first *
          recency[Math.floor(s * stepsPerSession)]! *
          shortness[Math.min(index.at(s + 1) - index.at(s), LENGTHS - 1)]!;
        factors[length] = factor;
        session[length] = s;
        similarity[length++] = weight * factor;
      }
    }
    this.length = length;
    let clicks = 0;
    for (let n = 0; n < length; n++) clicks += index.at(session[n]! + 1) - index.at(session[n]!);
    // Long past sessions say less each: fewer of them, so that a query's cost has a bound on every shop.
    const affordable = Math.max(FEWEST, Math.floor((CLICKS_PER_QUERY * length) / Math.max(1, clicks)));
    const most = Math.min(neighbours, affordable);
    if (length > most) this.#keepBest(most);
  }

  /** Numbers the query; before numbers come again, all slots are emptied. */
  #nextStamp(): number {
    if (this.#stamp === 2 ** (31 - this.#entryBits) - 1) {
      this.#slots.fill(0);
      this.#stamp = 0;
    }
    return ++this.#stamp;
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
