/**
 * Session logs from CSV or TSV files, gzipped or not, of any size: read as a stream, one line in memory at a time.
 *
 * Columns `session_id,item_id,timestamp` in any order, others are passed over; an optional `kind` holds view, cart or
 * purchase. Timestamps are seconds or milliseconds since the epoch, or ISO 8601.
 */
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SessionLog, type TrainingLog } from '@edgewise/core/recommend/session-log';
import type { InteractionKind } from '@edgewise/core/recommend/situation';
import { UsageError } from './command.ts';
import { Progress } from './progress.ts';

/** Names of a column, in lower case and without underscores; the later ones are those of public session logs. */
const NAMES = {
  session: ['sessionid', 'session'],
  item: ['itemid', 'item'],
  time: ['timestamp', 'time'],
  kind: ['kind', 'type', 'event'],
} as const;

interface Layout {
  delimiter: string;
  session: number;
  item: number;
  time: number;
  kind: number;
}

const MS_FROM = 1e11;

/** @throws UsageError that names the file, the line and what was expected. */
export async function readLog(path: string, kind: InteractionKind = 'view'): Promise<TrainingLog> {
  const log = new SessionLog();
  const progress = new Progress(`reading ${path}`);
  let layout: Layout | undefined;
  let number = 0;
  for await (const line of lines(path)) {
    number++;
    if (line === '') continue;
    if (!layout) {
      layout = layoutOf(path, line);
      continue;
    }
    const cells = split(line, layout.delimiter);
    const session = cells[layout.session];
    const item = cells[layout.item];
    const time = cells[layout.time];
    if (!session || !item || !time) {
      throw new UsageError(
        `${path}, line ${number}: got '${line.slice(0, 80)}', expected a session, an item and a time`,
      );
    }
    log.add(session, item, secondsOf(path, number, time), kindOf(cells[layout.kind], kind));
    if (number % 4096 === 0) progress.at(number);
  }
  progress.end();
  if (log.rows === 0) throw new UsageError(`${path}: holds no row`);
  return log.finish();
}

function layoutOf(path: string, header: string): Layout {
  const delimiter = header.includes('\t') ? '\t' : header.includes(';') && !header.includes(',') ? ';' : ',';
  const names = split(header.replace(/^\uFEFF/, ''), delimiter).map((name) =>
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

/** Cells of a line; quoted ones as RFC 4180 has them, but for line breaks inside. */
function split(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let c = 0; c < line.length; c++) {
    const char = line[c]!;
    if (char === '"') {
      if (quoted && line[c + 1] === '"') {
        cell += '"';
        c++;
      } else quoted = !quoted;
    } else if (char === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += char;
  }
  cells.push(cell);
  return cells;
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

async function* lines(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of open(path)) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop()!;
    for (const part of parts) yield part.endsWith('\r') ? part.slice(0, -1) : part;
  }
  if (rest !== '') yield rest;
}

function open(path: string): Readable {
  const head = Buffer.alloc(2);
  try {
    if (!statSync(path).isFile()) throw new UsageError(`${path}: is no file`);
    const file = openSync(path, 'r');
    readSync(file, head, 0, 2, 0);
    closeSync(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code ?? error})`);
  }
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  if (head[0] !== 0x1f || head[1] !== 0x8b) return file.setEncoding('utf8');
  const plain = createGunzip();
  file.on('error', (error) => plain.destroy(error));
  return file.pipe(plain).setEncoding('utf8');
}
