/** `POST /v1/collect`: a batch of events from a page, to the person's object, and its acknowledgement back [W1]–[W6]. */
import type { AnonymousMessage } from '@edgewise/core/person/messages';
import type { CollectAnswer } from '@edgewise/protocol/events';
import { LIMITS } from '@edgewise/protocol/limits';
import { type ParsedAnonymousBatch, type ParsedPersonBatch, parseBatch } from '@edgewise/protocol/parse';
import type { Env } from '../bindings.ts';
import { type AppContext, openSite, PRIVATE, readBody } from '../http.ts';
import { directoryOf, personOf } from '../objects/names.ts';
import { decodeRoute, encodeRoute, sealerOf } from '../sealing.ts';

export async function collectRoute(c: AppContext): Promise<Response> {
  const received = Date.now();
  const body = await readBody(c, { bytes: LIMITS.batchBytes, depth: LIMITS.depth });
  const view = await openSite(c, (body as { site?: unknown } | null)?.site, received);
  const { settings } = view.shop;
  const batch = parseBatch(body, received, settings.currencies[0]!);
  const answer =
    batch.kind === 'person'
      ? await collectFromPerson(c.env, batch, received)
      : await collectAnonymous(c.env, batch, received);
  if (settings.off) answer.off = true;
  return c.json(answer, 200, PRIVATE);
}

async function collectFromPerson(env: Env, batch: ParsedPersonBatch, received: number): Promise<CollectAnswer> {
  const { site, device } = batch;
  const sealer = sealerOf(env.EDGEWISE_KEYS);
  const person = await personIdOf(env, site, device, batch.route);
  const result = await personOf(env, site, person).collect(person, batch, received);
  const [route, capsule] = await Promise.all([
    sealer.seal(site, 'route', device, encodeRoute({ person, epoch: result.epoch })),
    sealer.seal(site, 'capsule', device, result.capsule),
  ]);
  return {
    v: 1,
    ack: result.ack,
    ...(result.refused.length > 0 && { refused: result.refused.map(({ n, reason }) => ({ n, reason })) }),
    route,
    capsule,
  };
}

/** The route says whose the device is; without a valid one the Directory does. */
export async function personIdOf(env: Env, site: string, device: string, sealed: string | undefined): Promise<string> {
  if (sealed) {
    const opened = await sealerOf(env.EDGEWISE_KEYS).open(site, 'route', device, sealed);
    const route = opened && decodeRoute(opened);
    if (route) return route.person;
  }
  return (await directoryOf(env, site, 'device', device).resolve('device', device)).person;
}

/** Below tier `person` there is nobody to ask: straight to the queue, whose consumers drop repeats by the batch's id. */
async function collectAnonymous(env: Env, batch: ParsedAnonymousBatch, received: number): Promise<CollectAnswer> {
  const message: AnonymousMessage = {
    v: 1,
    kind: 'anonymous',
    site: batch.site,
    batch: batch.batch,
    ...(batch.visit !== undefined && { visit: batch.visit }),
    received,
    language: batch.context.language ?? '',
    events: batch.events,
    refused: batch.refused,
  };
  if (batch.events.length + batch.refused.length > 0) await env.EVENTS.send(message, { contentType: 'json' });
  return {
    v: 1,
    ...(batch.refused.length > 0 && { refused: batch.refused.map(({ n, reason }) => ({ n, reason })) }),
  };
}
