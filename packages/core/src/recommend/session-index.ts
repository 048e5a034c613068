/**
 * Past sessions and, per item, the newest of them that contain it: the index under every neighbour method.
 *
 * ```
 * <p>.base    u32      where the clicks of every 64th session begin in <p>.item; session 0 is the newest
 * <p>.off     u16      sessions + 1: where a session's clicks begin, counted from its base
 * <p>.item    u16|u32  model item indexes, oldest click first, repeats kept (the distance between clicks counts)
 * <p>.postAt  u32      items + 1 offsets into <p>.post; nothing where there is no session
 * <p>.post    u16      low bits of session indexes, ascending, so newest first; at most `postings` an item
 * <p>.postHi  u8       their high bits
 * ```
 * The layout is that of VMIS-kNN (Kersbergen, Sprangers, Schelter: "Serenade", SIGMOD 2022), but sessions keep their
 * order, which the distance decay of STAN needs.
 */
import type { Column, Snapshot } from '../snapshot/container.ts';
import type { TrainingLog } from './session-log.ts';

/** Sessions that share a base: 64 of at most 200 clicks are counted in 16 bits. */
const BASE_BITS = 6;
const MOST_CLICKS = 2 ** 16 / 2 ** BASE_BITS - 1;
/** Postings have 24 bits. */
const MOST_SESSIONS = 2 ** 24;

export class SessionIndex {
  readonly sessions: number;
  readonly item: Uint16Array | Uint32Array;
  readonly postAt: Uint32Array;
  readonly #base: Uint32Array;
  readonly #off: Uint16Array;
  readonly #post: Uint16Array;
  readonly #postHigh: Uint8Array;

  constructor(columns: SessionColumns) {
    this.sessions = columns.off.length - 1;
    this.item = columns.item;
    this.postAt = columns.postAt;
    this.#base = columns.base;
    this.#off = columns.off;
    this.#post = columns.post;
    this.#postHigh = columns.postHigh;
  }

  /** Where a session's clicks begin in `item`; where those of the next begin, they end. */
  at(session: number): number {
    return this.#base[session >> BASE_BITS]! + this.#off[session]!;
  }

