/**
 * From what a tool on the page states about commerce to an event of GA4's: fields by all their names, the known ones
 * alone, and each happening once, however many tools tell of it.
 */
import type { Script } from '../script.ts';
import { currencyOf } from './currency.ts';

export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Lists, and objects that stand for lists: `{0: …, 1: …}`. */
export function fieldsIn(value: unknown): Fields[] {
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).filter(isFields);
  if (!isFields(value)) return [];
  const inner = Object.values(value).slice(0, MOST_ITEMS);
  return inner[0] && inner.every(isFields) ? (inner as Fields[]) : [value];
}
const MOST_ITEMS = 200;

/** GA4's name ← what else it is called. The first that states something counts, its own before them. */
const ITEM: Record<string, string> = {
  item_id: 'id sku product_id productId item_sku product_sku item_name name',
  item_name: 'name product_name productName title',
  item_brand: 'brand vendor',
  item_variant: 'variant',
  item_group_id: '',
  item_category: 'category',
  item_category2: '',
  item_category3: '',
  item_category4: '',
  item_category5: '',
  price: 'item_price unit_price',
  quantity: 'qty',
  discount: '',
  availability: 'stockstatus stock_status item_stock_status',
  coupon: '',
  index: 'position list_position',
  item_list_id: 'list_id',
  item_list_name: 'list list_name',
};

/** No more than these: what stands beside them in a data layer may be a customer's. */
const PARAM: Record<string, string> = {
  currency: 'currencyCode currency_code transactionCurrency',
  value: 'revenue total transactionTotal',
  transaction_id: 'transactionId order_id orderId',
  tax: 'transactionTax',
  shipping: 'transactionShipping',
  coupon: '',
  discount: '',
  affiliation: '',
  payment_type: 'payment_method',
  shipping_tier: 'shipping_method',
  item_list_id: 'list_id',
  item_list_name: 'list',
  promotion_id: '',
  promotion_name: '',
  creative_name: 'creative',
  creative_slot: '',
  search_term: 'query',
  method: '',
};

function renamed(stated: Fields, names: Record<string, string>): Fields {
  const found = Object.entries(names).map(([name, called]) => [
    name,
    `${name} ${called}`
      .split(' ')
      .map((one) => stated[one])
      .find(
        (value) =>
          (typeof value === 'string' && value.trim()) || typeof value === 'number' || (value as Fields | null)?.amount,
      ),
  ]);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

/** "Clothes/Shirts/Red" was one field in Universal Analytics, and is in Segment's. */
export function toItem(stated: Fields): Fields {
  const item = renamed(stated, ITEM);
  const levels = `${item.item_category ?? ''}`.split(/\s*[/>]\s*/).filter(Boolean);
  if (levels[1] && !stated.item_category) {
    levels.slice(0, 5).forEach((level, at) => {
      item[`item_category${at ? at + 1 : ''}`] = level;
    });
  }
  return item;
}

/** By their beginnings: our own page_view stands for theirs. */
const KNOWN =
  /^(view_(item(_list)?|cart|promotion)|select_(item|promotion)|add_(to_(cart|wishlist)|(shipping|payment)_info)|remove_from_cart|begin_checkout|purchase|refund|search|login|sign_up)$/;
/** These say nothing without an item: the worker refuses them. */
const NEEDS_ITEMS = /^(view_item|select_item|remove_from_cart|add_to_cart|add_to_wishlist)$/;

export const isKnown = (name: string): boolean => KNOWN.test(name);

/** Tells what needs a part that has to come first: the reader waits for it, and may have that from another part. */
export function late(script: Script & { _late?: Promise<unknown> }, work: () => Promise<void>): void {
  script._late = Promise.all([script._late, script._quietly(work)]);
}

interface Told {
  at: number;
  by: string;
}

/** The same from two tools inside two seconds is one happening; from the same tool, inside a moment: a shopper may click twice. */
function isRepeat(script: Script & { _told?: Map<string, Told> }, key: string, by: string): boolean {
  script._told ??= new Map();
  const before = script._told.get(key);
  const at = Date.now();
  const repeats = before && at - before.at < (before.by === by ? 100 : 2_000);
  if (!repeats) script._told.set(key, { at, by });
  return !!repeats;
}

/** A shelf tells of itself: a tag of the shop's that hears it, `edgewise:click` say, would tell it a second time [S12]. */
const isShelf = (list: unknown): boolean =>
  !!list && !!globalThis.document?.querySelector(`edgewise-recs[placement=${CSS.escape(`${list}`)}]`);

/** @param by the tool that tells */
export function tell(script: Script, by: string, name: string, stated: Fields): void {
  if (!isKnown(name)) return;
  // Some push the one product's fields beside the event.
  const { items: list, products, product, price, item_id, product_id } = stated;
  const alone = NEEDS_ITEMS.test(name) && (price ?? item_id ?? product_id) ? [stated] : [];
  const given = [list, products, product, alone].map(fieldsIn).find(([first]) => first) ?? [];
  const items = given.map(toItem);
  if (!items[0]?.item_id && NEEDS_ITEMS.test(name)) return;
  const params = renamed(stated, PARAM);
  if (/^(select_item|view_item_list)$/.test(name) && isShelf(params.item_list_id)) return;
  const priced = items.map(({ price }) => price).concat(params.value);
  params.currency = [params.currency, ...given.map(({ currency }) => currency), ...priced]
    .map((said) => currencyOf(`${said ?? ''}`.replace(/[\d.,\s]/g, '')))
    .find(Boolean);
  // Said once for all that follows: of what has no money it says nothing.
  if (!items[0] && params.value === undefined) delete params.currency;
  const key = [
    name,
    params.transaction_id ?? items.map((one) => [one.item_id, one.quantity ?? 1]),
    params.search_term,
    params.item_list_id,
  ];
  if (isRepeat(script, `${key}`, by)) return;
  const capture = () => script._capture(name, { ...params, items: stated.items || items[0] ? items : undefined });
  // What few state, or state so: stock, digits of other scripts, sums of floating point, signs of money without a code.
  const odd = params.currency ? /(?!\d)\p{Nd}|\[|\.\d{3}(\d{6}|(?!\d))/u : /[^\d.,\s'’-]|\.\d{3}(\d{6}|(?!\d))/;
  if (
    items.some(({ availability }) => availability) ||
    odd.test(priced.join()) ||
    Math.round(Number(priced[0]) / Number(params.value)) === 100
  )
    // Where it does not come, they are told as they stand.
    late(script, () => script._quietly(async () => (await import('./words.ts')).settle(items, params)).then(capture));
  else capture();
}
