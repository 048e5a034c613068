/** The console's API under `/admin/v1/sites/:site/insight`: what is now, figures, series, people, costs. */
import { type AdCost, adCostOf, MOST_COST_ROWS } from '@edgewise/core/insight/ad-costs';
import { type CsvFault, costsOfCsv } from '@edgewise/core/insight/ad-costs-csv';
import { FIGURES, type Unit } from '@edgewise/core/insight/figures';
import { STEP } from '@edgewise/core/insight/presence';
import {
  parseBehindQuery,
  parseBreakdown,
  parseInsightWindow,
  parseRebuild,
  parseSeriesQuery,
} from '@edgewise/protocol/parse-insight';
import { RequestFault } from '@edgewise/protocol/read-json';
import { Hono } from 'hono';
import { pulseConfig } from '../count-lines.ts';
import { type AppContext, type AppEnv, PRIVATE, readBody, readBodyText } from '../http.ts';
import { deskOf } from '../objects/names.ts';
import { DEFAULT_WINDOW_MS, readCohorts, readFigures, readPeople, readSeries } from '../read-figures.ts';
import { liveNow } from '../read-live.ts';
import { readSegmentShares } from '../read-segments.ts';
import { rebuildStep } from '../rebuild-counters.ts';
import { knownSite } from './known-site.ts';

export const adminInsight = new Hono<AppEnv>();

const COSTS_BODY = { bytes: 2 * 1024 * 1024, depth: 4 };
const SMALL_BODY = { bytes: 4 * 1024, depth: 4 };

const windowOf = (c: AppContext, length = DEFAULT_WINDOW_MS) => parseInsightWindow(c.req.query(), Date.now(), length);

adminInsight.get('/now', async (c) => c.json(await liveNow(c.env, await knownSite(c), Date.now()), 200, PRIVATE));

/** A ticket for the socket, good for a minute and once: `GET /live/v1/:site?ticket=`. */
adminInsight.post('/ticket', async (c) => {
  const site = await knownSite(c);
  return c.json(await deskOf(c.env, site).makeTicket(site, Date.now()), 201, PRIVATE);
});

export interface DefinitionAnswer {
  id: string;
  title: string;
  words: string;
  formula: string;
  unit: Unit;
  per_currency: boolean;
}

adminInsight.get('/definitions', (c) =>
  c.json({
    v: 1,
    figures: FIGURES.map(
      ({ id, title, words, formula, unit, perCurrency = false }): DefinitionAnswer => ({
        id,
        title,
        words,
        formula,
        unit,
        per_currency: perCurrency,
      }),
    ),
  }),
);

adminInsight.get('/figures', async (c) => {
  const site = await knownSite(c);
  const window = windowOf(c);
  const by = parseBreakdown(c.req.query('by'));
  const compare = compareOf(c, window);
  return c.json(
    await readFigures(c.env, site, window, { ...(by && { by }), ...(compare && { compare }) }),
    200,
    PRIVATE,
  );
});

/** `compare=before`: the period before, of the same length; `compare=FROM,TO`: that one. */
function compareOf(
  c: AppContext,
  { from, to }: { from: number; to: number },
): { from: number; to: number } | undefined {
  const compare = c.req.query('compare');
  if (compare === undefined) return undefined;
  if (compare === 'before') return { from: from - (to - from), to: from };
  const [first, last] = compare.split(',');
  const { from: a, to: b } = parseInsightWindow({ from: first ?? '', to: last ?? '' }, Date.now(), DEFAULT_WINDOW_MS);
  return { from: a, to: b };
}

adminInsight.get('/series', async (c) => {
  const site = await knownSite(c);
  const { metrics, step, dimension, value } = parseSeriesQuery(c.req.query());
  const only = dimension !== undefined && value !== undefined ? { dimension, value } : undefined;
  return c.json(await readSeries(c.env, site, metrics.split(','), step, windowOf(c), only), 200, PRIVATE);
});

const STEP_NAMES: Record<string, number> = {
  view: STEP.view,
  cart: STEP.cart,
  checkout: STEP.checkout,
  order: STEP.order,
  list_seen: STEP.listSeen,
  list_click: STEP.listClick,
};

