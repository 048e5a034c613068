/** Products for the shop's staff: search by title, and what is known of one of them — what goes with it, and how often. */
import type { Product } from '@edgewise/core/catalogue/product';
import type { Catalogue } from '@edgewise/core/catalogue/snapshot';
import type { Model } from '@edgewise/core/recommend/model';
import type { Env } from './bindings.ts';
import { shopOf } from './objects/names.ts';
import type { SiteView } from './site-view.ts';

const COMPANIONS = 12;

/** A product as a row of a list shows it. */
export interface ProductRow {
  item: string;
  title: string;
  image: string | null;
  /** In the shop's default market, minor units; null where it is not offered there. */
  price: number | null;
  currency: string | null;
  stock: Product['stock'];
  category: string[];
}

export interface CompanionRow extends ProductRow {
  /** Baskets or sessions with both. */
  together: number;
}

export interface ProductAnswer {
  v: 1;
  product: ProductRow & { group: string; brand: string | null; url: string | null; added: number };
  /** When a shelf or list last showed it, ms since the epoch, or null. */
  shown: number | null;
  /** Events of it that the model learned from; null where the model does not know it. */
  learned_events: number | null;
  /** `of`: baskets, sessions of it that the model knows. */
  bought_with: { of: number; items: CompanionRow[] };
  viewed_with: { of: number; items: CompanionRow[] };
  model: string | null;
}

export function rowOf(product: Product, market: string): ProductRow {
  const offer = Object.hasOwn(product.offers, market) ? product.offers[market] : undefined;
  return {
    item: product.id,
    title: offer?.title ?? product.title,
    image: product.image?.url ?? null,
    price: offer?.price ?? null,
    currency: offer?.currency ?? null,
    stock: product.stock,
    category: product.category,
  };
}

/** Products with all the words of the text, then those with the text as a part of title or id. */
export async function searchProducts(
  env: Env,
  site: string,
  view: SiteView,
  text: string,
  limit: number,
): Promise<ProductRow[]> {
  const catalogue = view.catalogue?.value;
  if (!catalogue) return [];
  const found = new Set(byWords(catalogue, text, limit));
  if (found.size < limit) {
    for (const id of await shopOf(env, site).findProducts(text, limit)) {
      const index = catalogue.indexOf(id);
      if (index >= 0 && found.size < limit) found.add(index);
    }
  }
  const market = view.shop.settings.defaultMarket;
  return [...found].map((index) => rowOf(catalogue.product(index), market));
}

function byWords({ words }: Catalogue, text: string, limit: number): number[] {
  const lists = [...words.wordsIn(text)].map((word) => words.productsHaving(word));
  const [shortest, ...others] = lists.sort((a, b) => a.length - b.length);
  if (!shortest) return [];
  const sets = others.map((list) => new Set(list));
  return [...shortest].filter((product) => sets.every((set) => set.has(product))).slice(0, limit);
}

/** @returns null where the shop has no such product */
export async function readProduct(env: Env, view: SiteView, item: string): Promise<ProductAnswer | null> {
  const { settings } = view.shop;
  const shop = shopOf(env, settings.id);
  const [text, shown] = await Promise.all([shop.product(item), shop.lastShown(item)]);
  if (text === null) return null;
  const product = JSON.parse(text) as Product;
  const [model, catalogue] = [view.model?.value, view.catalogue?.value];
  const index = model?.items.indexOf(item) ?? -1;
  const companions = (by: 'bought' | 'viewed') =>
    model && catalogue && index >= 0
      ? companionsOf(model, catalogue, index, by, settings.defaultMarket)
      : { of: 0, items: [] };
  const row = rowOf(product, settings.defaultMarket);
  return {
    v: 1,
    product: {
      ...row,
      group: product.group,
      brand: product.brand ?? null,
      url: product.offers[settings.defaultMarket]?.url ?? null,
      added: product.added,
    },
    shown,
    learned_events: model && index >= 0 ? model.events(index) : null,
    bought_with: companions('bought'),
    viewed_with: companions('viewed'),
    model: view.model?.version ?? null,
  };
}

function companionsOf(model: Model, catalogue: Catalogue, index: number, by: 'bought' | 'viewed', market: string) {
  const { of, items } = model.companions(index, by, COMPANIONS);
  const rows = items.flatMap(({ item, together }): CompanionRow[] => {
    // What has left the catalogue since the model was trained is no product any more.
    const known = catalogue.indexOf(model.items.get(item));
    return known < 0 ? [] : [{ ...rowOf(catalogue.product(known), market), together }];
  });
  return { of, items: rows };
}
