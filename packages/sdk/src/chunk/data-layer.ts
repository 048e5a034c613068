/**
 * What the shop states in `dataLayer`, for Tag Manager or for gtag: GA4's e-commerce events, their predecessors' shapes,
 * and Google's Consent Mode.
 */
import type { Script } from '../script.ts';
import { type Fields, isFields, isKnown, late, tell } from './commerce.ts';
import { tierOf } from './consent-mode.ts';

type Entry = Record<string, unknown>;

/** What tools put before and behind GA4's names. */
const AROUND = /^(eec?|ga4|dl|gtm)?[_.]|_(stape|ga4)$/g;

/** Shapes of before GA4, and names that may mean one of its: what reads them comes with the first. */
const BEFORE = /^(impressions|click|remove|detail|add|checkout|purchase|refund|promo(View|Click))$/;
const MAYBE = /product|item|bag|checkout|cart|wish|order|collec/;
const isText = (value: unknown): boolean => /^[[{]\s*["{]/.test(`${value}`);
const isOld = (entry: Entry, ecommerce: unknown): boolean =>
  'transactionId' in entry ||
  [ecommerce, (ecommerce as Entry | null)?.items].some(isText) ||
  (isFields(ecommerce) && Object.keys(ecommerce).some((key) => BEFORE.test(key) && isFields(ecommerce[key])));

/** Pushed without an event, for the next one that comes without data of its own. */
let waiting: Fields | undefined;
/** Said once for all that follow. */
let currency: unknown;

const nameOf = (stated: unknown): string => {
  // "addToCart" is `add_to_cart`, and so are "Add to Cart" and `add_to_basket`.
  const words = `${stated}`.replace(/\s+|([a-z\d])(?=[A-Z])/g, '$1_');
  return words.toLowerCase().replace(AROUND, '').replace('basket', 'cart').replace('view_search_results', 'search');
};

/** gtag pushes its arguments as they are; some shops push the same as an array. */
function readGtag({ 0: command, 1: about, 2: given }: Entry, script: Script): void {
  const params = isFields(given) ? given : {};
  if (command === 'consent') {
    const tier = tierOf(`${about}`, params);
    if (tier) script._adopt(tier);
  }
  if (command === 'set' || command === 'config') currency = params.currency ?? (about as Entry)?.currency ?? currency;
  if (command !== 'event') return;
  const name = about === 'select_content' && params.items ? 'select_item' : nameOf(about);
  // Before GA4 they stood in a list.
  if (params.promotions) readOld(params, undefined, name, script);
  else tell(script, 'gtag', name, { currency, ...params });
}

function say(name: string, params: Fields, script: Script): void {
  tell(script, 'tag manager', name, { ...params, currency: params.currency ?? currency });
}

function readOld(entry: Entry, ecommerce: unknown, said: string, script: Script): void {
  late(script, async () => {
    const { readOlder } = await import('./older.ts');
    for (const { name, params } of readOlder(entry, ecommerce, said)) say(name, params, script);
  });
}

function readTagManager(entry: Entry, script: Script): void {
  // One event for all, and beside it which it is.
  const names = [entry.event, entry.event_name, entry.eventName].map(nameOf);
  const name = names.find(isKnown);
  const { ecommerce = entry.eventModel } = entry;
  const stated = isFields(ecommerce) && ecommerce;
  if ('ecommerce' in entry) waiting = undefined;
  const { currencyCode, currency: said = currencyCode } = stated || entry;
  currency = said ?? currency;
  // Who states both means one, and the newer says more.
  const isNew = name && stated && isFields(stated.items);
  if (!isNew && (isOld(entry, ecommerce) || (!name && MAYBE.test(names[0]!))))
    readOld(entry, ecommerce, name ?? names[0]!, script);
  else if (name) {
    const beside = stated || (!entry.items && !/sign|search|log/.test(name) && waiting);
    if (beside === waiting) waiting = undefined;
    say(name, { ...entry, ...(beside as Fields) }, script);
  } else if (stated) waiting = stated;
}

/** A shop's data may be anything: what throws when it is read is no event. */
function read(entry: Entry, script: Script): void {
  if (isFields(entry)) (typeof entry[0] === 'string' ? readGtag : readTagManager)(entry, script);
}

/** Lists that are watched, and what was read in them. */
const seen = new WeakSet<object>();

/** Of a page that puts another list in the place of its first, what was not in that one. */
export function watch(layer: Entry[], script: Script): void {
  // Pages push a few dozen; who has pushed thousands has not meant us.
  const most = 1_000;
  if (!Array.isArray(layer) || seen.has(layer)) return;
  seen.add(layer);
  const { push } = layer;
  const readOne = (entry: Entry) =>
    script._quietly(() => {
      if (isFields(entry)) seen.add(entry);
      read(entry, script);
    });
  layer.push = (...entries) => {
    const length = push.apply(layer, entries);
    entries.map(readOne);
    return length;
  };
  layer
    .slice(-most)
    .filter((entry) => !seen.has(entry))
    .map(readOne);
}
