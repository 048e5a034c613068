/** Gathers what a simulation needs, from files or from the worker, and runs it. */
import { readFile } from 'node:fs/promises';
import { Catalogue } from '@edgewise/core/catalogue/snapshot';
import type { Visitor } from '@edgewise/core/plan/attributes';
import type { PlanDocument } from '@edgewise/core/plan/plan';
import { type SimulationReport, simulate, USUAL_VISITOR } from '@edgewise/core/plan/simulate';
import { validatePlan } from '@edgewise/core/plan/validate';
import { Model } from '@edgewise/core/recommend/model';
import type { TrainingLog } from '@edgewise/core/recommend/session-log';
import type { Interaction, InteractionKind } from '@edgewise/core/recommend/situation';
import type { AdminClient } from '../admin-client.ts';
import type { Options } from '../arguments.ts';
import { Failure, UsageError } from '../command.ts';
import { Progress } from '../progress.ts';
import { readLog } from '../read-log.ts';

const SESSIONS = 2_000;
const EVERY = 50;

export interface Simulation extends SimulationReport {
  before: string;
  /** Titles of the items in the examples. */
  titles: Record<string, string>;
}

export async function simulatePlans(
  draft: PlanDocument,
  options: Options,
  client: () => AdminClient,
  readPlan: (path: string) => Promise<unknown>,
): Promise<Simulation> {
  const site = () => `/admin/v1/sites/${encodeURIComponent(options.required('site'))}`;
  const file = async (option: string, kind: string) => {
    const path = options.text(option);
    const bytes = path === undefined ? await client().bytes(`${site()}/snapshots/${kind}`) : await readFile(path);
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  };
  const most = options.number('sessions', SESSIONS, 1);
  const catalogue = Catalogue.from(await file('catalogue', 'catalogue'));
  const model = Model.from(await file('model', 'model'));
  const log = options.text('log');
  const sessions =
    log === undefined
      ? ((await client().get(`${site()}/sessions?limit=${most}`)) as { sessions: Interaction[][] }).sessions
      : newest(await readLog(log), most);
  if (sessions.length === 0) throw new Failure('there is no session to replay: give --log');
  const settings =
    options.text('before') === undefined || log === undefined
      ? ((await client().get(site())) as { default_market: string; time_zone: string })
      : { default_market: catalogue.markets[0] ?? 'default', time_zone: 'UTC' };
  const { name, document } = await publishedPlan(options, client, site, readPlan);
  const market = catalogue.markets.includes(settings.default_market)
    ? settings.default_market
    : (catalogue.markets[0] ?? 'default');
  const progress = new Progress('replaying sessions');
  const report = simulate(
    sessions,
    { model, catalogue, market, timeZone: settings.time_zone },
    document,
    draft,
    (done) => done % EVERY === 0 && progress.at(done),
    visitorOf(options.text('visitor')),
  );
  progress.end();
  const items = new Set(
    report.shelves.flatMap(({ examples }) =>
      examples.flatMap((one) => [...one.looked_at, ...one.before, ...one.after]),
    ),
  );
  const titles: Record<string, string> = {};
  for (const item of items) {
    const index = catalogue.indexOf(item);
    if (index >= 0) titles[item] = catalogue.product(index).title;
  }
  return { before: name, ...report, titles };
}

async function publishedPlan(
  options: Options,
  client: () => AdminClient,
  site: () => string,
  readPlan: (path: string) => Promise<unknown>,
): Promise<{ name: string; document: PlanDocument }> {
  const path = options.text('before');
  if (path === undefined) {
    const { version, document } = (await client().get(`${site()}/plan`)) as { version: string; document: PlanDocument };
    return { name: version, document };
  }
  const { plan, mistakes } = validatePlan(await readPlan(path));
  if (!plan) throw new UsageError(`${path}: has ${mistakes.length} mistakes`);
  return { name: path, document: plan };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const oneOf = (...names: string[]) => ({
  expected: names.join(', '),
  fits: (value: unknown) => isText(value) && names.includes(value),
});
const VISITOR: Readonly<Record<string, { expected: string; fits: (value: unknown) => boolean }>> = {
  tier: oneOf('contextual', 'session', 'device', 'person'),
  device: oneOf('mobile', 'tablet', 'desktop'),
  country: { expected: 'a text such as "RO"', fits: isText },
  language: { expected: 'a text such as "ro"', fits: isText },
  segments: { expected: 'a list of ids', fits: (value) => Array.isArray(value) && value.every(isText) },
};

/** Of `--visitor`. @throws UsageError for what is none */
function visitorOf(text: string | undefined): Visitor {
  if (text === undefined) return USUAL_VISITOR;
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    throw new UsageError(`--visitor is '${text}', expected JSON such as {"segments": ["vip"]}`);
  }
  if (typeof said !== 'object' || said === null) throw new UsageError(`--visitor is '${text}', expected an object`);
  for (const [key, value] of Object.entries(said)) {
    const field = Object.hasOwn(VISITOR, key) ? VISITOR[key] : undefined;
    if (!field) throw new UsageError(`--visitor: there is no '${key}'; there are ${Object.keys(VISITOR).join(', ')}`);
    if (!field.fits(value)) {
      throw new UsageError(`--visitor: ${key} is ${JSON.stringify(value)}, expected ${field.expected}`);
    }
  }
  return { ...USUAL_VISITOR, ...said };
}

const KINDS: readonly InteractionKind[] = ['view', 'cart', 'purchase'];

/** The newest sessions of a log that have a next item to predict, oldest first. */
function newest(log: TrainingLog, most: number): Interaction[][] {
  const sessions: Interaction[][] = [];
  for (let s = log.at.length - 2; s >= 0 && sessions.length < most; s--) {
    const session: Interaction[] = [];
    for (let row = log.at[s]!; row < log.at[s + 1]!; row++) {
      session.push({
        item: log.items[log.item[row]!]!,
        kind: KINDS[log.kind[row]!] ?? 'view',
        time: 1000 * log.time[row]!,
      });
    }
    if (session.length > 1) sessions.push(session);
  }
  return sessions.reverse();
}