  /** The session at place `p` of the postings, `postAt[item]` ≤ p < `postAt[item + 1]`. */
  post(p: number): number {
    return (this.#postHigh[p]! << 16) | this.#post[p]!;
  }

  /** As it is stored. */
  get columns(): SessionColumns {
    const { item, postAt } = this;
    return { base: this.#base, off: this.#off, item, postAt, post: this.#post, postHigh: this.#postHigh };
  }
}

export interface SessionColumns {
  base: Uint32Array;
  off: Uint16Array;
  item: Uint16Array | Uint32Array;
  postAt: Uint32Array;
  post: Uint16Array;
  postHigh: Uint8Array;
}

export interface SessionIndexOptions {
  /** Newest sessions kept per item. */
  postings: number;
  /** Newest clicks kept of a session; what is longer is a bot or a basket list. */
  clicks: number;
  /** Keeps only interactions for which this holds. */
  keep?: (row: number) => boolean;
}

/**
 * One pass over the log, newest session to oldest. Sessions of one click, and those that no item's list has room for,
 * are left out.
 * @param rank model item index of each item of the log
 * @param items items of the model
 */
export function buildSessionIndex(
  log: TrainingLog,
  rank: Uint32Array,
  items: number,
  options: SessionIndexOptions,
): SessionIndex {
  const all = log.at.length - 1;
  const { postings, keep } = options;
  const clicks = Math.min(options.clicks, MOST_CLICKS);
  const events = log.at[all]! - log.at[0]!;
  const at = new Uint32Array(all + 1);
  const item = items <= 0x10000 ? new Uint16Array(events) : new Uint32Array(events);
  const listed = new Uint32Array(items);
  const seenIn = new Int32Array(items).fill(-1);
  let sessions = 0;
  let end = 0;
  for (let s = all - 1; s >= 0 && sessions < MOST_SESSIONS; s--) {
    const start = end;
    const last = log.at[s + 1]! - 1;
    let taken = 0;
    for (let r = last; r >= log.at[s]! && taken < clicks; r--) {
      if (keep && !keep(r)) continue;
      item[end++] = rank[log.item[r]!]!;
      taken++;
    }
    let lists = 0;
    for (let c = start; c < end; c++) {
      const i = item[c]!;
      if (seenIn[i] === s) continue;
      seenIn[i] = s;
      if (listed[i]! < postings) lists++;
    }
    if (taken < 2 || lists === 0) {
      end = start;
      continue;
    }
    item.subarray(start, end).reverse();
    for (let c = start; c < end; c++) {
      const i = item[c]!;
      if (seenIn[i] !== s) continue;
      seenIn[i] = -1;
      if (listed[i]! < postings) listed[i] = listed[i]! + 1;
    }
    at[++sessions] = end;
  }
  const postAt = new Uint32Array(items + 1);
  for (let i = 0; i < items; i++) postAt[i + 1] = postAt[i]! + listed[i]!;
  const post = new Uint16Array(postAt[items]!);
  const postHigh = new Uint8Array(postAt[items]!);
  const filled = new Uint32Array(items);
  seenIn.fill(-1);
  for (let s = 0; s < sessions; s++) {
    for (let c = at[s]!; c < at[s + 1]!; c++) {
      const i = item[c]!;
      if (seenIn[i] === s || filled[i] === listed[i]) continue;
      seenIn[i] = s;
      const p = postAt[i]! + filled[i]!;
      post[p] = s & 0xffff;
      postHigh[p] = s >> 16;
      filled[i] = filled[i]! + 1;
    }
  }
  return new SessionIndex({ ...offsets(at, sessions), item: item.slice(0, end), postAt, post, postHigh });
}

function offsets(at: Uint32Array, sessions: number): { base: Uint32Array; off: Uint16Array } {
  const base = Uint32Array.from({ length: (sessions >> BASE_BITS) + 1 }, (_, b) => at[b << BASE_BITS]!);
  return { base, off: Uint16Array.from({ length: sessions + 1 }, (_, s) => at[s]! - base[s >> BASE_BITS]!) };
}

export function sessionIndexColumns(prefix: string, index: SessionIndex): Record<string, Column> {
  const { base, off, item, postAt, post, postHigh } = index.columns;
  return {
    [`${prefix}.base`]: base,
    [`${prefix}.off`]: off,
    [`${prefix}.item`]: item,
    [`${prefix}.postAt`]: index.sessions > 0 ? postAt : new Uint32Array(0),
    [`${prefix}.post`]: post,
    [`${prefix}.postHi`]: postHigh,
  };
}

/** Views of a snapshot's sections; copies nothing. */
export function readSessionIndex(snapshot: Snapshot, prefix: string, items: number): SessionIndex {
  const off = snapshot.column(`${prefix}.off`, 'u16');
  return new SessionIndex({
    base: snapshot.column(`${prefix}.base`, 'u32'),
    off,
    item: items <= 0x10000 ? snapshot.column(`${prefix}.item`, 'u16') : snapshot.column(`${prefix}.item`, 'u32'),
    postAt: off.length > 1 ? snapshot.column(`${prefix}.postAt`, 'u32') : new Uint32Array(items + 1),
    post: snapshot.column(`${prefix}.post`, 'u16'),
    postHigh: snapshot.column(`${prefix}.postHi`, 'u8'),
  });
}

/** The same of a file of version 1, whose offsets and postings were numbers of 32 bits: these are copied. */
export function readSessionIndexV1(snapshot: Snapshot, prefix: string, items: number): SessionIndex {
  const at = snapshot.column(`${prefix}.at`, 'u32');
  const sessions = snapshot.column(`${prefix}.post`, 'u32');
  return new SessionIndex({
    ...offsets(at, at.length - 1),
    item: items <= 0x10000 ? snapshot.column(`${prefix}.item`, 'u16') : snapshot.column(`${prefix}.item`, 'u32'),
    postAt: snapshot.column(`${prefix}.postAt`, 'u32'),
    post: Uint16Array.from(sessions, (session) => session & 0xffff),
    postHigh: Uint8Array.from(sessions, (session) => session >> 16),
  });
}
