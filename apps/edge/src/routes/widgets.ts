/** `POST /v1/widgets`: every shelf of a page in one answer. With a valid capsule it waits for no object [P1]. */
import { situationOf } from '@edgewise/core/person/situation';
import type { WidgetsAnswer } from '@edgewise/protocol/events';
import { LIMITS } from '@edgewise/protocol/limits';
import { parseWidgets } from '@edgewise/protocol/parse';
import { type AppContext, openSite, PRIVATE, readBody } from '../http.ts';
import { type KnownPerson, knownPerson } from '../known-person.ts';
import { chooseShelves, languageOf, renderShelves, versionsOf } from '../serve-shelves.ts';
import { knownVisit } from '../visit-items.ts';

export async function widgetsRoute(c: AppContext): Promise<Response> {
  const now = Date.now();
  const body = await readBody(c, { bytes: LIMITS.batchBytes, depth: LIMITS.depth });
  const site = await openSite(c, (body as { site?: unknown } | null)?.site, now);
  const request = parseWidgets(body);
  const { settings } = site.shop;
  const base = { v: 1 as const, request: c.get('request'), ...versionsOf(site) };
  if (settings.off) {
    const off: WidgetsAnswer = { ...base, css: '', shelves: [], off: true };
    return c.json(off, 200, PRIVATE);
  }
  const person: KnownPerson =
    request.consent.tier === 'session' && request.visit !== undefined
      ? { known: await knownVisit(request.site, request.visit) }
      : await knownPerson(c.env, request, now);
  const situation = situationOf(request, person.known, request.market ?? settings.defaultMarket, now);
  const words = languageOf(request.context.language, site);
  const chosen = chooseShelves(site, request.placements, situation, words.language);
  const answer: WidgetsAnswer = {
    ...base,
    ...renderShelves(request.placements, chosen, situation, words, request),
    ...(person.route !== undefined && { route: person.route }),
    ...(person.capsule !== undefined && { capsule: person.capsule }),
  };
  return c.json(answer, 200, PRIVATE);
}
