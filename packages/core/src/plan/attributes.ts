/**
 * What conditions of a plan may ask about: one object a page, made only where a plan has conditions. Its names are the
 * contract with every plan that is stored; they may grow and never change.
 */
import { majorUnits } from '@edgewise/protocol/minor-units';
import { offerAt } from '../catalogue/offer-at.ts';
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { Interaction, Situation } from '../recommend/situation.ts';
import { localTime } from './local-time.ts';

/** Everything the request says beside the situation. */
export interface Visitor {
  tier: 'contextual' | 'session' | 'device' | 'person';
  device: 'mobile' | 'tablet' | 'desktop';
  /** ISO 3166 alpha-2, empty where unknown. */
  country: string;
  /** Two letters. */
  language: string;
  segments: readonly string[];
  campaign: { source: string; medium: string; name: string };
}

export const NO_VISITOR: Visitor = {
  tier: 'contextual',
  device: 'desktop',
  country: '',
  language: 'en',
  segments: [],
  campaign: { source: '', medium: '', name: '' },
};

/** By name, with what it is: what validation and the documentation know. */
export const ATTRIBUTES: Readonly<Record<string, string>> = {
  'page.type': 'home, category, product, search, cart, checkout, purchase or other',
  'page.category': 'category of the category page',
  'page.search_term': 'term of the search page',
  'product.id': 'item of the product page',
  'product.brand': 'its brand',
  'product.category': 'its category path, an array from general to particular',
  'product.price': 'its price in major units',
  'product.margin': 'its margin, 0 to 1',
  'cart.count': 'items in the cart',
  'person.tier': 'contextual, session, device or person',
  'person.segments': 'array of segment ids',
  'person.brands': 'array of the brands looked at most',
  'person.categories': 'array of the categories looked at most, every level of each',
  'person.views': 'products looked at',
  'person.purchases': 'items bought',
  device: 'mobile, tablet or desktop',
  country: 'ISO 3166, e.g. RO',
  language: 'two letters',
  market: "the catalogue's market",
  'time.weekday': 'mon to sun, in the time zone of the shop',
  'time.hour': '0 to 23',
  'time.date': 'yyyy-mm-dd',
  'campaign.source': 'utm_source of the page',
  'campaign.medium': 'utm_medium',
  'campaign.name': 'utm_campaign',
};

/** Arms of the plan's experiments are asked about as `arms.<experiment>`. */
export const ARMS_PREFIX = 'arms.';

/** A person's leanings are their last interactions' most frequent ones. */
const LEANING_OVER = 50;
const LEANINGS = 5;

export type Attributes = Readonly<Record<string, unknown>>;

export function attributesOf(
  situation: Situation,
  visitor: Visitor,
  arms: Readonly<Record<string, string>>,
  catalogue: CatalogueReader,
  timeZone: string,
): Attributes {
  const { page, market, now } = situation;
  const local = localTime(timeZone, now);
  const index = page.item === undefined ? -1 : catalogue.indexOf(page.item);
  return {
    page: { type: page.type, category: page.category ?? '', search_term: page.searchTerm ?? '' },
    product: index < 0 ? {} : productOf(index, market, now, catalogue),
    cart: { count: situation.cart.length },
    person: {
      tier: visitor.tier,
      segments: visitor.segments,
      views: situation.history.length,
      purchases: situation.bought.length,
      ...leaningsOf(situation.history, catalogue),
    },
    device: visitor.device,
    country: visitor.country,
    language: visitor.language,
    market,
    time: { weekday: local.weekday, hour: Math.floor(local.minute / 60), date: local.date },
    campaign: visitor.campaign,
    arms,
  };
}

function productOf(index: number, market: string, now: number, catalogue: CatalogueReader) {
  const { id, brand, category, offers } = catalogue.product(index);
  const offer = Object.hasOwn(offers, market) ? offers[market] : undefined;
  const margin = catalogue.marginAt(index, market, now);
  return {
    id,
    brand: brand ?? '',
    category,
    ...(offer && { price: majorUnits(offerAt(offer, now).price, offer.currency) }),
    ...(!Number.isNaN(margin) && { margin }),
  };
}

/** Most frequent first; of equals the latest. */
function leaningsOf(history: readonly Interaction[], catalogue: CatalogueReader) {
  const brands = new Map<string, number>();
  const categories = new Map<string, number>();
  for (const { item } of history.slice(-LEANING_OVER).reverse()) {
    const index = catalogue.indexOf(item);
    if (index < 0) continue;
    const { brand, category } = catalogue.product(index);
    if (brand !== undefined) brands.set(brand, (brands.get(brand) ?? 0) + 1);
    for (const level of category) categories.set(level, (categories.get(level) ?? 0) + 1);
  }
  const most = (counts: Map<string, number>) =>
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .slice(0, LEANINGS)
      .map(([name]) => name);
  return { brands: most(brands), categories: most(categories) };
}
