/** `explain` for the shop's staff: a page's request for shelves, and each product's way through the pipeline. */

import { NOBODY, situationOf } from '@edgewise/core/person/situation';
import { pagePlanner } from '@edgewise/core/plan/page-plan';
import { type ExplainedShelf, explain } from '@edgewise/core/recommend/explain';
import { parseWidgets } from '@edgewise/protocol/parse';
import { RequestFault } from '@edgewise/protocol/read-json';
import type { AppContext } from './http.ts';
import { shopOf } from './objects/names.ts';
import { readPlan } from './read-plan.ts';
import { siteView } from './site-view.ts';
import { titlesOf } from './titles.ts';
import { visitorOf } from './visitor.ts';

export interface ExplainAnswer {
  /** Version. */
  plan: string;
  /** Held back: what is known of the person is not used. */
  held: boolean;
  /** Experiment → arm. */
  arms: Readonly<Record<string, string>>;
  shelves: ExplainedShelf[];
  /** Titles of the items. */
  titles: Record<string, string>;
}

/**
 * @param body `page`, `placements`, and of `seen`, `cart`, `market`, `language`, `draft`, `unit`, `kept` (experiment → the arm
 *   shown first) and `segments` what should be tried
 */
export async function explainPage(c: AppContext, site: string, body: unknown): Promise<ExplainAnswer> {
  const asked = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const now = Date.now();
  const view = await siteView(c.env, c.executionCtx as ExecutionContext, site, now);
  const catalogue = view?.catalogue?.value;
  if (!view || !catalogue) throw new RequestFault(409, 'no_catalogue', 'explain: the shop has no catalogue yet');
  const { draft, unit, kept, segments, language, ...rest } = asked;
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
  const planned = pagePlanner(
    read,
    situationOf(request, NOBODY, request.market ?? settings.defaultMarket, now),
    () => visitorOf(c.req.raw, 'session', request.context.language ?? settings.defaultLanguage, '', textsIn(segments)),
    catalogue,
    settings.timeZone,
  );
  const page = planned({ unit: typeof unit === 'string' ? unit : '', kept: keptIn(kept) });
  const shop = {
    model: view.model?.value ?? null,
    catalogue,
    plan: read.plan,
    hot: view.shop.hot,
    rules: page.rules,
    changes: page.arms.changes,
  };
  const shelves = explain(request.placements, page.situation, shop);
  return {
    plan: read.plan.version,
    held: page.arms.held,
    arms: page.arms.arms,
    shelves,
    titles: titlesOf(
      catalogue,
      shelves.flatMap(({ products }) => products.map(({ item }) => item)),
    ),
  };
}

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

function keptIn(value: unknown): Record<string, string> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
