/** `GET /v1/recommendations/:placement`: the decision of a shelf as JSON, for teams that render for themselves. */
import { NOBODY, situationOf } from '@edgewise/core/person/situation';
import type { RecommendationsAnswer } from '@edgewise/protocol/events';
import { parseWidgets } from '@edgewise/protocol/parse';
import { RequestFault } from '@edgewise/protocol/read-json';
import { type AppContext, openSite, PRIVATE } from '../http.ts';
import { admitShelves } from '../quotas.ts';
import { cardsOf, chooseShelves, languageOf, reachModel, versionsOf } from '../serve-shelves.ts';
import { visitorOf } from '../visitor.ts';

/** `a,b,c` → its parts; ids with a comma use the POST form. */
const list = (value: string | undefined) => (value ? value.split(',') : []);

export async function recommendationsRoute(c: AppContext): Promise<Response> {
  const now = Date.now();
  const query = c.req.query();
  const site = await openSite(c, query.site, now);
  const item = query.item;
  const category = query.category;
  const term = query.search_term;
  const seen = list(query.seen);
  const count = query.count === undefined ? undefined : Number(query.count);
  // The query is checked by the same schema as a page's request.
  const request = parseWidgets({
    v: 1,
    site: query.site,
    sent: now,
    consent: { tier: seen.length > 0 || query.visit ? 'session' : 'contextual' },
    context: { page_location: '', ...(query.language && { language: query.language }) },
    page: {
      type: query.page_type ?? (item ? 'product' : category ? 'category' : term ? 'search' : 'other'),
      ...(item && { item_id: item }),
      ...(category && { item_category: category }),
      ...(term && { search_term: term }),
    },
    placements: [{ id: c.req.param('placement'), ...(count !== undefined && { count }) }],
    seen: seen.map((id, i) => ({ item_id: id, name: 'view_item', t: now - (seen.length - i) * 1000 })),
    ...(query.cart !== undefined && { cart: list(query.cart) }),
    ...(query.market && { market: query.market }),
    ...(query.visit && { visit: query.visit }),
  });
  if (site.shop.settings.off) {
    throw new RequestFault(503, 'off', `site: '${site.shop.settings.id}' has turned recommendations off`);
  }
  await admitShelves(c, site.shop.settings.id);
  const market = request.market ?? site.shop.settings.defaultMarket;
  const situation = situationOf(request, NOBODY, market, now);
  const { language, locale } = languageOf(request.context.language, site);
  const placement = request.placements[0]!;
  const visitor = () => visitorOf(c.req.raw, request.consent.tier, locale, query.page_location ?? '');
  const unit = { unit: request.visit === undefined ? '' : `visit.${request.visit}` };
  const within = reachModel(site, situation);
  if (within) await within;
  const [shelf] = chooseShelves(site, [placement], { situation, visitor, unit }, language);
  const answer: RecommendationsAnswer = {
    v: 1,
    request: c.get('request'),
    ...versionsOf(site),
    placement: placement.id,
    title: shelf?.title ?? '',
    fallback: shelf?.fallback ?? -1,
    cards: cardsOf(shelf, situation),
    ...(shelf?.arms !== undefined && { arms: shelf.arms }),
  };
  return c.json(answer, 200, PRIVATE);
}
