/** Looks at what a rule watches: what core sees in it, and the curve that shows it. */
import { type Seen, seesThreshold } from '@edgewise/core/insight/alerts';
import { DriftWatch, type SavedDrift } from '@edgewise/core/insight/anomalies/drift';
import { STEP_MS } from '@edgewise/core/insight/anomalies/season';
import { driftWords, incidentWords, mostTelling } from '@edgewise/core/insight/anomalies/telling';
import { CALM_BEFORE_END, type SavedWatch, Watch } from '@edgewise/core/insight/anomalies/watch';
import { bucketStart, DAY_MS, MINUTE_MS } from '@edgewise/core/insight/buckets';
import type { Clock, Curve } from '@edgewise/core/insight/curve/curve';
import type { Env } from '../bindings.ts';
import { readSeries } from '../read-figures.ts';
import type { AlertStore, RuleView } from '../storage/alert-store.ts';
import { daysSince, lastDay, lastStep, SETTLE_MS, slicesOf, stepsOf, stepsSince } from './history.ts';

/** The last six hours, and eight weeks of days. */
const CURVE_STEPS = 72;
const CURVE_DAYS = 56;

export interface Observed {
  seen: Seen;
  curve: Curve;
}

export interface Observer {
  env: Env;
  site: string;
  store: AlertStore;
  now: number;
  zone: string;
  clock: Clock;
}

const NOTHING: Seen = { since: undefined, words: '' };

/** Sums of the window, each of them ending with a step. */
export async function observeThreshold({ env, site, now, clock }: Observer, rule: RuleView): Promise<Observed> {
  const to = Math.floor((now - SETTLE_MS) / MINUTE_MS) * MINUTE_MS;
  const window = rule.windowMinutes * MINUTE_MS;
  const from = to - window;
  const begin = to - CURVE_STEPS * STEP_MS;
  const { points } = await readSeries(env, site, [rule.metric], 'minute', { from: begin - window, to });
  const sum = points.filter(({ start }) => start >= from).reduce((all, { amount }) => all + amount, 0);
  const seen = seesThreshold(rule, sum, rule.state.open !== undefined, from, clock.time(from));
  const whole = Math.max(1, Math.round(window / STEP_MS));
  const steps = stepsOf(points, begin - (whole - 1) * STEP_MS, to);
  const values = Array.from({ length: CURVE_STEPS }, (_, i) =>
    steps.slice(i, i + whole).reduce((all, count) => all + count, 0),
  );
  const since = rule.state.open?.since ?? seen.since;
  const incident = since === undefined ? undefined : marked((since - begin) / STEP_MS, CURVE_STEPS, seen);
  return { seen, curve: { ...curveOf(rule, begin, STEP_MS, values, incident), limit: rule.value } };
}

/** What is out of the ordinary for this hour of this weekday. */
export async function observeAnomaly({ env, site, store, now, clock }: Observer, rule: RuleView): Promise<Observed> {
  const to = lastStep(now);
  const stored = store.watch<SavedWatch>('watches', rule.metric);
  const watch = stored ? Watch.restore(stored.watch) : new Watch();
  if (to > (stored?.upto ?? 0)) {
    for (const count of await stepsSince(env, site, rule.metric, stored?.upto, to)) watch.next(count);
    store.putWatch('watches', rule.metric, { upto: to, watch: watch.save() });
  }
  const steps = watch.newest(CURVE_STEPS);
  const begin = to - steps.length * STEP_MS;
  const open = rule.state.open;
  const since = watch.since === undefined ? undefined : to - (watch.length - watch.since) * STEP_MS;
  const first = since ?? open?.since;
  const end = since === undefined ? steps.length - CALM_BEFORE_END : steps.length;
  const incident = first === undefined ? undefined : { from: Math.max(0, (first - begin) / STEP_MS), to: end };
  const curve = { ...curveOf(rule, begin, STEP_MS, steps.map(countOf), incident), band: bandOf(steps) };
  if (since === undefined) return { seen: NOTHING, curve };
  if (open) return { seen: { since, words: open.words }, curve };
  const telling = mostTelling(await slicesOf(env, site, rule.metric, since, to));
  return {
    seen: { since, words: incidentWords(rule.metric, watch.change(), clock.time(since), telling) },
    curve,
  };
}

/** What no single step betrays, once a day. */
export async function observeDrift(
  { env, site, store, now, zone, clock }: Observer,
  rule: RuleView,
): Promise<Observed> {
  const stored = store.watch<SavedDrift>('drifts', rule.metric);
  const watch = stored ? DriftWatch.restore(stored.watch) : new DriftWatch();
  const upto = lastDay(now, zone);
  if (upto > (stored?.upto ?? 0)) {
    const { days } = await daysSince(env, site, rule.metric, stored?.upto, now, zone);
    for (const day of days) watch.next(day);
    store.putWatch('drifts', rule.metric, { upto, watch: watch.save() });
  }
  const days = watch.newest(CURVE_DAYS);
  const begin = upto - days.length * DAY_MS;
  const open = rule.state.drift;
  const since = watch.since === undefined ? undefined : dayBefore(upto, watch.length - watch.since, zone);
  const first = since ?? open?.since;
  const incident = first === undefined ? undefined : marked((first - begin) / DAY_MS, days.length, { since });
  const curve = { ...curveOf(rule, begin, DAY_MS, days.map(countOf), incident), band: bandOf(days) };
  if (since === undefined) return { seen: NOTHING, curve };
  if (open) return { seen: { since, words: open.words }, curve };
  const length = Math.round((upto - since) / DAY_MS);
  return { seen: { since, words: driftWords(rule.metric, watch.change(), length, clock.day(since)) }, curve };
}

/** Start of the day so many days before another starts, whatever the clock did in between. */
const dayBefore = (start: number, days: number, zone: string): number =>
  bucketStart('day', start - days * DAY_MS + DAY_MS / 2, zone);

const countOf = ({ count }: { count: number }): number => count;

/** Numbers that JSON has: where nothing is expected, the band is what was counted. */
function bandOf(steps: readonly { count: number; low: number; high: number }[]): NonNullable<Curve['band']> {
  const [low, high] = (['low', 'high'] as const).map((side) =>
    steps.map((step) => Math.round((Number.isFinite(step[side]) ? step[side] : step.count) * 100) / 100),
  );
  return { low: low!, high: high! };
}

function curveOf(
  { metric }: RuleView,
  from: number,
  stepMs: number,
  values: number[],
  incident: Curve['incident'] | undefined,
): Curve {
  return { metric, from, stepMs, values, ...(incident && { incident }) };
}

/** From a step of the curve to its end, or to the last but one where it is over. */
const marked = (step: number, length: number, { since }: Pick<Seen, 'since'>): Curve['incident'] => ({
  from: Math.max(0, Math.min(length - 1, Math.round(step))),
  to: since === undefined ? length - 1 : length,
});
