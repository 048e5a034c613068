/**
 * The event lake: every event once, as gzip NDJSON in the shop's bucket, one object a queue message under the hour it was
 * received in. The object's name follows from the message, so a message delivered twice writes the same object twice.
 *
 * A line: `{v, site, person?, device?, visit?, batch?, n, source, received, time, name, items, currency?, value?, …}`;
 * money in minor units, times in ms since the epoch.
 */
import type { Env } from './bindings.ts';
import type { LakeMessage } from './consume.ts';

export async function writeToLake(env: Env, message: LakeMessage): Promise<void> {
  if (message.events.length === 0) return;
  const { site, received, language } = message;
  const who =
    message.kind === 'events'
      ? { person: message.person, device: message.device, source: message.source }
      : { batch: message.batch, source: 'browser' as const, ...(message.visit && { visit: message.visit }) };
  const lines = message.events.map((event) => JSON.stringify({ v: 1, site, received, language, ...who, ...event }));
  const stream = new Blob([`${lines.join('\n')}\n`]).stream().pipeThrough(new CompressionStream('gzip'));
  await env.BUCKET.put(lakeKey(message), await new Response(stream).arrayBuffer(), {
    httpMetadata: { contentType: 'application/x-ndjson', contentEncoding: 'gzip' },
  });
}

/** `<site>/lake/v1/<yyyy>/<mm>/<dd>/<hh>/<who>.<first n>-<last n>.ndjson.gz`, hours in UTC. */
export function lakeKey(message: LakeMessage): string {
  const hour = new Date(message.received).toISOString().slice(0, 13).replaceAll('-', '/').replace('T', '/');
  const who = message.kind === 'events' ? `${message.person}.${message.device}` : `batch.${message.batch}`;
  const span = `${message.events[0]!.n}-${message.events.at(-1)!.n}`;
  return `${message.site}/lake/v1/${hour}/${who}.${span}.ndjson.gz`;
}
