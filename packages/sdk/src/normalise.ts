/** What a shop states about an event → what goes over the wire [W7]. Nothing that is stated makes it throw. */
import type { Scalar, WireItem, WireParams } from '@edgewise/protocol/events';
import { toAmount } from './amount.ts';
import { scrubEmail, scrubText, scrubUrl } from './scrub.ts';

type Fields = Record<string, unknown>;

const AMOUNT = /^(value|tax|quantity|price|discount|index|shipping)$/;
/** Never scrubbed of phone numbers: article and order numbers look like them. */
const ID = /_id$|^coupon/;
const ITEM_FIELD =
  /^(item_(id|name|brand|category\d?|variant|(group|list)_\w+)|price|discount|index|quantity|coupon|availability)$/;
const PARAM = /^(?!items$).{1,40}$/;

function toScalar(name: string, value: unknown): Scalar | undefined {
  const maxId = 128;
  const maxText = 250;
  if (AMOUNT.test(name)) return toAmount(value);
  if (name === 'currency') return /^[A-Z]{3}$/.exec(`${value}`.trim().toUpperCase())?.[0];
  if (ID.test(name) && value) return scrubEmail(`${value}`.trim()).slice(0, maxId);
  if (typeof value === 'string') {
    return (/^https?:/.test(value) ? scrubUrl : scrubText)(value.trim()).slice(0, maxText);
  }
  return typeof value === 'boolean' || Number.isFinite(value) ? (value as Scalar) : undefined;
}

function clean(stated: Fields | null | undefined, wanted: RegExp): Record<string, Scalar> {
  const maxFields = 60;
  const kept: Record<string, Scalar> = {};
  for (const given of Object.keys(stated ?? {}).slice(0, maxFields)) {
    // Older tags say `id` and `name`.
    const name = wanted.test(given) ? given : `item_${given}`;
    if (wanted.test(name)) kept[name] ??= toScalar(name, stated![given])!;
  }
  return kept;
}

/** Undefined for what has no id: nothing in the catalogue could be found by it. */
export function toItem(stated: Fields): WireItem | undefined {
  const item = clean(stated, ITEM_FIELD);
  return item.item_id ? (item as unknown as WireItem) : undefined;
}

export function toParams(stated: Fields | null | undefined): WireParams {
  const maxItems = 200;
  return {
    ...clean(stated, PARAM),
    items: stated?.items
      ? ([stated.items].flat() as Fields[])
          .slice(0, maxItems)
          .map(toItem)
          .filter((item) => !!item)
      : undefined,
  } as WireParams;
}
