/** `POST /v1/widgets`: every shelf of a page in one answer. With a valid capsule it waits for no object [P1]. */
import { situationOf } from '@edgewise/core/person/situation';
import type { WidgetsAnswer } from '@edgewise/protocol/events';
import { LIMITS } from '@edgewise/protocol/limits';
import { type ParsedWidgets, parseWidgets } from '@edgewise/protocol/parse';
import { RequestFault } from '@edgewise/protocol/read-json';
import { type AppContext, openSite, PRIVATE, readBody } from '../http.ts';
import { knownPerson } from '../known-person.ts';
import { shopOf } from '../objects/names.ts';
import { previewedPlan, previewIn } from '../preview.ts';
import { admitShelves } from '../quotas.ts';
import type { ReadPlan } from '../read-plan.ts';
import {
  chooseShelves,
  languageOf,
  reachModel,
  renderShelves,
  type TemplateFailure,
  versionsOf,
} from '../serve-shelves.ts';
import type { SiteView } from '../site-view.ts';
import { knownVisit } from '../visit-items.ts';
import { visitorOf } from '../visitor.ts';

export async function widgetsRoute(c: AppContext): Promise<Response> {
  const now = Date.now();
  const body = await readBody(c, { bytes: LIMITS.batchBytes, depth: LIMITS.depth });
  const published = await openSite(c, (body as { site?: unknown } | null)?.site, now);
  const request = parseWidgets(body);
  const { settings } = published.shop;
  const draft = await draftFor(c, published, request, now);
  const site = draft ? { ...published, plan: draft } : published;
  const base = { v: 1 as const, request: c.get('request'), ...versionsOf(site) };
  if (settings.off) {
    const off: WidgetsAnswer = { ...base, css: '', shelves: [], off: true };
    return c.json(off, 200, PRIVATE);
  }
  const isPersonal = await admitShelves(c, settings.id);
  const person = await knownPerson(c.env, isPersonal ? request : { site: request.site }, now, settings.segments);
  if (isPersonal && request.consent.tier === 'session' && request.visit !== undefined) {
    person.known = await knownVisit(request.site, request.visit);
  }
  // Whoever looks at a draft is in no experiment [L8].
  const unit = draft ? { unit: '' } : person.unit;
  const situation = situationOf(request, person.known, request.market ?? settings.defaultMarket, now);
  const words = languageOf(request.context.language, site);
  const { segments } = person.known;
  const visitor = () =>
    visitorOf(c.req.raw, request.consent.tier, words.locale, request.context.page_location, segments);
  const within = reachModel(site, situation);
  if (within) await within;
  const chosen = chooseShelves(site, request.placements, { situation, visitor, unit }, words.language);
  const onFailure = (failure: TemplateFailure) => noteFailure(c, site, failure);
  const answer: WidgetsAnswer = {
    ...base,
    ...renderShelves(request.placements, chosen, { site, situation, words, onFailure }, request),
    ...(person.route !== undefined && !draft && { route: person.route }),
    ...(person.capsule !== undefined && !draft && { capsule: person.capsule }),
  };
  return c.json(answer, 200, PRIVATE);
}

/** In the shop's log, once a version of the plan, behind the answer. */
function noteFailure(c: AppContext, site: SiteView, failure: TemplateFailure): void {
  const { version } = site.plan.plan;
  const noted = shopOf(c.env, site.shop.settings.id).noteTemplateFailure(version, failure, Date.now());
  c.executionCtx.waitUntil(
    noted.catch((cause) => console.error(JSON.stringify({ at: 'template', error: String(cause) }))),
  );
}

/** What a preview link shows [L8]. An old one in the page's address is none: whoever follows it sees the shop as it is. */
async function draftFor(
  c: AppContext,
  site: SiteView,
  request: ParsedWidgets,
  now: number,
): Promise<ReadPlan | undefined> {
  if (request.preview !== undefined) return previewedPlan(c.env, site, request.preview, now);
  const token = previewIn(request.context.page_location);
  if (token === undefined) return undefined;
  try {
    return await previewedPlan(c.env, site, token, now);
  } catch (cause) {
    if (cause instanceof RequestFault) return undefined;
    throw cause;
  }
}
