/**
 * What the shop states in `dataLayer`, for Tag Manager or for gtag: GA4's e-commerce events, their predecessors' shapes,
 * and Google's Consent Mode.
 */
import type { Script } from '../script.ts';
import { type Fields, isFields, isKnown, tell } from './commerce.ts';
import { tierOf } from './consent-mode.ts';

type Entry = Record<string, unknown>;

/** What tools put before and behind GA4's names, and those that GA4 had before. */
const AROUND = /^(dl|ga4|eec?|gtm)?[_.]|_(stape|ga4)$/g;
const OLD: Record<string, string> = { view_search_results: 'search', set_checkout_option: '', checkout_progress: '' };

/** Shapes of before GA4, which fewer and fewer shops push: what reads them comes with the first. */
const BEFORE = /^(impressions|detail|click|add|remove|checkout|purchase|refund|promo(View|Click))$/;
const isOld = (entry: Entry, ecommerce: unknown): boolean =>
  'transactionId' in entry ||
  (isFields(ecommerce) && Object.keys(ecommerce).some((key) => BEFORE.test(key) && isFields(ecommerce[key])));

/** Pushed without an event, for the next one that comes without data of its own. */
let waiting: unknown;
/** Said once for all that follow. */
let currency: unknown;

const nameOf = (stated: unknown): string => {
  // "addToCart" is `add_to_cart`, and so are "Add to Cart" and `add_to_basket`.
  const words = `${stated}`.replace(/\s+|([a-z\d])(?=[A-Z])/g, '$1_');
  const name = words
    .toLowerCase()
    .replace(AROUND, '')
    .replace('basket', 'cart')
    // What shops called it before GA4 had a name for it.
    .replace(/^(view_product|product_(details?|view|page))(_details?|_page|_?view)?(ed)?$/, 'view_item')
    .replace(/^product_(add|remov)ed(_(to|from)_cart)?$/, (_, done) =>
      done === 'add' ? 'add_to_cart' : 'remove_from_cart',
    );
  return OLD[name] ?? name;
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
  const isChoice = about === 'select_content' && params.items;
  tell(script, 'gtag', isChoice ? 'select_item' : nameOf(about), { currency, ...params });
}

function say(name: string, params: Fields, script: Script): void {
  currency = params.currency ?? params.currencyCode ?? currency;
  tell(script, 'tag manager', name, { ...params, currency });
}

async function readOld(entry: Entry, ecommerce: unknown, script: Script): Promise<void> {
  const { fromClassic, fromUniversal } = await import('./universal.ts');
  for (const { name, params } of [...fromUniversal(ecommerce), ...fromClassic(entry)]) say(name, params, script);
}

function readTagManager(entry: Entry, script: Script): void {
  // One event for all, and beside it which it is.
  const name = [entry.event, entry.event_name, entry.eventName].map(nameOf).find(isKnown) ?? '';
  const { ecommerce = entry.eventModel } = entry;
  if ('ecommerce' in entry) waiting = undefined;
  // Who states both means one, and the newer says more.
  const isNew = name && isFields(ecommerce) && isFields(ecommerce.items);
  if (!isNew && isOld(entry, ecommerce)) script._quietly(() => readOld(entry, ecommerce, script));
  else if (name) {
    const isSilent = !isFields(ecommerce) && !entry.items && isFields(waiting) && !/search|log|sign/.test(name);
    const beside = isFields(ecommerce) ? ecommerce : isSilent ? (waiting as Fields) : {};
    if (isSilent) waiting = undefined;
    say(name, { ...entry, ...beside }, script);
  } else {
    const { currencyCode, currency: said = currencyCode } = isFields(ecommerce) ? ecommerce : entry;
    currency = said ?? currency;
    if (isFields(ecommerce)) waiting = ecommerce;
  }
}

/** A shop's data may be anything: what throws when it is read is no event. */
function read(entry: Entry, script: Script): void {
  if (!isFields(entry)) return;
  if (typeof entry[0] === 'string') readGtag(entry, script);
  else readTagManager(entry, script);
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
