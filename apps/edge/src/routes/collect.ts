/** `POST /v1/collect`: a batch of events from a page, to the person's object, and its acknowledgement back [W1]–[W6]. */
import { chunksOf } from '@edgewise/core/person/chunks';
import type { AnonymousMessage } from '@edgewise/core/person/messages';
import { armsIn } from '@edgewise/core/person/outcomes';
import { namesIn } from '@edgewise/core/plan/dealt';
import { markOwnLists } from '@edgewise/core/plan/own-lists';
import type { CollectAnswer } from '@edgewise/protocol/events';
import { LIMITS } from '@edgewise/protocol/limits';
import { type ParsedAnonymousBatch, type ParsedPersonBatch, parseBatch } from '@edgewise/protocol/parse';
import type { Env } from '../bindings.ts';
import { sealMark } from '../browser-marks.ts';
import { facetsOfBatch, noteArrivals } from '../facets-of.ts';
import { type AppContext, openSite, PRIVATE, readBody } from '../http.ts';
import { type Joining, joinDevice } from '../join-device.ts';
import { networkOf } from '../network.ts';
import { ledgerOf } from '../objects/names.ts';
import { HAND_OFF_MS, newLink, sealLink } from '../one-time-links.ts';
import { previewIn } from '../preview.ts';
import { admitEvents } from '../quotas.ts';
import { reachPerson } from '../reach-person.ts';
import { decodeRoute, encodeRoute, type Sealer, sealerOf } from '../sealing.ts';
import { shelvesOf } from '../site-view.ts';
import { noteSighting } from '../suggest-links.ts';
import { rememberVisit } from '../visit-items.ts';

export async function collectRoute(c: AppContext): Promise<Response> {
  const received = Date.now();
  const body = await readBody(c, { bytes: LIMITS.batchBytes, depth: LIMITS.depth });
  const view = await openSite(c, (body as { site?: unknown } | null)?.site, received);
  const { settings } = view.shop;
  await admitEvents(c, settings.id, 'page');
  const batch = parseBatch(body, received, settings.currencies[0]!);
  if (previewIn(batch.context.page_location) !== undefined) leaveOut(batch);
  const network = await networkOf(c.env, settings.id, c.req.header('cf-connecting-ip'), received);
  if (network !== undefined) batch.network = network;
  markOwnLists(batch.events, shelvesOf(view));
  if (batch.kind === 'person' && batch.events.some((event) => armsIn(event).length > 0)) {
    batch.experiments = namesIn(view.plan.experiments);
  }
  noteArrivals(batch.events, settings.origins);
  batch.facets = facetsOfBatch(batch, c.req.raw);
  const answer =
    batch.kind === 'person'
      ? await collectFromPerson(c.env, batch, received, settings.segments)
      : await collectAnonymous(c.env, batch, received);
  if (batch.kind === 'anonymous' && batch.visit !== undefined) {
    c.executionCtx.waitUntil(rememberVisit(batch.site, batch.visit, batch.events));
  }
  if (settings.suggestions && batch.kind === 'person') {
    const language = batch.context.language ?? '';
    c.executionCtx.waitUntil(noteSighting(c.env, batch.site, batch.device, c.req.raw, language, received));
  }
  if (settings.off) answer.off = true;
  return c.json(answer, 200, PRIVATE);
}

/** What happens while somebody looks at a draft counts nowhere: the numbers are settled, the events are not taken [L8]. */
function leaveOut(batch: ParsedPersonBatch | ParsedAnonymousBatch): void {
  if (batch.kind === 'person') batch.void.push(...batch.events.map(({ n }): [number, number] => [n, n]));
  batch.events = [];
}

