/**
 * Past sessions and, per item, the newest of them that contain it: the index under every neighbour method.
 *
 * ```
 * <p>.at      u32      sessions + 1 offsets into <p>.item; session 0 is the newest
 * <p>.item    u16|u32  model item indexes, oldest click first, repeats kept (the distance between clicks counts)
 * <p>.postAt  u32      items + 1 offsets into <p>.post
 * <p>.post    u32      session indexes ascending, so newest first; at most `postings` an item
 * ```
 * The layout is that of VMIS-kNN (Kersbergen, Sprangers, Schelter: "Serenade", SIGMOD 2022), but sessions keep their
 * order, which the distance decay of STAN needs.
 */
import type { Column, Snapshot } from '../snapshot/container.ts';
import type { TrainingLog } from './session-log.ts';

export interface SessionIndex {
  readonly sessions: number;
  readonly at: Uint32Array;
  readonly item: Uint16Array | Uint32Array;
  readonly postAt: Uint32Array;
  readonly post: Uint32Array;
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
  const { postings, clicks, keep } = options;
  const events = log.at[all]! - log.at[0]!;
  const at = new Uint32Array(all + 1);
  const item = items <= 0x10000 ? new Uint16Array(events) : new Uint32Array(events);
  const listed = new Uint32Array(items);
  const seenIn = new Int32Array(items).fill(-1);
  let sessions = 0;
  let end = 0;
  for (let s = all - 1; s >= 0; s--) {
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
  const post = new Uint32Array(postAt[items]!);
  const filled = new Uint32Array(items);
  seenIn.fill(-1);
  for (let s = 0; s < sessions; s++) {
    for (let c = at[s]!; c < at[s + 1]!; c++) {
      const i = item[c]!;
      if (seenIn[i] === s || filled[i] === listed[i]) continue;
      seenIn[i] = s;
      post[postAt[i]! + filled[i]!] = s;
      filled[i] = filled[i]! + 1;
    }
  }
  return {
    sessions,
    at: at.slice(0, sessions + 1),
    item: item.slice(0, end),
    postAt,
    post,
  };
}

export function sessionIndexColumns(prefix: string, index: SessionIndex): Record<string, Column> {
  return {
    [`${prefix}.at`]: index.at,
    [`${prefix}.item`]: index.item,
    [`${prefix}.postAt`]: index.postAt,
    [`${prefix}.post`]: index.post,
  };
}

/** Views of a snapshot's sections; copies nothing. */
export function readSessionIndex(snapshot: Snapshot, prefix: string, items: number): SessionIndex {
  const at = snapshot.column(`${prefix}.at`, 'u32');
  return {
    sessions: at.length - 1,
    at,
    item: items <= 0x10000 ? snapshot.column(`${prefix}.item`, 'u16') : snapshot.column(`${prefix}.item`, 'u32'),
    postAt: snapshot.column(`${prefix}.postAt`, 'u32'),
    post: snapshot.column(`${prefix}.post`, 'u32'),
  };
}
