/**
 * One row of a shop's catalogue feed → a `Product`, or the reason why not.
 *
 * Names follow Google's product feed (support.google.com/merchants/answer/7052112), with `item_id` and `item_group_id`
 * as GA4 calls them, `quantity` for the pieces left and `markets` for what differs by country. Fields that are not named
 * here are passed over. A feed is hostile input: nothing of a row is trusted, and a row that cannot be trusted whole is
 * refused whole.
 */
import { LIMITS } from '@edgewise/protocol/limits';
import { safeUrl } from '../safe-url.ts';
import { feedId, feedText, isMissing } from './feed-text.ts';
import { type Price, parsePrice } from './parse-price.ts';
import { parseSaleDates } from './parse-sale-dates.ts';
import type { Offer, Product } from './product.ts';
import { Refusal } from './refusal.ts';

export interface RowContext {
  /** Market that a row's own link and price belong to. */
  market: string;
  /** Currency of prices that name none, ISO 4217. */
  currency?: string;
  /** Market ids that the site has; a row that names another is refused. Missing: any well-formed id. */
  markets?: ReadonlySet<string>;
  /** When the row came, ms since the epoch: `added` of a row that states none. */
  now: number;
}

export type ParsedRow = { ok: true; product: Product } | { ok: false; reason: string };

/** Names that reach an object's prototype. Refused wherever they stand [T6]. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

const MARKET_ID = /^[a-z0-9][a-z0-9_-]{0,31}$/i;

/** Pictures without stated dimensions are taken as square; a shelf needs the ratio only. */
const ASSUMED_PIXELS = 800;
const MOST_PIXELS = 20_000;

/** Words of Google's feed, of schema.org's ItemAvailability and of YML → whether it can be bought now. */
const AVAILABILITY: ReadonlyMap<string, 'in' | 'out'> = new Map([
  ...'instock limitedavailability onlineonly preorder presale backorder madetoorder available true'
    .split(' ')
    .map((word) => [word, 'in'] as const),
  ...'outofstock soldout discontinued instoreonly reserved unavailable false'
    .split(' ')
    .map((word) => [word, 'out'] as const),
]);

type Row = Readonly<Record<string, unknown>>;

/**
 * A line of NDJSON. Its size is checked before it is parsed.
 * @param line Without its line break.
 */
export function parseLine(line: string, context: RowContext): ParsedRow {
  if (line.length > LIMITS.importLineBytes) {
    return { ok: false, reason: `line is longer than ${LIMITS.importLineBytes} characters` };
  }
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    return { ok: false, reason: 'line is not JSON' };
  }
  return parseRow(row, context);
}

/**
 * A row that JSON gave. Titles, brands and descriptions lose control characters and bidi embedding, override and isolate
 * marks and stay text otherwise; links must be absolute http or https; money becomes minor units.
 */
export function parseRow(row: unknown, context: RowContext): ParsedRow {
  try {
    return { ok: true, product: readProduct(asRow(row, 'row', 1), context) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.message };
    throw error;
  }
}

function readProduct(row: Row, context: RowContext): Product {
  const id = feedId(row.item_id ?? row.id, 'item_id', LIMITS.idLength);
  if (id === undefined) throw new Refusal('item_id is missing');
  const title = feedText(row.title, 'title', LIMITS.nameLength);
  if (title === undefined) throw new Refusal('title is missing');
  const product: Product = {
    group: feedId(row.item_group_id, 'item_group_id', LIMITS.idLength) ?? id,
    id,
    title,
    category: readCategory(row.product_type ?? row.category),
    offers: readOffers(row, context),
    stock: readStock(row),
    added: readAdded(row.added, context.now),
  };
  const brand = feedText(row.brand, 'brand', LIMITS.nameLength);
  if (brand !== undefined) product.brand = brand;
  const description = feedText(row.description, 'description', LIMITS.descriptionLength);
  if (description !== undefined) product.description = description;
  if (!isMissing(row.cost_of_goods_sold)) {
    const currency = readCurrency(row.currency);
    const { minor, currency: stated } = parsePrice(
      row.cost_of_goods_sold,
      'cost_of_goods_sold',
      currency ?? context.currency,
      currency !== undefined,
    );
    product.cost = { amount: minor, currency: stated };
  }
  if (!isMissing(row.image_link)) {
    product.image = {
      url: readUrl(row.image_link, 'image_link'),
      width: readPixels(row.image_width, 'image_width'),
      height: readPixels(row.image_height, 'image_height'),
    };
  }
  return product;
}

/** "Home > Kitchen > Mugs" or ["Home", "Kitchen", "Mugs"]; levels below the fifth are left out. */
function readCategory(value: unknown): string[] {
  if (isMissing(value)) return [];
  const levels = Array.isArray(value)
    ? value
    : feedText(value, 'category', LIMITS.nameLength * LIMITS.categoriesPerProduct)?.split('>');
  return (levels ?? [])
    .map((level: unknown) => feedText(level, 'category', LIMITS.nameLength))
    .filter((level) => level !== undefined)
    .slice(0, LIMITS.categoriesPerProduct);
}