async function collectFromPerson(
  env: Env,
  batch: ParsedPersonBatch,
  received: number,
  segments: string | undefined,
): Promise<CollectAnswer> {
  const { site, device, claim } = batch;
  const routed = await routedTo(env, site, device, batch.route);
  const joining: Joining = claim ? await joinDevice(env, site, device, claim, routed, received) : {};
  const start = joining.person ?? routed;
  const found = await reachPerson(
    env,
    site,
    { name: device, home: { kind: 'device', value: device } },
    start,
    async (stub, person, isHome) => stub.collect(person, batch, received, isHome, joining.label, segments),
  );
  // An erased device's events are refused for ever, and so acknowledged; its id is over.
  if (!found) return { v: 1, ack: greatestOf(batch), reset: true };
  if (batch.withdrawn) {
    // What may not be kept any more [W17]. No proof is asked for: who knows the id writes its events, too.
    await ledgerOf(env, site).erase(site, { kind: 'device', value: device }, 'device', received);
    return { v: 1, ack: greatestOf(batch), reset: true };
  }
  const { ack, refused, anothers, capsule } = found.value;
  const answer: CollectAnswer = {
    v: 1,
    ack,
    ...(refused.length > 0 && { refused: refused.map(({ n, reason }) => ({ n, reason })) }),
  };
  // Whoever holds the device now is not who it belongs to: no capsule, and no route to one [I6].
  if (joining.reset || anothers) return { ...answer, reset: true };
  const sealer = sealerOf(env.EDGEWISE_KEYS);
  const [route, sealed] = await Promise.all([
    sealer.seal(site, 'route', device, encodeRoute({ person: found.person, epoch: found.epoch })),
    sealer.seal(site, 'capsule', device, capsule),
  ]);
  return {
    ...answer,
    route,
    capsule: sealed,
    ...(joining.answer && { claim: joining.answer }),
    ...(batch.handOff && (await handOff(sealer, site, device, received, batch.handOff))),
  };
}

/** What takes the shopper to the shop's other host names [W18]: a link, once, or what the browser keeps for all of them. */
async function handOff(
  sealer: Sealer,
  site: string,
  device: string,
  made: number,
  how: NonNullable<ParsedPersonBatch['handOff']>,
): Promise<Pick<CollectAnswer, 'link' | 'browser'>> {
  if (how === 'browser') return { browser: await sealMark(sealer, site, { device, made }) };
  const link = { ...newLink({ kind: 'device', value: device }, made, HAND_OFF_MS), handOff: true as const };
  return { link: await sealLink(sealer, site, link) };
}

/** The person of a valid route; without one the Directory knows. */
async function routedTo(
  env: Env,
  site: string,
  device: string,
  sealed: string | undefined,
): Promise<string | undefined> {
  const opened = sealed && (await sealerOf(env.EDGEWISE_KEYS).open(site, 'route', device, sealed));
  return opened ? decodeRoute(opened)?.person : undefined;
}

const greatestOf = ({ events, refused, void: ranges }: ParsedPersonBatch): number =>
  Math.max(0, ...events.map(({ n }) => n), ...refused.map(({ n }) => n ?? 0), ...ranges.map(([, to]) => to));

/** Below tier `person` there is nobody to ask: straight to the queue, whose consumers drop repeats by the batch's id. */
async function collectAnonymous(env: Env, batch: ParsedAnonymousBatch, received: number): Promise<CollectAnswer> {
  for (const chunk of chunksOf(batch.events, batch.refused)) {
    const message: AnonymousMessage = {
      v: 1,
      kind: 'anonymous',
      site: batch.site,
      batch: batch.batch,
      ...(batch.visit !== undefined && { visit: batch.visit }),
      received,
      ...(batch.network !== undefined && { network: batch.network }),
      language: batch.context.language ?? '',
      ...(batch.facets !== undefined && { facets: batch.facets }),
      ...(batch.currency !== undefined && { currency: batch.currency }),
      ...chunk,
    };
    await env.EVENTS.send(message, { contentType: 'json' });
  }
  return {
    v: 1,
    ...(batch.refused.length > 0 && { refused: batch.refused.map(({ n, reason }) => ({ n, reason })) }),
  };
}