function bitsOf(names: string): number {
  return names
    .split(',')
    .filter(Boolean)
    .reduce((bits, name) => {
      if (!Object.hasOwn(STEP_NAMES, name)) {
        const known = Object.keys(STEP_NAMES).join(', ');
        throw new RequestFault(400, 'invalid', `query.reached: got '${name}', expected some of ${known}`);
      }
      return bits | STEP_NAMES[name]!;
    }, 0);
}

/** Somebody behind a figure, and the steps that they came to. */
export interface PersonShown {
  /** Their id, for `GET …/people?person=`. */
  person: string;
  devices: number;
  /** ms since the epoch, the start of the hour. */
  last: number;
  /** `view`, `cart`, `checkout`, `order`, `list_seen`, `list_click`. */
  reached: string[];
}

export interface PeopleBehindAnswer {
  v: 1;
  /** Whoever was there last first. */
  people: PersonShown[];
}

adminInsight.get('/people', async (c) => {
  const site = await knownSite(c);
  const { reached, missed, limit } = parseBehindQuery(c.req.query());
  const people = await readPeople(c.env, site, windowOf(c), bitsOf(reached), bitsOf(missed), limit);
  const answer: PeopleBehindAnswer = {
    v: 1,
    people: people.map(({ steps, ...one }) => ({
      ...one,
      reached: Object.keys(STEP_NAMES).filter((name) => steps & STEP_NAMES[name]!),
    })),
  };
  return c.json(answer, 200, PRIVATE);
});

adminInsight.get('/segments', async (c) => {
  const site = await knownSite(c);
  return c.json(await readSegmentShares(c.env, site, windowOf(c)), 200, PRIVATE);
});

adminInsight.get('/cohorts', async (c) =>
  c.json(await readCohorts(c.env, await knownSite(c), Date.now()), 200, PRIVATE),
);

export interface CostsAnswer {
  v: 1;
  costs: AdCost[];
}

adminInsight.get('/costs', async (c) => {
  const site = await knownSite(c);
  const { first = '0000', last = '9999' } = c.req.query();
  const costs = (await deskOf(c.env, site).costs(first, last)) as AdCost[];
  return c.json({ v: 1, costs } satisfies CostsAnswer, 200, PRIVATE);
});

/** What is wrong with a table of costs, beside `error`. */
export interface CostFaults {
  faults: CsvFault[];
}

/** Rows as JSON, or a table as `text/csv`. All or nothing. */
adminInsight.put('/costs', async (c) => {
  const site = await knownSite(c);
  const { currency } = await pulseConfig(c.env, site, Date.now());
  const isCsv = c.req.header('content-type')?.startsWith('text/csv') === true;
  const read = isCsv
    ? costsOfCsv(await readBodyText(c, COSTS_BODY), currency)
    : { costs: costsOfJson(await readBody(c, COSTS_BODY), currency) };
  if ('faults' in read) {
    const { line, message } = read.faults[0]!;
    const error = { code: 'invalid', message: `line ${line}: ${message}` };
    return c.json({ error, ...(read satisfies CostFaults), request: c.get('request') }, 400, PRIVATE);
  }
  await deskOf(c.env, site).putCosts(read.costs);
  c.set('detail', { rows: read.costs.length });
  return c.json({ accepted: read.costs.length }, 200, PRIVATE);
});

/** @throws RequestFault 400 that names the row */
function costsOfJson(body: unknown, currency: string): AdCost[] {
  const rows = (body as { costs?: unknown } | null)?.costs;
  if (!Array.isArray(rows) || rows.length > MOST_COST_ROWS) {
    throw new RequestFault(400, 'invalid', `costs: expected a list of at most ${MOST_COST_ROWS} rows`);
  }
  return rows.map((row: unknown, i): AdCost => {
    const cost = adCostOf((row ?? {}) as Record<string, unknown>, currency);
    if (typeof cost === 'string') throw new RequestFault(400, 'invalid', `costs.${i}.${cost}`);
    return cost;
  });
}

adminInsight.get('/storage', async (c) => {
  const site = await knownSite(c);
  return c.json(await deskOf(c.env, site).config(site), 200, PRIVATE);
});

/** Counts everything again from the lake, into a new set of shards, and then reads that. Answers after a piece: call until done. */
adminInsight.post('/rebuild', async (c) => {
  const site = await knownSite(c);
  const { shards } = parseRebuild(await readBody(c, SMALL_BODY));
  c.set('detail', { shards });
  return c.json(await rebuildStep(c.env, site, shards, Date.now()), 200, PRIVATE);
});
