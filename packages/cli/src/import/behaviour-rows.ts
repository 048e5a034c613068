/** A file of behaviour → rows `{session_id, item_id, timestamp, event}` for the worker. */

import { splitRow } from '@edgewise/core/csv';
import { UsageError } from '../command.ts';
import { type Layout, layoutOf } from '../read-log.ts';
import { linesOf } from '../text-file.ts';
import { fileKindOf, type ImportRow } from './rows.ts';
import { isUciOrders, uciOrderRow } from './uci-orders.ts';

export type EventName = 'view_item' | 'add_to_cart' | 'purchase';

/** Words of public logs and of our own CLI for the three events. */
const EVENTS: ReadonlyMap<string, EventName> = new Map([
  ['view', 'view_item'],
  ['view_item', 'view_item'],
  ['cart', 'add_to_cart'],
  ['add_to_cart', 'add_to_cart'],
  ['addtocart', 'add_to_cart'],
  ['purchase', 'purchase'],
  ['transaction', 'purchase'],
]);

export const eventNamed = (word: string): EventName | undefined => EVENTS.get(word.trim().toLowerCase());

/**
 * @param otherwise The event of rows that name none.
 * @throws UsageError where the file is neither NDJSON nor CSV with the columns needed.
 */
export async function* behaviourRows(path: string, otherwise: EventName): AsyncGenerator<ImportRow> {
  let line = 0;
  let read: ((text: string) => object | string | null) | undefined;
  for await (const text of linesOf(path)) {
    line++;
    if (text.trim() === '') continue;
    if (!read) {
      const kind = fileKindOf(text);
      if (typeof kind !== 'string') throw new UsageError(`${path}: ${kind.reason}`);
      read = kind === 'ndjson' ? (json) => fromJson(json, otherwise) : csvReader(path, text, otherwise);
      if (kind === 'csv') continue;
    }
    const row = read(text);
    if (row === null) continue;
    yield typeof row === 'string' ? { line, reason: row } : { line, json: JSON.stringify(row) };
  }
}

function fromJson(json: string, otherwise: EventName): object | string {
  try {
    const row: unknown = JSON.parse(json.replace(/^\uFEFF/, ''));
    return typeof row === 'object' && row !== null ? { event: otherwise, ...row } : 'is no JSON object';
  } catch {
    return 'is not JSON';
  }
}

/** A function from a line to its row, to the reason why it is none, or to null where it is nothing to learn from. */
function csvReader(path: string, header: string, otherwise: EventName): (text: string) => object | string | null {
  if (isUciOrders(header)) return uciOrderRow;
  const layout = layoutOf(path, header);
  return (text) => fromCells(splitRow(text, layout.delimiter), layout, otherwise);
}

function fromCells(cells: readonly string[], layout: Layout, otherwise: EventName): object | string {
  const session = cells[layout.session]?.trim();
  const item = cells[layout.item]?.trim();
  if (!session || !item) return 'has no session or no item';
  const stated = cells[layout.time]?.trim() ?? '';
  const timestamp = timestampOf(stated);
  if (timestamp === undefined)
    return `has the time '${stated.slice(0, 40)}', expected seconds, milliseconds or ISO 8601`;
  const word = cells[layout.kind]?.trim();
  const event = word ? eventNamed(word) : otherwise;
  if (!event) return `has the event '${word?.slice(0, 40)}', expected view, cart or purchase`;
  return { session_id: session, item_id: item, timestamp, event };
}

/** Seconds or ms since the epoch as they stand; a date in ms. */
export function timestampOf(text: string): number | undefined {
  const time = text !== '' && Number.isFinite(Number(text)) ? Number(text) : Date.parse(text);
  return Number.isFinite(time) && time >= 0 ? time : undefined;
}
