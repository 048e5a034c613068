/** From queue messages to the live counters: each part of a line goes to the shard that knows whether it was counted. */
import { type CellDelta, countBatch, fnv1a } from '@edgewise/core/insight/counts';
import { type OrderLines, rewrittenDeltas } from '@edgewise/core/insight/erased';
import { actorOf, type EventLine } from '@edgewise/core/insight/event-line';
import { orderPartOf } from '@edgewise/core/insight/orders';
import { type Presence, presenceOf, type Touch, touchesOf } from '@edgewise/core/insight/presence';
import type { MovedMessage } from '@edgewise/core/person/messages';
import type { Refusal } from '@edgewise/protocol/parse';
import type { Env } from './bindings.ts';
import type { Generation, PulseConfig } from './objects/desk.ts';
import { deskOf, pulseOf } from './objects/names.ts';
import type { PulseBasics, Take } from './objects/pulse.ts';
import type { Move, Moving } from './storage/pulse/presence-store.ts';

/** Lines of one message, and what was refused beside them. */
export interface Counted {
  lines: readonly EventLine[];
  refused: readonly Refusal[];
}

const CONFIG_FRESH_MS = 10_000;
const configs = new Map<string, { config: PulseConfig; read: number }>();
/** A person moves along at most so many pointers while a batch is counted. */
const HOPS = 16;

/** How the site's counters are spread, at most 10 s ago. */
export async function pulseConfig(env: Env, site: string, now: number): Promise<PulseConfig> {
  const known = configs.get(site);
  if (known && now - known.read < CONFIG_FRESH_MS) return known.config;
  const config = await deskOf(env, site).config(site);
  if (configs.size > 1_000) configs.clear();
  configs.set(site, { config, read: now });
  return config;
}

/** Forgets what is known of sites, as a new isolate does. */
export const forgetPulseConfigs = (): void => configs.clear();

/** The generations that count: the one that is read, and one that is being rebuilt from the lake. */
const generationsOf = ({ current, next }: PulseConfig): Generation[] => (next ? [current, next] : [current]);

/** Every shard of a generation. */
export const shardsOf = (env: Env, site: string, { id, shards }: Generation) =>
  Array.from({ length: shards }, (_, shard) => pulseOf(env, site, shard, id));

const emptyTake = (): Take => ({ counts: [], presence: [], touches: [], orders: [] });

/** Counts messages. May run twice for one message and then changes nothing. */
export async function countLines(env: Env, site: string, messages: readonly Counted[], now: number): Promise<void> {
  const config = await pulseConfig(env, site, now);
  await Promise.all(generationsOf(config).map((generation) => countIn(env, site, config, generation, messages)));
}

/** Counts messages in one generation. */
export async function countIn(
  env: Env,
  site: string,
  basics: PulseBasics,
  generation: Generation,
  messages: readonly Counted[],
): Promise<void> {
  const takes = new Map<number, Take>();
  const at = takeOf(takes);
  for (const { lines, refused } of messages) {
    const first = lines[0];
    const actor = first && actorOf(first);
    if (!first || actor === undefined) continue;
    const events = lines.filter((line) => line.name !== REFUSED_ONLY);
    at(fnv1a(actor) % generation.shards).counts.push(countBatch(actor, first, events, refused));
    spread(generation, presenceOf(events), touchesOf(events), at);
    for (const line of events) {
      const part = orderPartOf(line, basics.currency);
      if (part) at(0).orders.push(part);
    }
  }
  await takeAll(env, site, basics, generation, takes);
}

const takeOf =
  (takes: Map<number, Take>) =>
  (shard: number): Take => {
    const take = takes.get(shard) ?? emptyTake();
    takes.set(shard, take);
    return take;
  };

/** Stands in for the lines of a message that has refusals alone. */
const REFUSED_ONLY = '';
export const refusalsAlone = (line: Omit<EventLine, 'n' | 'time' | 'name' | 'items' | 'params'>): EventLine => ({
  ...line,
  n: 0,
  time: line.received,
  name: REFUSED_ONLY,
  items: [],
  params: {},
});

function spread(
  { shards }: Generation,
  presence: readonly Presence[],
  touches: readonly Touch[],
  at: (shard: number) => Take,
): void {
  for (const row of presence) at(fnv1a(row.person) % shards).presence.push(row);
  for (const touch of touches) at(fnv1a(touch.person) % shards).touches.push(touch);
}

