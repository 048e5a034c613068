/** What a shop states about an event → what goes over the wire [W7]. Nothing that is stated makes it throw. */
import type { WireItem, WireParams } from '@edgewise/protocol/events';
import { toAmount } from './amount.ts';
import { scrubText, scrubUrl } from './scrub.ts';

/** The fields of an item, and the names that older tags give them. */
const ITEM_TEXT =
  'item_id=id item_name=name item_brand=brand item_category=category item_category2 item_category3 item_category4 item_category5 item_variant=variant item_group_id coupon item_list_id item_list_name=list';
const ITEM_NUMBERS = 'price quantity discount index=position';
const MAX_ITEMS = 200;
const MAX_PARAMS = 64;
const MAX_ID = 128;

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

function toText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() || undefined : undefined;
}

function pick<T>(from: Fields, names: string, read: (value: unknown) => T | undefined): Record<string, T> {
  const picked: Record<string, T> = {};
  for (const pair of names.split(' ')) {
    const [name, alias] = pair.split('=') as [string, string?];
    const value = read(from[name] ?? (alias && from[alias]));
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

/** Undefined for what has no id: nothing in the catalogue could be found by it. */
export function toItem(stated: unknown): WireItem | undefined {
  if (!isObject(stated)) return undefined;
  const item = {
    ...pick(stated, ITEM_TEXT, (value) => toText(value)?.slice(0, 500)),
    ...pick(stated, ITEM_NUMBERS, toAmount),
  } as Partial<WireItem>;
  if (item.item_id) item.item_id = item.item_id.slice(0, MAX_ID);
  return item.item_id ? (item as WireItem) : undefined;
}

export function toParams(stated: unknown): WireParams {
  const params: WireParams = {};
  if (!isObject(stated)) return params;
  for (const [name, value] of Object.entries(stated).slice(0, MAX_PARAMS)) {
    if (name === 'items') {
      const items = [value].flat().slice(0, MAX_ITEMS).map(toItem);
      params.items = items.filter((item) => item !== undefined);
    } else if (/^(value|tax|shipping)$/.test(name)) {
      const amount = toAmount(value);
      if (amount !== undefined) params[name] = amount;
    } else if (name === 'currency') {
      const code = String(value).trim().toUpperCase();
      if (/^[A-Z]{3}$/.test(code)) params.currency = code;
    } else if (name === 'transaction_id') {
      const id = toText(value)?.slice(0, MAX_ID);
      if (id) params.transaction_id = id;
    } else if (typeof value === 'string') {
      const clean = /^https?:/.test(value) ? scrubUrl(value) : scrubText(value);
      params[name] = clean.slice(0, name === 'search_term' ? 256 : /^item_list_id$/.test(name) ? MAX_ID : 500);
    } else if (typeof value === 'boolean' || Number.isFinite(value) || value === null) {
      params[name] = value as number;
    }
  }
  return params;
}
