/**
 * Session logs from CSV or TSV files, gzipped or not, of any size: read as a stream, one line in memory at a time.
 *
 * Columns `session_id,item_id,timestamp` in any order, others are passed over; an optional `kind` holds view, cart or
 * purchase. Timestamps are seconds or milliseconds since the epoch, or ISO 8601.
 */
import { SessionLog, type TrainingLog } from '@edgewise/core/recommend/session-log';
import type { InteractionKind } from '@edgewise/core/recommend/situation';
import { UsageError } from './command.ts';
import { delimiterOf, splitRow } from './csv.ts';
import { Progress } from './progress.ts';
import { linesOf } from './text-file.ts';

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

/** @throws UsageError that names the file, the line and what was expected. */
export async function readLog(path: string, kind: InteractionKind = 'view'): Promise<TrainingLog> {
  const log = new SessionLog();
  const progress = new Progress(`reading ${path}`);
  let layout: Layout | undefined;
  let number = 0;
  for await (const line of linesOf(path)) {
    number++;
    if (line === '') continue;
    if (!layout) {
      layout = layoutOf(path, line);
      continue;
    }
    const cells = splitRow(line, layout.delimiter);
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
