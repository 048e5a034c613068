/**
 * The event lake: every event once, as gzip NDJSON in the shop's bucket, one object a queue message under the hour it was
 * received in. The object's name follows from the message, so a message delivered twice writes the same object twice.
 *
 * A line: `{v, site, person?, device?, visit?, batch?, n, source, received, time, name, items, currency?, value?, …}`;
 * money in minor units, times in ms since the epoch. Of an erased person: `{v, site, erased: true, …}`, amounts alone.
 */
import { withoutIdentity } from '@edgewise/core/person/anonymous';
import type { EventsMessage } from '@edgewise/core/person/messages';
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import type { Env } from './bindings.ts';
import type { LakeMessage } from './consume.ts';
import { sha256Hex } from './http.ts';

const HOUR_MS = 3_600_000;

export type LakeLine = ShopEvent & { v: 1; site: string; received: number; source: EventsMessage['source'] } & {
  language?: string;
  person?: string;
  device?: string;
  erased?: true;
};

/** @param erased the message's device was erased after it was received */
export async function writeToLake(env: Env, message: LakeMessage, erased = false): Promise<void> {
  if (message.events.length === 0) return;
  const { site, received, language } = message;
  const who =
    message.kind === 'events'
      ? { person: message.person, device: message.device, source: message.source }
      : { batch: message.batch, source: 'browser' as const, ...(message.visit && { visit: message.visit }) };
  const lines = message.events.map((event): LakeLine => ({ v: 1, site, received, language, ...who, ...event }));
  const key = lakeKey(message);
  if (erased) await putLines(env, await erasedKey(key), lines.map(withoutPerson));
  else await putLines(env, key, lines);
}

/** `<site>/lake/v1/<yyyy>/<mm>/<dd>/<hh>/`, hours in UTC. */
const hourPrefix = (site: string, time: number): string =>
  `${site}/lake/v1/${new Date(time).toISOString().slice(0, 13).replaceAll('-', '/').replace('T', '/')}/`;

/** `<hour>/<who>.<first n>-<last n>.ndjson.gz`. */
export function lakeKey(message: LakeMessage): string {
  const who = message.kind === 'events' ? `${message.person}.${message.device}` : `batch.${message.batch}`;
  const span = `${message.events[0]!.n}-${message.events.at(-1)!.n}`;
  return `${hourPrefix(message.site, message.received)}${who}.${span}.ndjson.gz`;
}

/** What the names of a sequence's objects begin with, for each of the given hours since the epoch. */
export const lakePrefixes = (site: string, person: string, name: string, hours: readonly number[]): string[] =>
  hours.map((hour) => `${hourPrefix(site, hour * HOUR_MS)}${person}.${name}.`);

/** The same hour, under a name that says nothing of whose it was. */
async function erasedKey(key: string): Promise<string> {
  const hour = key.slice(0, key.lastIndexOf('/') + 1);
  return `${hour}erased.${(await sha256Hex(key)).slice(0, 32)}.ndjson.gz`;
}

function withoutPerson(line: LakeLine): LakeLine {
  const { v, site, source, received } = line;
  return { v, site, source, received: received - (received % HOUR_MS), erased: true, ...withoutIdentity(line) };
}

/** Rewrites up to 1,000 objects without the person in them. @returns how many, and whether there are more */
export async function eraseFromLake(env: Env, prefix: string): Promise<{ count: number; more: boolean }> {
  const { objects, truncated } = await env.BUCKET.list({ prefix });
  for (const { key } of objects) {
    const lines = await readLines(env, key);
    // The new object first: a crash between leaves both, and the next run writes the same again.
    if (lines) await putLines(env, await erasedKey(key), lines.map(withoutPerson));
    await env.BUCKET.delete(key);
  }
  return { count: objects.length, more: truncated };
}

/** The lines of the objects under these prefixes, at most `most` objects. */
export async function readLake(
  env: Env,
  prefixes: readonly string[],
  most: number,
): Promise<{ lines: LakeLine[]; complete: boolean }> {
  const lines: LakeLine[] = [];
  let left = most;
  for (const prefix of prefixes) {
    if (left <= 0) return { lines, complete: false };
    const { objects, truncated } = await env.BUCKET.list({ prefix, limit: Math.min(1_000, left) });
    left -= objects.length;
    for (const { key } of objects) lines.push(...((await readLines(env, key)) ?? []));
    if (truncated) return { lines, complete: false };
  }
  return { lines, complete: true };
}

async function readLines(env: Env, key: string): Promise<LakeLine[] | undefined> {
  const stored = await env.BUCKET.get(key);
  if (!stored) return undefined;
  const text = await new Response(stored.body.pipeThrough(new DecompressionStream('gzip'))).text();
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LakeLine);
}

async function putLines(env: Env, key: string, lines: readonly LakeLine[]): Promise<void> {
  const text = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  await env.BUCKET.put(key, await new Response(stream).arrayBuffer(), {
    httpMetadata: { contentType: 'application/x-ndjson', contentEncoding: 'gzip' },
  });
}
