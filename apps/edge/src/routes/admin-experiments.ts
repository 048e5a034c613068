/** `/admin/v1/sites/{site}/experiments`: what the plan's experiments, and its holdout, have come to. */
import { DEFAULT_METRIC, type ExperimentResults, reportArms } from '@edgewise/core/experiments/arm-report';
import { stepNamed } from '@edgewise/core/experiments/bandit-steps';
import { plan as planUnits } from '@edgewise/core/experiments/planner';
import { BrokenFigure } from '@edgewise/core/experiments/sample';
import { ATTRIBUTION_WINDOWS } from '@edgewise/core/person/outcomes';
import { type BanditReport, banditsIn } from '@edgewise/core/plan/bandits';
import { experimentsIn, type PlannedExperiment } from '@edgewise/core/plan/dealt';
import type { PlanDocument } from '@edgewise/core/plan/plan';
import { LIMITS } from '@edgewise/protocol/limits';
import { currencyDigits } from '@edgewise/protocol/minor-units';
import { parseExperimentNote } from '@edgewise/protocol/parse-admin';
import { RequestFault } from '@edgewise/protocol/read-json';
import { Hono } from 'hono';
import { byOf } from '../access/log.ts';
import { type AppEnv, PRIVATE, readBody } from '../http.ts';
import { resultsOf, shopOf } from '../objects/names.ts';
import { readExperiment } from '../read-experiment.ts';
import type { ExperimentNote } from '../storage/experiment-notes.ts';
import type { Scope } from '../storage/outcome-rows.ts';
import { settingsOf } from './admin-site.ts';

export const adminExperiments = new Hono<AppEnv>();

const NOTE = { bytes: 64 * 1024, depth: 2 };

async function publishedPlan(env: AppEnv['Bindings'], site: string): Promise<PlanDocument> {
  const view = await shopOf(env, site).view();
  return JSON.parse(view!.plan.text) as PlanDocument;
}

export interface ExperimentEntry extends PlannedExperiment {
  /** In the published plan. One that is not there any more keeps its figures and its note. */
  planned: boolean;
  note: ExperimentNote | null;
}

export interface ExperimentsAnswer {
  experiments: ExperimentEntry[];
  bandits: BanditReport[];
}

adminExperiments.get('/', async (c) => {
  const { id } = await settingsOf(c);
  const results = resultsOf(c.env, id);
  const [plan, notes, dealt] = await Promise.all([
    publishedPlan(c.env, id),
    results.notes(),
    shopOf(c.env, id).experimentsDealt(),
  ]);
  // A browser can name any experiment: only what a plan once dealt is one.
  const counted = await results.experimentsAmong(dealt.map((one) => one.id));
  const bandits = banditsIn(plan);
  const figures = bandits.length > 0 ? await results.bandits(bandits) : [];
  const planned = experimentsIn(plan).map(
    (one): ExperimentEntry => ({ ...one, planned: true, note: notes.get(one.id) ?? null }),
  );
  const names = new Set(planned.map((one) => one.id));
  const were = new Map(dealt.map((one) => [one.id, one]));
  const past = [...new Set([...counted, ...notes.keys()])]
    .filter((name) => !names.has(name) && !stepNamed(name))
    .sort()
    .map((name): ExperimentEntry => {
      const was = were.get(name);
      return {
        id: name,
        ...(was?.name !== undefined && { name: was.name }),
        planned: false,
        active: false,
        metric: was?.metric ?? DEFAULT_METRIC,
        arms: was?.arms ?? [],
        note: notes.get(name) ?? null,
      };
    });
  const answer: ExperimentsAnswer = { experiments: [...planned, ...past], bandits: figures };
  return c.json(answer, 200, PRIVATE);
});

/** What it is to show, best written before its figures are seen, and what was concluded. Every version stays in the log. */
adminExperiments.put('/:experiment/note', async (c) => {
  const { id } = await settingsOf(c);
  const { experiment, ...note } = parseExperimentNote(await readBody(c, NOTE), c.req.param('experiment'));
  const { who } = byOf(c);
  const stored = { ...note, at: Date.now(), who };
  if (!(await resultsOf(c.env, id).putNote(experiment, stored))) {
    throw new RequestFault(409, 'full', `note: there are ${LIMITS.experimentNotes} already`);
  }
  c.set('detail', note);
  return c.json(stored, 200, PRIVATE);
});

