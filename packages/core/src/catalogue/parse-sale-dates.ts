/** `sale_price_effective_date` of Google's feed (support.google.com/merchants/answer/6324460): two moments with a slash. */
import type { Offer } from './product.ts';
import { Refusal } from './refusal.ts';

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/;
const DAY_MS = 86_400_000;

/** Without a zone it is UTC; a day without a time is the whole day. @throws Refusal */
export function parseSaleDates(value: unknown, field: string): NonNullable<Offer['sale']> {
  const parts = typeof value === 'string' ? value.trim().split(/\s*\/\s*/) : [];
  const [from, until] = parts.map((part) => momentOf(part));
  if (parts.length !== 2 || !from || !until || until.end <= from.start) {
    throw new Refusal(`${field} is not two moments like "2026-11-27T00:00+0200/2026-11-30T23:59+0200"`);
  }
  return { from: from.start, until: until.end };
}

function momentOf(text: string): { start: number; end: number } | undefined {
  const [, day, time, zone = 'Z'] = MOMENT.exec(text) ?? [];
  if (day === undefined) return undefined;
  const offset = zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const start = Date.parse(`${day}T${time ?? '00:00'}${offset}`);
  return Number.isFinite(start) ? { start, end: time === undefined ? start + DAY_MS : start } : undefined;
}