/** Hands each shard its part; what belongs to a person who has moved on goes after them. */
async function takeAll(
  env: Env,
  site: string,
  basics: PulseBasics,
  generation: Generation,
  first: Map<number, Take>,
): Promise<void> {
  let takes = first;
  for (let hop = 0; takes.size > 0; hop++) {
    if (hop > HOPS) throw new Error(`pulse: rows of ${site} went round more than ${HOPS} persons`);
    const answers = await Promise.all(
      [...takes].map(([shard, take]) => pulseOf(env, site, shard, generation.id).take(site, basics, take)),
    );
    takes = new Map();
    for (const { presence, touches } of answers) {
      spread(generation, presence as Presence[], touches as Touch[], takeOf(takes));
    }
  }
}

/** A device's last 48 hours follow it, and its orders for ever [N9]. */
export async function countMove(env: Env, message: MovedMessage, now: number): Promise<void> {
  const config = await pulseConfig(env, message.site, now);
  const { devices, from, to, epoch, at } = message;
  for (const generation of generationsOf(config)) {
    for (const device of devices) await moveIn(env, message.site, config, generation, { device, from, to, epoch, at });
  }
}

/** Moves a device in one generation, in three steps that may each be repeated. */
export async function moveIn(
  env: Env,
  site: string,
  basics: PulseBasics,
  { id, shards }: Generation,
  move: Move,
): Promise<void> {
  const source = pulseOf(env, site, fnv1a(move.from) % shards, id);
  const rows = await source.leaving(site, basics, move);
  await pulseOf(env, site, fnv1a(move.to) % shards, id).arriving(site, basics, move, rows as Moving);
  await source.left(move);
  await pulseOf(env, site, 0, id).moveOrders(site, basics, move);
}

/** What the counters know of the orders in these lines. */
export async function orderLinesOf(
  env: Env,
  site: string,
  lines: readonly EventLine[],
  erased: readonly string[],
): Promise<Record<string, OrderLines>> {
  const ids = [...new Set(lines.flatMap(({ transactionId }) => transactionId ?? []))];
  if (ids.length === 0) return {};
  const config = await pulseConfig(env, site, Date.now());
  return (await pulseOf(env, site, 0, config.current.id).orderLines(site, config, ids, erased)) as Record<
    string,
    OrderLines
  >;
}

/** Counts lines that were rewritten without their person in the place of what was counted before; once by the object's key. */
export async function countErased(
  env: Env,
  site: string,
  key: string,
  before: readonly EventLine[],
  after: readonly EventLine[],
): Promise<void> {
  const config = await pulseConfig(env, site, Date.now());
  const deltas = rewrittenDeltas(before, after, config.currency);
  const actor = before[0] && actorOf(before[0]);
  for (const generation of generationsOf(config)) {
    await countRebuilt(env, site, config, generation, key, deltas, actor);
  }
}

/** Adds what an object's erased lines come to, once by its key. @param actor whose lines they were, where it is known */
export async function countRebuilt(
  env: Env,
  site: string,
  basics: PulseBasics,
  { id, shards }: Generation,
  key: string,
  deltas: CellDelta[],
  actor = key,
): Promise<void> {
  const take = { ...emptyTake(), rewritten: { key, deltas } };
  await pulseOf(env, site, fnv1a(actor) % shards, id).take(site, basics, take);
}

/** Forgets sequences in every shard. @returns how many rows there were */
export async function eraseCounted(env: Env, site: string, names: readonly string[]): Promise<number> {
  const config = await pulseConfig(env, site, Date.now());
  const shards = generationsOf(config).flatMap((generation) => shardsOf(env, site, generation));
  const counts = await Promise.all(shards.map((shard) => shard.erase(site, config, names)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Adds counts that no line states, such as answer times, once by their key. */
export async function observe(env: Env, site: string, key: string, deltas: CellDelta[]): Promise<void> {
  const config = await pulseConfig(env, site, Date.now());
  const { id, shards } = config.current;
  await pulseOf(env, site, fnv1a(key) % shards, id).take(site, config, { ...emptyTake(), observed: { key, deltas } });
}
