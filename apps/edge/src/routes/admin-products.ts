/** The admin API's part on the catalogue, under `/admin/v1/sites/:site/products`: its health, search, and one product. */
import type { CatalogueHealth } from '@edgewise/core/catalogue/health';
import { parseItemId, parseProductSearch } from '@edgewise/protocol/parse-products';
import { RequestFault } from '@edgewise/protocol/read-json';
import { Hono } from 'hono';
import { type AppContext, type AppEnv, PRIVATE } from '../http.ts';
import { shopOf } from '../objects/names.ts';
import { type ProductRow, readProduct, searchProducts } from '../read-products.ts';
import { type SiteView, siteView } from '../site-view.ts';
import type { CatalogueNews } from '../storage/catalogue-notes.ts';
import { knownSite } from './known-site.ts';

export interface CatalogueHealthAnswer extends CatalogueHealth, CatalogueNews {
  v: 1;
  /** Version that shelves are made from, and since when; null where none was published. */
  catalogue: { version: string; published: number } | null;
  /** Market whose prices and addresses were looked at. */
  market: string;
}

export interface ProductsAnswer {
  v: 1;
  products: ProductRow[];
}

export const adminProducts = new Hono<AppEnv>();

async function viewOf(c: AppContext): Promise<SiteView> {
  const site = await knownSite(c);
  const view = await siteView(c.env, c.executionCtx as ExecutionContext, site, Date.now());
  if (!view) throw new RequestFault(404, 'no_site', `site: there is no site '${site}' here`);
  return view;
}

adminProducts.get('/', async (c) => {
  const { search, limit } = parseProductSearch(c.req.query());
  const view = await viewOf(c);
  const products = await searchProducts(c.env, view.shop.settings.id, view, search, limit);
  return c.json({ v: 1, products } satisfies ProductsAnswer, 200, PRIVATE);
});

adminProducts.get('/health', async (c) => {
  const shop = shopOf(c.env, await knownSite(c));
  const [view, health] = await Promise.all([shop.view(), shop.catalogueHealth(Date.now())]);
  const pointer = view?.catalogue ?? null;
  const answer: CatalogueHealthAnswer = {
    v: 1,
    ...health,
    catalogue: pointer && { version: pointer.current, published: pointer.changed },
    market: view?.settings.defaultMarket ?? 'default',
  };
  return c.json(answer, 200, PRIVATE);
});

/** The id stands in the query: an item's id may hold a slash. */
adminProducts.get('/item', async (c) => {
  const item = parseItemId(c.req.query('item'));
  const answer = await readProduct(c.env, await viewOf(c), item);
  if (!answer) throw new RequestFault(404, 'no_product', `item: the catalogue has no '${item.slice(0, 64)}'`);
  return c.json(answer, 200, PRIVATE);
});
