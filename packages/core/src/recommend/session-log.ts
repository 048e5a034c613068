/**
 * What a model is trained from: sessions of interactions, gathered row by row and then laid out as typed arrays.
 *
 * Rows may come in any order and from any source (a CSV of any size, SQLite rows in a Durable Object). A row costs
 * 17 bytes, a session and an item one map entry each.
 */
import type { InteractionKind } from './situation.ts';

const KINDS: readonly InteractionKind[] = ['view', 'cart', 'purchase'];

/** Code of `purchase` in `TrainingLog.kind`. */
export const PURCHASE = 2;

/** Sessions, oldest first by their last interaction; inside a session interactions are in the order of their time. */
export interface TrainingLog {
  /** Distinct item ids, in the order of their first row below. */
  readonly items: readonly string[];
  /** Sessions + 1 offsets into the columns below. */
  readonly at: Uint32Array;
  /** Index in `items`. */
  readonly item: Uint32Array;
  /** Seconds since the epoch. */
  readonly time: Float64Array;
  /** 0 view, 1 cart, 2 purchase. */
  readonly kind: Uint8Array;
}

export class SessionLog {
  #session = new Uint32Array(1024);
  #item = new Uint32Array(1024);
  #time = new Float64Array(1024);
  #kind = new Uint8Array(1024);
  #rows = 0;
  readonly #itemIndex = new Map<string, number>();
  readonly #sessionIndex = new Map<string, number>();

  /** Rows added so far. */
  get rows(): number {
    return this.#rows;
  }

  get sessions(): number {
    return this.#sessionIndex.size;
  }

  /**
   * @param time seconds since the epoch; fractions order clicks of the same second
   * @throws RangeError for a time that is no finite number.
   */
  add(session: string, item: string, time: number, kind: InteractionKind = 'view'): void {
    if (!Number.isFinite(time)) {
      throw new RangeError(`SessionLog: time ${time} of item '${item}' is not a finite number`);
    }
    this.addRow(this.session(session), this.item(item), time, kind);
  }

