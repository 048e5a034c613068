/** A draft tried beside the published plan on sessions that happened, for who cannot run the CLI. */
import type { PlanDocument } from '@edgewise/core/plan/plan';
import { type SimulationReport, simulate } from '@edgewise/core/plan/simulate';
import { validatePlan } from '@edgewise/core/plan/validate';
import type { Interaction } from '@edgewise/core/recommend/situation';
import { RequestFault } from '@edgewise/protocol/read-json';
import type { AppContext } from './http.ts';
import { shopOf, trainerOf } from './objects/names.ts';
import { siteView } from './site-view.ts';
import { checkTemplate } from './templates/own-template.ts';
import { titlesOf } from './titles.ts';

export interface DraftSimulation extends SimulationReport {
  /** Version of the published plan. */
  before: string;
  /** Titles of the items in the examples. */
  titles: Record<string, string>;
}

/**
 * @param most of the newest sessions
 * @throws RequestFault 404 without a draft, 409 without a catalogue or sessions, 422 where the draft has mistakes
 */
export async function simulateDraft(c: AppContext, site: string, most: number): Promise<DraftSimulation> {
  const [view, draft, kept] = await Promise.all([
    siteView(c.env, c.executionCtx as ExecutionContext, site, Date.now()),
    shopOf(c.env, site).planDraft(),
    trainerOf(c.env, site).newestSessions(most),
  ]);
  if (draft.text === null) throw new RequestFault(404, 'no_draft', 'draft: there is none; put one first');
  const catalogue = view?.catalogue?.value;
  const sessions = JSON.parse(kept) as Interaction[][];
  if (!view || !catalogue) throw new RequestFault(409, 'no_catalogue', 'simulate: the shop has no catalogue yet');
  if (sessions.length === 0)
    throw new RequestFault(409, 'no_sessions', 'simulate: there are no sessions to try it on yet');
  const { defaultMarket, timeZone } = view.shop.settings;
  const { plan, mistakes } = validatePlan(JSON.parse(draft.text), { timeZone, checkTemplate });
  if (!plan) throw new RequestFault(422, 'mistakes', `draft: has ${mistakes.length} mistakes; mend them first`);
  const market = catalogue.markets.includes(defaultMarket) ? defaultMarket : (catalogue.markets[0] ?? 'default');
  const report = simulate(
    sessions,
    { model: view.model?.value ?? null, catalogue, market, timeZone },
    JSON.parse(view.shop.plan.text) as PlanDocument,
    plan,
  );
  const titles = titlesOf(
    catalogue,
    report.shelves
      .flatMap(({ examples }) => examples)
      .flatMap((one) => [...one.looked_at, ...one.before, ...one.after]),
  );
  return { before: view.shop.plan.version, ...report, titles };
}
