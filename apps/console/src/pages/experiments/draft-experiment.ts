/** What was filled in → an experiment of the plan, or what is wrong with it. The worker checks it again, as it does any draft. */
import type { PlanAnswer, PlanCheckAnswer } from '@edgewise/edge/routes/admin-plan';
import { freeId } from '../../free-id.ts';
import { LIMITS } from '../../limits.ts';
import type { Key } from '../../words.ts';

export type PlanDocument = PlanAnswer['document'];
export type Shelf = PlanDocument['placements'][number];
export type Strategy = Shelf['strategies'][number];
export type PlanExperiment = NonNullable<PlanDocument['experiments']>[number];
export type Metric = NonNullable<PlanExperiment['metric']>;

/** All of them, in the order in which they are offered: what a shop asks first comes first. */
export const METRICS = Object.keys({
  conversion: 0,
  revenue_per_unit: 0,
  click_through: 0,
  orders_per_unit: 0,
  revenue_per_order: 0,
  revenue_adjusted: 0,
} satisfies Record<Metric, 0>) as readonly Metric[];

export interface Typed {
  name: string;
  /** Id of a placement. */
  shelf: string;
  change: 'count' | 'strategy';
  count: string;
  strategy: string;
  /** Per cent of visitors. */
  share: string;
  metric: Metric;
}

export type Faults = Partial<Record<keyof Typed, string>>;

const CONTROL = 'as-it-is';

/** Shelves of products; the others show what the plan says, and nothing of that is to be tried here. */
export const shelvesIn = ({ placements }: PlanDocument): Shelf[] =>
  placements.filter(({ strategies }) => strategies.length > 0);

/** Where strategies are mixed or learnt, another first one would change little, or be changed again. */
export const hasChain = ({ blend, bandit }: Shelf): boolean => blend === undefined && bandit === undefined;

/** Every strategy that the plan uses and the shelf does not begin with. */
export const strategiesFor = ({ placements }: PlanDocument, { strategies: [first] }: Shelf): Strategy[] =>
  [...new Set(placements.flatMap(({ strategies }) => strategies))].filter((one) => one !== first).sort();

/** Per cent as typed → a share, as fine as the plan says it. */
const coverageOf = (share: string): number => Number((Number(share) / 100).toFixed(6));

/** As it would stand in the plan, also while something in it is wrong. @param taken ids of experiments that there are or were */
export function experimentOf(typed: Typed, shelf: Shelf, taken: readonly string[]): PlanExperiment {
  const { name, change, count, strategy, share, metric } = typed;
  const coverage = coverageOf(share);
  const id = freeId(name, taken, 'experiment');
  const note = name.trim();
  return {
    id,
    ...(note !== id && note !== '' && { note }),
    metric,
    placements: [shelf.id],
    ...(coverage !== 1 && { coverage }),
    arms: [
      { id: CONTROL },
      change === 'count'
        ? { id: `${Number(count)}-products`, set: { count: Number(count) } }
        : { id: `${strategy}-first`, set: { strategies: chainWith(shelf, strategy as Strategy) } },
    ],
  };
}

/** Of a chain that is full the last link makes way. */
const chainWith = ({ strategies }: Shelf, first: Strategy): Strategy[] =>
  [first, ...strategies.filter((one) => one !== first)].slice(0, LIMITS.chainLinks);

/** What can be said at once; each with the key of its words. */
export function faultsIn(
  { name, change, count, strategy, share }: Typed,
  shelf: Shelf,
): Partial<Record<keyof Typed, Key>> {
  const faults: Partial<Record<keyof Typed, Key>> = {};
  if (name.trim() === '') faults.name = 'exp.new_name_missing';
  if (change === 'count') {
    if (!(Number.isInteger(Number(count)) && Number(count) >= 1)) faults.count = 'exp.new_count_wrong';
    else if (Number(count) === shelf.count) faults.count = 'exp.new_same';
  } else if (strategy === '' || strategy === shelf.strategies[0]) faults.strategy = 'exp.new_same';
  if (!(coverageOf(share) > 0 && Number(share) <= 100)) faults.share = 'exp.new_share_wrong';
  return faults;
}

export const withExperiment = (document: PlanDocument, experiment: PlanExperiment): PlanDocument => ({
  ...document,
  experiments: [...(document.experiments ?? []), experiment],
});

/** Beside it, where two stand on one shelf: `field` is theirs who came first [L22 of core/src/plan]. */
export const warningsOf = (warnings: PlanCheckAnswer['warnings'], index: number): string[] =>
  warnings.filter(({ path }) => path === `$.experiments[${index}]`).map(({ message, fix }) => `${message}: ${fix}`);

const FIELDS: readonly [part: RegExp, field: keyof Typed][] = [
  [/^\.id\b/, 'name'],
  [/^\.placements\b/, 'shelf'],
  [/^\.coverage\b/, 'share'],
  [/^\.metric\b/, 'metric'],
  [/\.count\b/, 'count'],
  [/\.strategies\b/, 'strategy'],
];

/**
 * What the worker says of a plan, by field.
 * @param index of the experiment in the plan
 * @returns `rest`: what is wrong elsewhere
 */
export function faultsOf(mistakes: PlanCheckAnswer['mistakes'], index: number): { faults: Faults; rest: string[] } {
  const faults: Faults = {};
  const rest: string[] = [];
  const place = `$.experiments[${index}]`;
  for (const { path, message, fix } of mistakes) {
    const part = path.startsWith(place) ? path.slice(place.length) : undefined;
    const field = part === undefined ? undefined : FIELDS.find(([one]) => one.test(part))?.[1];
    if (field === undefined) rest.push(`${path}: ${message}: ${fix}`);
    else faults[field] ??= `${message}: ${fix}`;
  }
  return { faults, rest };
}
