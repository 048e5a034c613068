/**
 * What goes together with an item: bought in one basket, or viewed in one session.
 *
 * score(i) = Σ over the given items j of Σ over the newest baskets n that hold j and i of 1/√|n|, divided by √(c_i · c_j),
 * c = baskets listed for an item. This is item-based collaborative filtering with cosine similarity (Sarwar, Karypis,
 * Konstan, Riedl, WWW 2001; Linden, Smith, York: "Amazon.com recommendations", 2003) with long baskets damped. It is
 * counted when asked; for the few items where that would be long, training stores the best companions.
 */
import type { Column, Snapshot } from '../snapshot/container.ts';
import { type Ranked, RankedList } from './ranked.ts';
import type { SessionIndex } from './session-index.ts';

/** An item whose baskets hold more entries than this has its companions stored. */
const COUNTED_WHEN_ASKED = 1_500;
/** Companions stored of such an item. */
const STORED = 100;

/**
 * ```
 * <p>.topAt    u32      offsets into the other two, one more than items up to the last that has any; nothing for an item
 *                       that is counted when asked
 * <p>.top      u16|u32  companions, best first
 * <p>.topPart  f32      their scores, not yet divided by √c_i
 * ```
 */
export interface Companions {
  readonly topAt: Uint32Array;
  readonly top: Uint16Array | Uint32Array;
  readonly topPart: Float32Array;
}

/** Counts the companions of every item that is too much to count when asked. */
export function storeCompanions(index: SessionIndex, items: number): Companions {
  const counting = new CoOccurrence(index, noCompanions(), items);
  const list = new RankedList();
  const topAt = new Uint32Array(items + 1);
  const top: number[] = [];
  const part: number[] = [];
  const { postAt } = index;
  let last = 0;
  for (let j = 0; j < items; j++) {
    let entries = 0;
    for (let p = postAt[j]!; p < postAt[j + 1]!; p++) entries += index.at(index.post(p) + 1) - index.at(index.post(p));
    if (entries > COUNTED_WHEN_ASKED) {
      list.start(STORED);
      counting.rank([j], list);
      const { length, item, score }: Ranked = list.finish();
      for (let r = 0; r < length; r++) {
        top.push(item[r]!);
        part.push(score[r]! * Math.sqrt(postAt[item[r]! + 1]! - postAt[item[r]!]!));
      }
    }
    if (top.length > topAt[j]!) last = j + 1;
    topAt[j + 1] = top.length;
  }
  return {
    topAt: topAt.slice(0, last + 1),
    top: items <= 0x10000 ? Uint16Array.from(top) : Uint32Array.from(top),
    topPart: Float32Array.from(part),
  };
}

/** Where all are counted when asked. */
export const noCompanions = (): Companions => ({
  topAt: new Uint32Array(1),
  top: new Uint16Array(0),
  topPart: new Float32Array(0),
});

export function companionColumns(prefix: string, { topAt, top, topPart }: Companions): Record<string, Column> {
  return { [`${prefix}.topAt`]: topAt, [`${prefix}.top`]: top, [`${prefix}.topPart`]: topPart };
}

export function readCompanions(snapshot: Snapshot, prefix: string, items: number): Companions {
  return {
    topAt: snapshot.column(`${prefix}.topAt`, 'u32'),
    top: items <= 0x10000 ? snapshot.column(`${prefix}.top`, 'u16') : snapshot.column(`${prefix}.top`, 'u32'),
    topPart: snapshot.column(`${prefix}.topPart`, 'f32'),
  };
}

export class CoOccurrence {
  readonly #index: SessionIndex;
  readonly #companions: Companions;
  readonly #score: Float64Array;
  readonly #best: Float64Array;
  readonly #because: Int32Array;
  /** −1: untouched in this query; otherwise the visit that touched the item last. */
  readonly #stamp: Int32Array;
  readonly #touched: Int32Array;
  readonly #given: Uint8Array;
  #length = 0;

  constructor(index: SessionIndex, companions: Companions, items: number) {
    this.#index = index;
    this.#companions = companions;
    this.#score = new Float64Array(items);
    this.#best = new Float64Array(items);
    this.#because = new Int32Array(items);
    this.#stamp = new Int32Array(items).fill(-1);
    this.#touched = new Int32Array(items);
    this.#given = new Uint8Array(items);
  }

  /** Pushes every item that shares a basket with one of `given` into `into`, but for the given ones. */
  rank(given: readonly number[], into: RankedList): void {
    const { postAt } = this.#index;
    const { topAt, top, topPart } = this.#companions;
    this.#length = 0;
    let visit = 0;
    for (const j of given) this.#given[j] = 1;
    for (const j of given) {
      if (j + 1 < topAt.length && topAt[j]! < topAt[j + 1]!) {
        for (let t = topAt[j]!; t < topAt[j + 1]!; t++) this.#add(top[t]!, topPart[t]!, j, visit);
        visit++;
      } else visit = this.#count(j, visit);
    }
    for (const j of given) this.#given[j] = 0;
    for (let t = 0; t < this.#length; t++) {
      const i = this.#touched[t]!;
      this.#stamp[i] = -1;
      into.push(i, this.#score[i]! / Math.sqrt(postAt[i + 1]! - postAt[i]!), this.#because[i]!);
    }
  }

  /** Baskets listed for an item: the newest ones, as many as training kept. */
  baskets(j: number): number {
    return this.#index.postAt[j + 1]! - this.#index.postAt[j]!;
  }

  /** In how many of the baskets listed for `j` each of the others stands. For who asks why: it walks them all. */
  together(j: number, others: readonly number[]): number[] {
    const { item, postAt } = this.#index;
    const counts = new Map(others.map((other) => [other, 0]));
    for (let p = postAt[j]!; p < postAt[j + 1]!; p++) {
      const n = this.#index.post(p);
      for (const i of new Set(item.subarray(this.#index.at(n), this.#index.at(n + 1)))) {
        const count = counts.get(i);
        if (count !== undefined) counts.set(i, count + 1);
      }
    }
    return others.map((other) => counts.get(other)!);
  }

  /** Walks the baskets of `j`. Returns the next visit's number. */
  #count(j: number, visit: number): number {
    const index = this.#index;
    const { item, postAt } = index;
    const baskets = postAt[j + 1]! - postAt[j]!;
    for (let p = postAt[j]!; p < postAt[j + 1]!; p++, visit++) {
      const n = index.post(p);
      const start = index.at(n);
      const end = index.at(n + 1);
      const part = 1 / Math.sqrt((end - start) * baskets);
      for (let c = start; c < end; c++) this.#add(item[c]!, part, j, visit);
    }
    return visit;
  }

  #add(i: number, part: number, j: number, visit: number): void {
    const stamp = this.#stamp[i]!;
    if (this.#given[i] === 1 || stamp === visit) return;
    this.#stamp[i] = visit;
    if (stamp === -1) {
      this.#touched[this.#length++] = i;
      this.#score[i] = part;
      this.#best[i] = part;
      this.#because[i] = j;
      return;
    }
    this.#score[i] = this.#score[i]! + part;
    if (part > this.#best[i]!) {
      this.#best[i] = part;
      this.#because[i] = j;
    }
  }
}
