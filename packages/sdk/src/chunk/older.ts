/**
 * What tags, apps and modules push into `dataLayer` in other shapes and under other names than GA4's, and what should have
 * been data and is a text. Comes with the first of them.
 */
import { type Fields, isFields, isKnown } from './commerce.ts';
import { fromClassic, fromUniversal, type Stated } from './universal.ts';

const CHANGE = (verb: string, to: string) =>
  `(product|item)_${verb}(_${to}_(cart|bag))?|${verb}_((product|item)s?_)?${to}_(cart|bag)|cart_${verb}`;

/** How an event's name ends that means one of GA4's, in small letters with underscores. */
const ENDINGS: [name: string, ending: string][] = [
  [
    'view_item_list',
    'collection_viewed|view_(product_list|collection)|(product|item)_(list|impression)s?(_view(ed)?)?',
  ],
  ['view_item', 'view(ed)?_product(_page|_details?)?|(product|item)_?(details?|page|view(ed)?)(_?(page|view(ed)?))?'],
  ['add_to_cart', CHANGE('add(ed)?', 'to')],
  ['remove_from_cart', CHANGE('removed?', 'from')],
  ['add_to_wishlist', 'add(ed)?_(product_)?to_wish_list|product_added_to_wish_?list'],
  ['select_item', 'click(ed)?_product|product_click(ed)?|select_product'],
  ['view_cart', 'cart_view(ed)?|view_bag|cart_page'],
  ['begin_checkout', 'checkout_(start(ed)?|begin|initiated?)|(start|initiate|begin)_checkout'],
  ['purchase', 'checkout_completed?|order_(complete|place|confirme|receive)d?|order_success|(complete|place)d?_order'],
];

/** Of other products than the page's, or of none. */
const OTHERS = /relat|recom|sell|simil|recent|error|fail/;

const nameOf = (said: string): string =>
  isKnown(said)
    ? said
    : OTHERS.test(said)
      ? ''
      : (ENDINGS.find(([, ending]) => new RegExp(`(^|_)(${ending})$`).test(said))?.[0] ?? '');

const PROMOTED: Record<string, string> = {
  view_promotion: 'promoView',
  select_promotion: 'promoClick',
  select_content: 'promoClick',
};

/** Serialised once too often. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** @param said the event's name in small letters with underscores */
export function readOlder(entry: Fields, stated: unknown, said: string): Stated[] {
  const ecommerce = parsed(stated);
  // gtag's, of before GA4.
  const shape = entry.promotions ? PROMOTED[said] : undefined;
  const old = fromUniversal(shape ? { [shape]: entry } : ecommerce);
  // One order in both shapes: each knows what the other leaves out.
  const [order] = fromClassic(entry);
  const known = old.find(({ name }) => name === 'purchase') ?? order;
  if (order && known) Object.assign(known.params, { ...order.params, ...defined(known.params) });
  if (known && !old.includes(known)) old.push(known);
  if (old[0]) return old;
  const name = nameOf(said);
  const params: Fields = { ...bare(entry), ...(isFields(ecommerce) && ecommerce) };
  params.items = parsed(params.items);
  return name && (name !== 'purchase' || (params.transaction_id ?? params.order_id ?? params.orderId))
    ? [{ name, params }]
    : [];
}

/** `productName`, `product_price` beside the event: of the one product. */
const bare = (entry: Fields): Fields => ({
  ...Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [name.replace(/^product_?(?=[a-z])/i, '').toLowerCase(), value]),
  ),
  ...entry,
});

const defined = (params: Fields): Fields =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined && value !== null));
