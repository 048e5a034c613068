/**
 * Session logs from CSV or TSV files, gzipped or not, of any size: read as a stream.
 *
 * Columns `session_id,item_id,timestamp` in any order, others are passed over; an optional `kind` holds view, cart or
 * purchase. Timestamps are seconds or milliseconds since the epoch, or ISO 8601.
 */

import { delimiterOf, splitRow } from '@edgewise/core/csv';
import { SessionLog, type TrainingLog } from '@edgewise/core/recommend/session-log';
import type { InteractionKind } from '@edgewise/core/recommend/situation';
import { LONGEST_FOUND_BYTES } from '@edgewise/core/snapshot/string-table';
import { ByteNames } from './byte-names.ts';
import { UsageError } from './command.ts';
import { Progress } from './progress.ts';
import { lineBytesOf } from './text-file.ts';

/** Names of a column, in lower case and without underscores; the later ones are those of public session logs. */
const NAMES = {
  session: ['sessionid', 'session'],
  item: ['itemid', 'item'],
  time: ['timestamp', 'time'],
  kind: ['kind', 'type', 'event'],
} as const;

export interface Layout {
  delimiter: string;
  session: number;
  item: number;
  time: number;
  kind: number;
}

const MS_FROM = 1e11;

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x22;
const PERIOD = 0x2e;
const ZERO = 0x30;
/** Digits of a number that is read without rounding: 10^15 < 2^53, and so is the power of ten it is divided by. */
const EXACT_DIGITS = 15;

/** @throws UsageError that names the file, the line and what was expected. */
export async function readLog(path: string, kind: InteractionKind = 'view'): Promise<TrainingLog> {
  const log = new SessionLog();
  const progress = new Progress(`reading ${path}`);
  let rows: Rows | undefined;
  for await (const bytes of lineBytesOf(path)) {
    let at = 0;
    if (!rows) {
      const end = bytes.indexOf(NEWLINE);
      at = end === -1 ? bytes.length : end + 1;
      rows = new Rows(path, layoutOf(path, bytes.toString('utf8', 0, at).trimEnd()), kind, log);
    }
    rows.read(bytes, at);
    progress.at(log.rows);
  }
  progress.end();
  if (log.rows === 0) throw new UsageError(`${path}: holds no row`);
  return log.finish();
}

/** Reads rows where they lie, in bytes: names that came before and plain numbers never become strings. */
class Rows {
  readonly #path: string;
  readonly #layout: Layout;
  readonly #kind: InteractionKind;
  readonly #log: SessionLog;
  readonly #sessions: ByteNames;
  readonly #items: ByteNames;
  readonly #delimiter: number;
  /** By cell of the row: where it begins; one more for where the next would. */
  readonly #start: Uint32Array;
  /** Of the file, from 1; the header is the first. */
  #line = 1;

  constructor(path: string, layout: Layout, kind: InteractionKind, log: SessionLog) {
    this.#path = path;
    this.#layout = layout;
    this.#kind = kind;
    this.#log = log;
    this.#sessions = new ByteNames((id) => log.session(id));
    this.#items = new ByteNames((id) => log.item(this.#findable(id)));
    this.#delimiter = layout.delimiter.charCodeAt(0);
    this.#start = new Uint32Array(Math.max(layout.session, layout.item, layout.time, layout.kind) + 2);
  }

  /** @param bytes whole lines from `at` on */
  read(bytes: Buffer, at: number): void {
    const start = this.#start;
    const delimiter = this.#delimiter;
    while (at < bytes.length) {
      this.#line++;
      const from = at;
      let quoted = false;
      let cells = 0;
      start[0] = from;
      for (; at < bytes.length; at++) {
        const byte = bytes[at]!;
        if (byte === NEWLINE) break;
        if (byte === delimiter) {
          if (++cells < start.length) start[cells] = at + 1;
        } else if (byte === QUOTE) quoted = true;
      }
      const end = at > from && bytes[at - 1] === RETURN ? at - 1 : at;
      at++;
      if (end === from) continue;
      if (++cells < start.length) start[cells] = end + 1;
      if (quoted) this.#addQuoted(bytes.toString('utf8', from, end));
      else this.#add(bytes, from, end, cells);
    }
  }

