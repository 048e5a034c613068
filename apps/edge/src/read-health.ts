/** How a shop's Edgewise is: what comes in, what is refused or stuck, how old and how good the model is, how fast answers are. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@edgewise/core/insight/buckets';
import { ANSWER_EDGES, quantile } from '@edgewise/core/insight/histogram';
import { type Check, selfCheck } from '@edgewise/core/insight/self-check';
import type { TrainReport } from '@edgewise/core/recommend/train';
import type { Env } from './bindings.ts';
import { type DeadLetters, listDeadLetters } from './dead-letters.ts';
import { shopOf, trainerOf } from './objects/names.ts';
import type { TrainerStatus } from './objects/trainer.ts';
import { readDimension, readSeries, type SeriesAnswer } from './read-figures.ts';
import type { SiteView } from './site-view.ts';

/** Of the model's most popular items, so many are looked up in the catalogue. */
const POPULAR = 500;
const HEARD_MS = 35 * DAY_MS;

export interface HealthAnswer {
  v: 1;
  /** ms since the epoch. */
  at: number;
  ingest: {
    /** Accepted events a minute over the last ten. */
    per_minute: number;
    /** `events` and `refused` by hour of the last day. */
    series: SeriesAnswer['points'];
  };
  /** Of the last seven days. */
  refused: { by_reason: { reason: string; count: number }[]; newest: { at: number; event: string; reason: string }[] };
  dead: DeadLetters;
  model: {
    version: string | null;
    /** ms since the epoch, or null. */
    trained: number | null;
    rebuild_due: number | null;
    /** Sessions that wait to be learned from, or were. */
    sessions: number;
    serves: TrainReport['serves'] | null;
    items: number;
    /** What the model scored on visits it had not learned from; null where there were too few. */
    held_back: TrainReport['heldBack'] | null;
    error: string | null;
  };
  /** By route over the last day: ms within which half and nearly all requests were answered. */
  answers: Record<string, { p50: number | null; p99: number | null; count: number }>;
  checks: Check[];
}

export async function readHealth(env: Env, view: SiteView, now: number): Promise<HealthAnswer> {
  const { settings } = view.shop;
  const site = settings.id;
  const day = { from: now - DAY_MS, to: now + 1 };
  const [rejects, dead, trainer, hours, minutes, total, tiers, routes, before] = await Promise.all([
    shopOf(env, site).rejects(now),
    listDeadLetters(env, site),
    trainerOf(env, site).status() as Promise<TrainerStatus>,
    readSeries(env, site, ['events', 'refused'], 'hour', { from: now - DAY_MS - (now % HOUR_MS), to: now + 1 }),
    readSeries(env, site, ['events'], 'minute', { from: now - 10 * MINUTE_MS, to: now + 1 }),
    readDimension(env, site, '', day.from, day.to),
    readDimension(env, site, 'tier', day.from, day.to),
    readDimension(env, site, 'route', day.from, day.to),
    readSeries(env, site, ['events'], 'day', { from: now - HEARD_MS, to: day.from }),
  ]);
  const counts = total.get('') ?? {};
  const answers = Object.fromEntries([...routes].map(([route, bins]) => [route, answersOf(bins)]));
  const { report } = trainer;
  return {
    v: 1,
    at: now,
    ingest: {
      per_minute: minutes.points.reduce((sum, { amount }) => sum + amount, 0) / 10,
      series: hours.points,
    },
    refused: {
      by_reason: rejects.by_reason,
      newest: rejects.newest.slice(0, 50).map(({ at, event, reason }) => ({ at, event, reason })),
    },
    dead,
    model: {
      version: view.model?.version ?? null,
      trained: trainer.trained,
      rebuild_due: trainer.rebuild_due,
      sessions: trainer.sessions,
      serves: report?.serves ?? null,
      items: report?.items ?? 0,
      held_back: report?.heldBack ?? null,
      error: trainer.error,
    },
    answers,
    checks: selfCheck({
      off: settings.off,
      origins: settings.origins.length,
      products: view.catalogue?.value.size ?? null,
      popular: popularIn(view),
      model: { age: trainer.trained === null ? null : now - trainer.trained, failed: trainer.error !== null },
      counts,
      contextualViews: tiers.get('contextual')?.views ?? 0,
      heardBefore: before.points.some(({ amount }) => amount > 0),
      deadLetters: dead.count,
      p99: answersOf(counts).p99,
    }),
  };
}

function answersOf(counts: Readonly<Record<string, number>>) {
  const bins = Array.from({ length: ANSWER_EDGES.length + 1 }, (_, bin) => counts[`answer.${bin}`] ?? 0);
  return {
    p50: quantile(bins, ANSWER_EDGES, 0.5),
    p99: quantile(bins, ANSWER_EDGES, 0.99),
    count: bins.reduce((sum, count) => sum + count, 0),
  };
}

/** Ids that differ between page and feed show here: what people look at most is not in the catalogue. */
function popularIn({ model, catalogue }: SiteView): { items: number; unknown: number } {
  if (!model || !catalogue) return { items: 0, unknown: 0 };
  const { item, length } = model.value.trending(POPULAR);
  const ids = Array.from(item.subarray(0, length), (index) => model.value.items.get(index));
  return { items: ids.length, unknown: ids.filter((id) => catalogue.value.indexOf(id) < 0).length };
}