function readOffers(row: Row, context: RowContext): Record<string, Offer> {
  const offers: Record<string, Offer> = {};
  const shared = { currency: readCurrency(row.currency), byRow: !isMissing(row.currency) };
  const currency = shared.currency ?? context.currency;
  if (!isMissing(row.price) || !isMissing(row.link)) {
    offers[context.market] = readOffer(row, '', currency, shared.byRow);
  }
  if (!isMissing(row.markets)) {
    const markets = asRow(row.markets, 'markets', 2);
    const names = Object.keys(markets);
    if (names.length > LIMITS.marketsPerProduct) {
      throw new Refusal(`markets has ${names.length} entries, at most ${LIMITS.marketsPerProduct} are allowed`);
    }
    for (const name of names) {
      if (!MARKET_ID.test(name)) throw new Refusal(`market ${JSON.stringify(name.slice(0, 40))} is not a market id`);
      if (context.markets && !context.markets.has(name)) throw new Refusal(`market ${name} is not one of the site's`);
      const market = asRow(markets[name], `markets.${name}`, 3);
      const own = readCurrency(market.currency);
      const offer = readOffer(market, `markets.${name}.`, own ?? currency, own !== undefined);
      const title = feedText(market.title, `markets.${name}.title`, LIMITS.nameLength);
      if (title !== undefined) offer.title = title;
      offers[name] = offer;
    }
  }
  if (Object.keys(offers).length === 0) throw new Refusal('link and price are missing');
  return offers;
}

/** `price` is the usual one and `sale_price` what is asked now, or between its dates, as in Google's feed. */
function readOffer(row: Row, at: string, currency: string | undefined, named: boolean): Offer {
  if (isMissing(row.link)) throw new Refusal(`${at}link is missing`);
  if (isMissing(row.price)) throw new Refusal(`${at}price is missing`);
  const url = readUrl(row.link, `${at}link`);
  const usual = parsePrice(row.price, `${at}price`, currency, named);
  const sale: Price | undefined = isMissing(row.sale_price)
    ? undefined
    : parsePrice(row.sale_price, `${at}sale_price`, usual.currency, true);
  if (!sale || sale.minor >= usual.minor) return { url, price: usual.minor, currency: usual.currency };
  const offer: Offer = { url, price: sale.minor, was: usual.minor, currency: usual.currency };
  if (!isMissing(row.sale_price_effective_date)) {
    offer.sale = parseSaleDates(row.sale_price_effective_date, `${at}sale_price_effective_date`);
  }
  return offer;
}

function readCurrency(value: unknown): string | undefined {
  if (isMissing(value)) return undefined;
  if (typeof value !== 'string') throw new Refusal('currency must be text');
  return value.trim().toUpperCase();
}

function readUrl(value: unknown, field: string): string {
  if (typeof value !== 'string') throw new Refusal(`${field} must be text`);
  if (value.length > LIMITS.urlLength) {
    throw new Refusal(`${field} is ${value.length} characters long, at most ${LIMITS.urlLength} are allowed`);
  }
  const url = safeUrl(value);
  if (url === undefined) throw new Refusal(`${field} is not an absolute http or https URL`);
  return url;
}

function readPixels(value: unknown, field: string): number {
  if (isMissing(value)) return ASSUMED_PIXELS;
  const pixels = Number(scalar(value, field));
  if (!Number.isInteger(pixels) || pixels < 1 || pixels > MOST_PIXELS) {
    throw new Refusal(`${field} must be a whole number of pixels from 1 to ${MOST_PIXELS}`);
  }
  return pixels;
}

/** "Out of stock" wins over a quantity, a quantity over "in stock". */
function readStock(row: Row): Product['stock'] {
  let available: 'in' | 'out' = 'in';
  if (!isMissing(row.availability)) {
    const word = String(scalar(row.availability, 'availability'))
      .replace(/^https?:\/\/schema\.org\//i, '')
      .replace(/[\s_-]/g, '')
      .toLowerCase();
    const known = AVAILABILITY.get(word);
    if (!known) throw new Refusal(`availability ${JSON.stringify(word.slice(0, 40))} is not known`);
    available = known;
  }
  if (available === 'out' || isMissing(row.quantity)) return available;
  const pieces = Number(scalar(row.quantity, 'quantity'));
  if (!Number.isFinite(pieces)) throw new Refusal('quantity is not a number');
  return Math.min(Math.max(0, Math.floor(pieces)), 2 ** 31 - 1);
}

function readAdded(value: unknown, now: number): number {
  if (isMissing(value)) return now;
  const time = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isFinite(time) || time < 0) throw new Refusal('added is not an ISO date like "2026-04-30"');
  return time;
}

/** Objects are kept from `String` and `Number`, which would call what stands at their `toString`. */
function scalar(value: unknown, field: string): unknown {
  if (typeof value === 'object') throw new Refusal(`${field} must be a text or a number`);
  return value;
}

/** An object without keys that reach a prototype, at any depth below it. */
function asRow(value: unknown, what: string, level: number): Row {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal(`${what} must be an object`);
  checkKeys(value, level);
  return value as Row;
}

function checkKeys(value: object, level: number): void {
  if (level > LIMITS.depth) throw new Refusal(`row is nested deeper than ${LIMITS.depth} levels`);
  for (const key of Object.keys(value)) {
    if (FORBIDDEN_KEYS.has(key)) throw new Refusal(`key ${key} is not allowed`);
    const inner: unknown = (value as Row)[key];
    if (typeof inner === 'object' && inner !== null) checkKeys(inner, level + 1);
  }
}
