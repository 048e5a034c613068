/** `explain` for the shop's staff: a page's request for shelves, and each product's way through the pipeline. */

import { NOBODY, situationOf } from '@edgewise/core/person/situation';
import { planPage } from '@edgewise/core/plan/page-plan';
import { explain } from '@edgewise/core/recommend/explain';
import { parseWidgets } from '@edgewise/protocol/parse';
import { RequestFault } from '@edgewise/protocol/read-json';
import type { AppContext } from './http.ts';
import { shopOf } from './objects/names.ts';
import { readPlan } from './read-plan.ts';
import { siteView } from './site-view.ts';
import { visitorOf } from './visitor.ts';

/**
 * @param body `page`, `placements`, and of `seen`, `cart`, `market`, `language`, `draft`, `unit` what should be tried
 */
export async function explainPage(c: AppContext, site: string, body: unknown): Promise<object> {
  const asked = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const now = Date.now();
  const view = await siteView(c.env, c.executionCtx as ExecutionContext, site, now);
  const catalogue = view?.catalogue?.value;
  if (!view || !catalogue) throw new RequestFault(409, 'no_catalogue', 'explain: the shop has no catalogue yet');
  const { draft, unit, language, ...rest } = asked;
  const request = parseWidgets({
    v: 1,
    site,
    sent: now,
    consent: { tier: 'session' },
    context: { page_location: '', ...(typeof language === 'string' && { language }) },
    page: { type: 'other' },
    seen: [],
    ...rest,
  });
  let read = view.plan;
  if (draft === true) {
    const { text, revision } = await shopOf(c.env, site).planDraft();
    if (text === null) throw new RequestFault(404, 'no_draft', 'draft: there is none; put one first');
    read = readPlan({ ...view.shop, plan: { version: `draft-${revision}`, text } }, catalogue);
  }
  const { settings } = view.shop;
  const page = planPage(
    read,
    situationOf(request, NOBODY, request.market ?? settings.defaultMarket, now),
    () => visitorOf(c.req.raw, 'session', request.context.language ?? settings.defaultLanguage, ''),
    { unit: typeof unit === 'string' ? unit : '' },
    catalogue,
    settings.timeZone,
  );
  const shop = {
    model: view.model?.value ?? null,
    catalogue,
    plan: read.plan,
    hot: view.shop.hot,
    rules: page.rules,
    changes: page.arms.changes,
  };
  return {
    plan: read.plan.version,
    held: page.arms.held,
    arms: page.arms.arms,
    shelves: explain(request.placements, page.situation, shop),
  };
}
