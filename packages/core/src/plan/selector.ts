/** "Which products" as a function of a catalogue index: names are looked up once, each question is a look into arrays. */
import { currencyDigits } from '@edgewise/protocol/minor-units';
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import { IN_STOCK } from '../catalogue/snapshot.ts';
import type { ProductSelector } from './plan.ts';

export type Test = (index: number) => boolean;

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** When a product has to be added to be at most so many days old: by the hour, so that the answer stays for one. */
export const addedSince = (days: number, now: number): number => Math.floor(now / HOUR_MS) * HOUR_MS - days * DAY_MS;

/**
 * @param now ms since the epoch: what "newer than" counts from, and when prices are asked
 * @returns whether a product is meant. What is unknown of a product (its margin, how many are left) fits no bound.
 */
export function selectorTest(what: ProductSelector, catalogue: CatalogueReader, market: string, now: number): Test {
  const tests: Test[] = [];
  const { items, brands, categories, price, margin, stock } = what;
  if (items) {
    const groups = new Set(
      items
        .map((item) => catalogue.indexOf(item))
        .filter((index) => index >= 0)
        .map((index) => catalogue.group(index)),
    );
    tests.push((index) => groups.has(catalogue.group(index)));
  }
  if (brands) {
    const ordinals = new Set(brands.map((name) => catalogue.brandNamed(name)).filter((ordinal) => ordinal >= 0));
    tests.push((index) => ordinals.has(catalogue.brand(index)));
  }
  if (categories) tests.push(inCategories(categories, catalogue));
  if (price) {
    const minor = 10 ** digitsIn(catalogue, market);
    const from = (price.from ?? 0) * minor;
    const to = (price.to ?? Number.POSITIVE_INFINITY) * minor;
    tests.push((index) => {
      const amount = catalogue.priceAt(index, market, now);
      return amount >= from && amount <= to;
    });
  }
  if (margin) {
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = margin;
    tests.push((index) => {
      const share = catalogue.marginAt(index, market, now);
      return share >= from && share <= to;
    });
  }
  if (stock) {
    const { from = 0, to = Number.POSITIVE_INFINITY } = stock;
    tests.push((index) => {
      const pieces = catalogue.pieces(index);
      return pieces !== IN_STOCK && pieces >= from && pieces <= to;
    });
  }
  if (what.newer_than_days !== undefined) {
    const since = addedSince(what.newer_than_days, now);
    tests.push((index) => catalogue.added(index) >= since);
  }
  return tests.length === 1 ? tests[0]! : (index) => tests.every((test) => test(index));
}

/** By ordinal: 1 for the named categories and all below them. */
function inCategories(names: readonly string[], catalogue: CatalogueReader): Test {
  const { categories } = catalogue;
  const named = new Set(names.map((name) => categories.named(name)).filter((ordinal) => ordinal >= 0));
  const member = new Uint8Array(categories.size);
  for (let ordinal = 0; ordinal < categories.size; ordinal++) {
    for (let at = ordinal; at >= 0; at = categories.parent(at)) {
      if (named.has(at)) {
        member[ordinal] = 1;
        break;
      }
    }
  }
  return (index) => member[catalogue.category(index)] === 1;
}

/** A market has one currency; its first product says which. */
function digitsIn(catalogue: CatalogueReader, market: string): number {
  for (let index = 0; index < catalogue.size; index++) {
    if (!catalogue.isOffered(index, market)) continue;
    const currency = catalogue.product(index).offers[market]?.currency;
    return currency === undefined ? 2 : currencyDigits(currency);
  }
  return 2;
}