  #add(bytes: Buffer, from: number, end: number, cells: number): void {
    const { session, item, time, kind } = this.#layout;
    const start = this.#start;
    const empty = (cell: number) => cell >= cells || start[cell + 1]! - 1 === start[cell];
    if (empty(session) || empty(item) || empty(time)) throw this.#refusal(bytes.toString('utf8', from, end));
    this.#log.addRow(
      this.#sessions.numberOf(bytes, start[session]!, start[session + 1]! - 1),
      this.#items.numberOf(bytes, start[item]!, start[item + 1]! - 1),
      this.#seconds(bytes, start[time]!, start[time + 1]! - 1),
      kind < 0 || empty(kind)
        ? this.#kind
        : kindOf(bytes.toString('utf8', start[kind], start[kind + 1]! - 1), this.#kind),
    );
  }

  #addQuoted(line: string): void {
    const cells = splitRow(line, this.#layout.delimiter);
    const [session, item, time] = [cells[this.#layout.session], cells[this.#layout.item], cells[this.#layout.time]];
    if (!session || !item || !time) throw this.#refusal(line);
    const kind = kindOf(cells[this.#layout.kind], this.#kind);
    this.#log.add(session, this.#findable(item), secondsOf(this.#path, this.#line, time), kind);
  }

  #seconds(bytes: Buffer, from: number, to: number): number {
    let digits = 0;
    let scale = 1;
    let afterPeriod = false;
    for (let b = from; b < to; b++) {
      const digit = bytes[b]! - ZERO;
      if (digit >= 0 && digit <= 9 && to - from <= EXACT_DIGITS + 1) {
        digits = digits * 10 + digit;
        if (afterPeriod) scale *= 10;
      } else if (bytes[b] === PERIOD && !afterPeriod && b > from && b + 1 < to) afterPeriod = true;
      else return secondsOf(this.#path, this.#line, bytes.toString('utf8', from, to));
    }
    if (to - from > EXACT_DIGITS && !afterPeriod)
      return secondsOf(this.#path, this.#line, bytes.toString('utf8', from, to));
    const time = digits / scale;
    return time > MS_FROM ? time / 1000 : time;
  }

  #findable(item: string): string {
    const bytes = Buffer.byteLength(item);
    if (bytes <= LONGEST_FOUND_BYTES) return item;
    throw new UsageError(
      `${this.#path}, line ${this.#line}: the item '${item.slice(0, 40)}…' has ${bytes} bytes, expected at most ${LONGEST_FOUND_BYTES}`,
    );
  }

  #refusal(line: string): UsageError {
    return new UsageError(
      `${this.#path}, line ${this.#line}: got '${line.slice(0, 80)}', expected a session, an item and a time`,
    );
  }
}

/** @throws UsageError where a column is missing. */
export function layoutOf(path: string, header: string): Layout {
  const delimiter = delimiterOf(header);
  const names = splitRow(header.replace(/^\uFEFF/, ''), delimiter).map((name) =>
    name.trim().toLowerCase().replaceAll('_', ''),
  );
  const place = (wanted: readonly string[]) => names.findIndex((name) => wanted.includes(name));
  const layout = {
    delimiter,
    session: place(NAMES.session),
    item: place(NAMES.item),
    time: place(NAMES.time),
    kind: place(NAMES.kind),
  };
  if (layout.session < 0 || layout.item < 0 || layout.time < 0) {
    throw new UsageError(
      `${path}: the first line is '${header.slice(0, 80)}', expected the columns session_id, item_id and timestamp`,
    );
  }
  return layout;
}

function secondsOf(path: string, line: number, text: string): number {
  let time = Number(text);
  if (Number.isNaN(time)) time = Date.parse(text) / 1000;
  else if (time > MS_FROM) time /= 1000;
  if (!Number.isFinite(time)) {
    throw new UsageError(`${path}, line ${line}: the time is '${text}', expected seconds since 1970 or ISO 8601`);
  }
  return time;
}

function kindOf(text: string | undefined, otherwise: InteractionKind): InteractionKind {
  switch (text) {
    case 'view':
    case 'view_item':
      return 'view';
    case 'cart':
    case 'add_to_cart':
    case 'addtocart':
      return 'cart';
    case 'purchase':
    case 'transaction':
      return 'purchase';
    default:
      return otherwise;
  }
}
