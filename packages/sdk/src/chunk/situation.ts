/** What a request for shelves tells of the page and its shopper, as far as the tier permits [S5]. */
import type { PageType, WidgetsRequest, WirePage } from '@edgewise/protocol/events';
import type { Script } from '../script.ts';
import { interactions, latest } from '../seen.ts';

/** What a page says of itself by its events. */
const TYPE_OF: Record<string, PageType> = {
  view_item: 'product',
  view_item_list: 'category',
  view_cart: 'cart',
  begin_checkout: 'checkout',
  purchase: 'purchase',
  search: 'search',
};

/** Understood from the page's events, the last of which counts. */
function inferPage(happened: Script['_said']['_happened']): Partial<WirePage> {
  let inferred: Partial<WirePage> = {};
  for (const [name, { items, search_term }] of happened) {
    const type = TYPE_OF[name];
    // A list on a product page does not make it a category.
    if (!type || (inferred.type && type === 'category')) continue;
    const item = items?.[0];
    inferred = {
      type,
      item_id: type === 'product' ? item?.item_id : undefined,
      item_category: item?.item_category,
      search_term,
    } as Partial<WirePage>;
  }
  return inferred;
}

function wirePage({ _said: { _stated: stated, _happened: happened }, _settings: settings }: Script): WirePage {
  const inferred = inferPage(happened);
  const type = settings.pageType ?? inferred.type ?? (location.pathname[1] ? 'other' : 'home');
  return { ...inferred, type, ...stated };
}

async function shopper(script: Script) {
  // A turn that waits is taken here: what is read before could be the former shopper's [S9].
  // And what other tabs did, or a claim brought, is known to the database alone.
  const events = await script._readOutbox(Infinity);
  // None below tier `session`.
  const visit = script._visitId();
  if (!visit) return { seen: [] };
  const { d, r, c, s } = script._device();
  return {
    // The capsule holds what is acknowledged.
    seen: c && events ? latest(events.flatMap(interactions)) : s,
    visit,
    // Each undefined below tier `person`.
    device: d,
    route: r,
    capsule: c,
  };
}

/** A request for shelves but for which. */
export async function situation(script: Script): Promise<Omit<WidgetsRequest, 'placements'>> {
  const asker = await shopper(script);
  return {
    ...script._envelope(),
    page: wirePage(script),
    // What the worker takes.
    cart: script._settings.cart?.slice(0, 200),
    market: script._settings.market,
    ...asker,
  } as Omit<WidgetsRequest, 'placements'>;
}