  /** Number of a session, given at its first mention. Who reads many rows can remember it. */
  session(id: string): number {
    return numberOf(this.#sessionIndex, id);
  }

  /** Number of an item, given at its first mention. */
  item(id: string): number {
    return numberOf(this.#itemIndex, id);
  }

  /** As `add`, by the numbers that `session` and `item` gave; the time is finite. */
  addRow(session: number, item: number, time: number, kind: InteractionKind): void {
    const row = this.#rows++;
    if (row === this.#item.length) this.#grow();
    this.#session[row] = session;
    this.#item[row] = item;
    this.#time[row] = time;
    this.#kind[row] = KINDS.indexOf(kind);
  }

  /**
   * Lays the rows out. Rows of equal time keep the order they were added in, and so do sessions; else the order in which
   * rows were added changes nothing.
   */
  finish(): TrainingLog {
    const rows = this.#rows;
    const sessions = this.#sessionIndex.size;
    const last = new Float64Array(sessions).fill(Number.NEGATIVE_INFINITY);
    const size = new Uint32Array(sessions);
    for (let r = 0; r < rows; r++) {
      const s = this.#session[r]!;
      size[s] = size[s]! + 1;
      if (this.#time[r]! > last[s]!) last[s] = this.#time[r]!;
    }
    const order = Uint32Array.from({ length: sessions }, (_, s) => s);
    order.sort((a, b) => last[a]! - last[b]! || a - b);
    const at = new Uint32Array(sessions + 1);
    const next = new Uint32Array(sessions);
    for (let o = 0; o < sessions; o++) {
      const s = order[o]!;
      next[s] = at[o]!;
      at[o + 1] = at[o]! + size[s]!;
    }
    const item = new Uint32Array(rows);
    const time = new Float64Array(rows);
    const kind = new Uint8Array(rows);
    for (let r = 0; r < rows; r++) {
      const s = this.#session[r]!;
      const p = next[s]!++;
      item[p] = this.#item[r]!;
      time[p] = this.#time[r]!;
      kind[p] = this.#kind[r]!;
    }
    for (let o = 0; o < sessions; o++) inOrder(at[o]!, at[o + 1]!, item, time, kind);
    return { items: this.#inOrderOfUse(item), at, item, time, kind };
  }

  /** Numbers items by their first row as laid out, so that a file in any order gives the log that a trainer has. */
  #inOrderOfUse(item: Uint32Array): string[] {
    const named = [...this.#itemIndex.keys()];
    const number = new Int32Array(named.length).fill(-1);
    const items: string[] = [];
    for (let r = 0; r < item.length; r++) {
      const i = item[r]!;
      if (number[i] === -1) number[i] = items.push(named[i]!) - 1;
      item[r] = number[i]!;
    }
    return items;
  }

  #grow(): void {
    const length = this.#item.length * 2;
    const session = new Uint32Array(length);
    session.set(this.#session);
    this.#session = session;
    const item = new Uint32Array(length);
    item.set(this.#item);
    this.#item = item;
    const time = new Float64Array(length);
    time.set(this.#time);
    this.#time = time;
    const kind = new Uint8Array(length);
    kind.set(this.#kind);
    this.#kind = kind;
  }
}

/** Newest clicks of a session that a trainer keeps; what is longer is a bot or a basket list. */
export const CLICKS_PER_SESSION = 200;

/**
 * The log as a shop's trainer keeps it: of equal rows of a session one, since deliveries may repeat, and of a session the
 * newest clicks. Most logs are so already and come back as they are.
 */
export function asKept(log: TrainingLog): TrainingLog {
  const dropped = new Uint8Array(log.item.length);
  const atOnce = new Set<number>();
  let any = false;
  for (let s = 0; s + 1 < log.at.length; s++) {
    const [start, end] = [log.at[s]!, log.at[s + 1]!];
    let kept = end - start;
    for (let r = start; r < end; r++) {
      if (r === start || log.time[r] !== log.time[r - 1]) atOnce.clear();
      const row = log.item[r]! * KINDS.length + log.kind[r]!;
      if (atOnce.has(row)) {
        dropped[r] = 1;
        kept--;
      }
      atOnce.add(row);
    }
    any ||= kept < end - start || kept > CLICKS_PER_SESSION;
    for (let r = start; kept > CLICKS_PER_SESSION; r++) {
      if (dropped[r] === 1) continue;
      dropped[r] = 1;
      kept--;
    }
  }
  if (!any) return log;
  const rows = new SessionLog();
  for (let s = 0; s + 1 < log.at.length; s++) {
    for (let r = log.at[s]!; r < log.at[s + 1]!; r++) {
      if (dropped[r] === 0) rows.add(String(s), log.items[log.item[r]!]!, log.time[r]!, KINDS[log.kind[r]!]);
    }
  }
  return rows.finish();
}

/** Puts a session's rows in the order of their time; most are in it already. Rows of equal time keep theirs. */
function inOrder(start: number, end: number, item: Uint32Array, time: Float64Array, kind: Uint8Array): void {
  let p = start + 1;
  while (p < end && time[p - 1]! <= time[p]!) p++;
  if (p >= end) return;
  const order = Uint32Array.from({ length: end - start }, (_, k) => start + k);
  order.sort((a, b) => time[a]! - time[b]! || a - b);
  for (const column of [item, time, kind]) {
    const sorted = column.slice(start, end);
    for (let k = 0; k < order.length; k++) sorted[k] = column[order[k]!]!;
    column.set(sorted, start);
  }
}

function numberOf(numbers: Map<string, number>, id: string): number {
  let number = numbers.get(id);
  if (number === undefined) {
    number = numbers.size;
    numbers.set(id, number);
  }
  return number;
}
