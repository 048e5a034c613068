/**
 * The event lake: every event once, as gzip NDJSON in the shop's bucket, one object a queue message under the hour it was
 * received in. The object's name follows from the message, so a message delivered twice writes the same object twice.
 *
 * A line: `{v, site, person?, device?, visit?, batch?, n, source, received, time, name, items, currency?, value?, facets?, …}`;
 * money in minor units, times in ms since the epoch. Of an erased person: `{v, site, erased: true, …}`, amounts alone.
 * docs/lake.md has every field.
 */
import { erasedLine } from '@edgewise/core/insight/erased';
import type { EventLine } from '@edgewise/core/insight/event-line';
import type { AnonymousMessage, EventsMessage, MovedMessage } from '@edgewise/core/person/messages';
import type { Env } from './bindings.ts';
import { countErased, orderLinesOf } from './count-lines.ts';
import { sha256Hex } from './http.ts';

const HOUR_MS = 3_600_000;

export type LakeMessage = EventsMessage | AnonymousMessage;
export type LakeLine = EventLine & { v: 1; site: string };

/** The lines of a message. */
export function linesOf(message: LakeMessage): LakeLine[] {
  const { site, received, language, facets } = message;
  const segments = message.kind === 'events' ? message.segments : undefined;
  const who =
    message.kind === 'events'
      ? { person: message.person, device: message.device, source: message.source }
      : { batch: message.batch, source: 'browser' as const, ...(message.visit && { visit: message.visit }) };
  return message.events.map(
    (event): LakeLine => ({
      v: 1,
      site,
      received,
      language,
      ...who,
      ...event,
      ...(facets && { facets }),
      ...(segments && { segments }),
    }),
  );
}

export async function writeToLake(env: Env, message: LakeMessage): Promise<void> {
  if (message.events.length > 0) await putLines(env, lakeKey(message), linesOf(message));
}

/** Writes and counts what the message's device did, without the person: it was erased after the message was received. */
export async function writeErased(env: Env, message: LakeMessage): Promise<void> {
  if (message.events.length === 0) return;
  const key = await erasedKey(lakeKey(message));
  // Erasure may have come by before, and has rewritten this message's own object.
  if (await env.BUCKET.head(key)) return;
  const lines = linesOf(message).map((line) => withoutPerson(line));
  await putLines(env, key, lines);
  await countErased(env, message.site, key, [], lines);
}

/** One object a sequence and move, so that erasure finds them; in the order in which a device moved. Rebuilding needs them. */
export async function writeMove(env: Env, { site, devices, ...move }: MovedMessage): Promise<void> {
  await Promise.all(
    devices.map((device) =>
      env.BUCKET.put(
        `${movePrefix(site, device)}${String(move.epoch).padStart(8, '0')}.json`,
        JSON.stringify({ ...move, device }),
      ),
    ),
  );
}

export const movesPrefix = (site: string): string => `${site}/moves/v1/`;
const movePrefix = (site: string, device: string): string => `${movesPrefix(site)}${device}.`;

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

function withoutPerson(line: LakeLine, orders?: Parameters<typeof erasedLine>[1]): LakeLine {
  const { v, site } = line;
  return { v, site, ...erasedLine(line, orders) };
}

/**
 * Rewrites up to 1,000 objects without the person in them, and what was counted of them alike.
 * @param names every sequence that is being erased
 * @returns how many, and whether there are more
 */
export async function eraseFromLake(
  env: Env,
  site: string,
  prefix: string,
  names: readonly string[],
): Promise<{ count: number; more: boolean }> {
  const { objects, truncated } = await env.BUCKET.list({ prefix });
  for (const { key } of objects) {
    const lines = await readLines(env, key);
    // The new object first: a crash between leaves both, and the next run writes the same again.
    if (lines) {
      const orders = await orderLinesOf(env, site, lines, names);
      const target = await erasedKey(key);
      const rewritten = lines.map((line) => withoutPerson(line, orders));
      await putLines(env, target, rewritten);
      await countErased(env, site, target, lines, rewritten);
    }
    await env.BUCKET.delete(key);
  }
  return { count: objects.length, more: truncated };
}

/** Forgets where a sequence moved. @returns how many moves there were */
export async function eraseMoves(env: Env, site: string, names: readonly string[]): Promise<number> {
  let count = 0;
  for (const name of names) {
    const { objects } = await env.BUCKET.list({ prefix: movePrefix(site, name) });
    count += objects.length;
    if (objects.length > 0) await env.BUCKET.delete(objects.map(({ key }) => key));
  }
  return count;
}

/** What one answer holds: the platform allows so many calls in a request, and an isolate so much memory. */
const PAGE = { calls: 800, characters: 16 * 1024 * 1024 };
/** Comes after everything that a lake object's name goes on with. */
const END = '~';

/**
 * A page of the lines of the objects under these prefixes, hour by hour.
 * @param after where the page before ended; whatever it says, nothing beyond the prefixes is read
 * @returns `next` where there may be more
 */
export async function readLake(
  env: Env,
  prefixes: readonly string[],
  after = '',
  page = PAGE,
): Promise<{ lines: LakeLine[]; next?: string }> {
  const lines: LakeLine[] = [];
  let { calls, characters } = page;
  let last = after;
  for (const prefix of [...new Set(prefixes)].sort()) {
    // Each turn of the loop below moves on, so a page always does.
    while (last < prefix + END) {
      if (calls <= 0 || characters <= 0) return { lines, next: last };
      const { objects, truncated } = await env.BUCKET.list({
        prefix,
        limit: Math.min(1_000, Math.max(1, calls - 1)),
        ...(last.startsWith(prefix) && { startAfter: last }),
      });
      calls--;
      for (const { key, size } of objects) {
        // One that does not fit is the next page's, unless it is this one's first.
        if (lines.length > 0 && (calls <= 0 || characters <= 0)) return { lines, next: last };
        const found = (await readLines(env, key)) ?? [];
        calls--;
        characters -= Math.max(size, JSON.stringify(found).length);
        lines.push(...found);
        last = key;
      }
      if (!truncated) last = prefix + END;
    }
  }
  return { lines };
}

export async function readLines(env: Env, key: string): Promise<LakeLine[] | undefined> {
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
    // No content-encoding: readers go by the name, and some would unpack it twice.
    httpMetadata: { contentType: 'application/gzip' },
  });
}