export interface PlannedUnits {
  units: number;
  control: number;
  per_variation: number;
  /** Null where nobody says how many units come in a day. */
  days: number | null;
}

export interface PlannedAnswer {
  mean: number;
  lift: number;
  power: number;
  alpha: number;
  variations: number;
  variance?: number;
  sequential: PlannedUnits;
  fixed: PlannedUnits;
}

/** How many units and days it takes to see a lift, before anything is begun [X27]. Without a question it is the experiment of that name. */
adminExperiments.get('/plan', async (c, next) => {
  if (Object.keys(c.req.query()).length === 0) return next();
  await settingsOf(c);
  const number = <T extends number | undefined>(name: string, otherwise: T): number | T => {
    const text = c.req.query(name);
    if (text === undefined) return otherwise;
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value)) {
      throw new RequestFault(400, 'plan', `${name}: expected a number, found '${text.slice(0, 40)}'`);
    }
    return value;
  };
  const variance = number('variance', undefined);
  const wanted = {
    mean: number('mean', Number.NaN),
    lift: number('lift', Number.NaN),
    power: number('power', 0.8),
    alpha: number('alpha', 0.05),
    variations: number('variations', 1),
    ...(variance !== undefined && { variance }),
  };
  const perDay = number('units_per_day', 0);
  const planned = (method: 'sequential' | 'fixed') => {
    const { units, control, perVariation, days } = planUnits({ ...wanted, method });
    const lasts = days(perDay);
    return { units, control, per_variation: perVariation, days: Number.isFinite(lasts) ? lasts : null };
  };
  try {
    /** What the figures are shown by, right at every look; and a test that is read once, at the end. */
    const answer: PlannedAnswer = { ...wanted, sequential: planned('sequential'), fixed: planned('fixed') };
    return c.json(answer, 200, PRIVATE);
  } catch (cause) {
    if (cause instanceof BrokenFigure) throw new RequestFault(400, 'plan', cause.message);
    throw cause;
  }
});

export interface ExperimentAnswer extends ExperimentResults {
  /** What people call it, where the plan says so; figures and links go by its id. */
  name: string | null;
  money: 'minor units';
  note: ExperimentNote | null;
}

adminExperiments.get('/:experiment', async (c) => {
  const { id, currencies } = await settingsOf(c);
  const name = c.req.param('experiment');
  const [plan, found, notes] = await Promise.all([
    publishedPlan(c.env, id),
    readExperiment(c.env, id, name),
    resultsOf(c.env, id).notes(),
  ]);
  const planned = experimentsIn(plan).find((one) => one.id === name);
  const note = notes.get(name) ?? null;
  // Figures outlive the plan that asked for them.
  if (!found && !note) {
    throw new RequestFault(404, 'no_experiment', `experiment: there is no '${name.slice(0, 60)}' here`);
  }
  const { metric = DEFAULT_METRIC, sums = [], changed = [] } = found ?? {};
  const currency = currencies[0]!;
  const stake = { units: 1_000, of: 'per 1,000 visitors', currency, digits: currencyDigits(currency) };
  const report = (scope: Scope, crossedToo: boolean) => reportArms(found?.arms(scope, crossedToo) ?? [], stake, metric);
  const crossed = sums.filter((sum) => sum.crossed).reduce((total, { n }) => total + n, 0);
  const answer: ExperimentAnswer = {
    experiment: name,
    name: planned?.name ?? found?.name ?? null,
    active: planned?.active === true,
    planned: planned !== undefined,
    metric,
    changed,
    currency,
    money: 'minor units',
    note,
    first: sums.length === 0 ? null : Math.min(...sums.map(({ first }) => first)),
    newest: sums.length === 0 ? null : Math.max(...sums.map(({ last }) => last)),
    windows_days: ATTRIBUTION_WINDOWS,
    people: report('person', true),
    people_not_crossed: report('person', false),
    crossed,
    visits: report('visit', true),
  };
  return c.json(answer, 200, PRIVATE);
});
