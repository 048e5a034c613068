/**
 * What a plan costs: `/v1/widgets` with a capsule, 4 shelves × 12 cards, under the plan every shop starts with, and under one
 * with 50 rules and 5 experiments in force, in CPU time of workerd in the same run: for a person who has seen their arms, and for
 * one who has not, whose exposures are found out; and for one whose page is decided twice more for that, since another arm
 * would have other rules, and another other strategies. Budget 1.5 ×.
 */
import { seedDemo } from '../../apps/shop/src/seed.ts';
import { DEFAULT_PLAN } from '../../packages/core/src/plan/default-plan.ts';
import type { PlanDocument, PlanRule } from '../../packages/core/src/plan/plan.ts';
import { post, startBenchWorker, TOKEN } from './workerd.ts';

/** Many short ones, one kind after the other: what else the machine does falls on all kinds alike. */
const ROUNDS = 60;
const REQUESTS = 50;
const ORIGIN = 'http://127.0.0.1:8788';

const bench = await startBenchWorker();
for (const site of ['plain', 'ruled', 'choosing'])
  await seedDemo({ workerUrl: bench.worker, shopUrl: ORIGIN, token: TOKEN, site });

const CATEGORIES = ['Kitchen', 'Bags', 'Christmas', 'Garden', 'Lights', 'Stationery', 'Toys', 'Home'];
const category = (i: number) => CATEGORIES[i % CATEGORIES.length]!;
const rules: PlanRule[] = Array.from({ length: 50 }, (_, i): PlanRule => {
  const id = `rule-${i}`;
  const what = { categories: [category(i)], price: { from: i % 5 } };
  const when = [
    { 'page.type': { $in: ['product', 'home'] } },
    { 'person.views': { $gte: 2 }, device: 'desktop' },
    { $or: [{ 'arms.exp-0': 'b' }, { language: 'en' }] },
    { 'time.hour': { $gte: 0 } },
  ][i % 4]!;
  switch (i % 5) {
    case 0:
      return { id, when, effect: { do: 'boost', what, by: 1.1 + i / 50 } };
    case 1:
      return { id, when, effect: { do: 'bury', what, by: 1.2 } };
    case 2:
      return { id, effect: { do: 'exclude', what: { items: [`nothing-${i}`] } } };
    case 3:
      return {
        id,
        schedule: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
        effect: { do: 'stock', least: 1 },
      };
    default:
      return { id, when, effect: { do: 'cap', by: 'category', most: 6 } };
  }
});
const { version: _, ...start } = DEFAULT_PLAN;
const document: PlanDocument = {
  ...start,
  // As the plan beside it has it.
  holdout: { share: 0 },
  rules,
  experiments: Array.from({ length: 5 }, (_, i) => ({
    id: `exp-${i}`,
    placements: ['home', 'similar'],
    when: { language: 'en' },
    arms: [{ id: 'a' }, { id: 'b', set: { title: { en: `Title ${i}` } } }],
  })),
};
/** Two arms that choose other cards. */
const choosing: PlanDocument = {
  ...document,
  rules: rules.map((rule, i) => (i % 20 === 10 ? { ...rule, when: { 'arms.exp-0': 'b' } } : rule)),
  experiments: document.experiments!.map((experiment, i) =>
    i === 1 ? { ...experiment, arms: [{ id: 'a' }, { id: 'b', set: { strategies: ['trending'] } }] } : experiment,
  ),
};
const admin = async (site: string, method: string, path: string, body: object) => {
  const response = await fetch(`${bench.worker}/admin/v1/sites/${site}/plan${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
};
for (const [site, plan] of Object.entries({ ruled: document, choosing })) {
  await admin(site, 'PUT', '/draft', plan);
  await admin(site, 'POST', '/publish', { why: 'a bench' });
}

const now = Date.now();
const looked = ['85123A', '71053', '84406B', '22752', '21730', '22633', '22632', '84879', '22745', '22748'];

interface Answer {
  plan: string;
  shelves: { placement: string; items: { item_id: string }[]; arms?: string }[];
}

async function answerTo(body: string): Promise<Answer> {
  const response = await fetch(`${bench.worker}/v1/widgets`, { method: 'POST', headers: { origin: ORIGIN }, body });
  return (await response.json()) as Answer;
}

async function collect(person: object, events: object[]): Promise<{ capsule: string; route: string }> {
  const response = await fetch(`${bench.worker}/v1/collect`, {
    method: 'POST',
    headers: { origin: ORIGIN },
    body: JSON.stringify({ ...person, sent: now, events }),
  });
  return (await response.json()) as { capsule: string; route: string };
}

/** @param exposed whether the person has seen their arms before, as everybody has after their first page */
async function requestOf(site: string, device: string, exposed: boolean): Promise<string> {
  const person = {
    v: 1,
    site,
    device,
    consent: { tier: 'person' },
    context: { page_location: `${ORIGIN}/`, language: 'en-GB' },
  };
  const events = looked.map((item_id, i) => ({
    n: i + 1,
    t: now - 60_000 + i * 1000,
    name: 'view_item',
    params: { items: [{ item_id }] },
  }));
  const bodyWith = (known: { capsule: string; route: string }) =>
    JSON.stringify({
      ...person,
      sent: now,
      ...known,
      page: { type: 'product', item_id: '85123A' },
      placements: ['home', 'similar', 'bought-together', 'trending'].map((id) => ({ id, count: 12 })),
      seen: [{ item_id: '85123A', name: 'view_item', t: now }],
    });
  const known = await collect(person, events);
  if (!exposed) return bodyWith(known);
  const { shelves } = await answerTo(bodyWith(known));
  const seen = shelves.map(({ placement, items, arms }, i) => ({
    n: events.length + i + 1,
    t: now,
    name: 'view_item_list',
    params: { item_list_id: placement, items: items.map(({ item_id }) => ({ item_id })), edgewise_arms: arms },
  }));
  return bodyWith(await collect({ ...person, route: known.route }, seen));
}

const bodies = {
  plain: await requestOf('plain', 'bench-device-0001', false),
  seen: await requestOf('ruled', 'bench-device-0001', true),
  first: await requestOf('ruled', 'bench-device-0002', false),
  choosing: await requestOf('choosing', 'bench-device-0002', false),
};
type Kind = keyof typeof bodies;
const answers = await Promise.all(Object.values(bodies).map(answerTo));

async function cpuMicros(body: string): Promise<number> {
  const before = bench.cpuSeconds();
  await post(`${bench.worker}/v1/widgets`, body, REQUESTS, { origin: ORIGIN });
  return ((bench.cpuSeconds() - before) / REQUESTS) * 1e6;
}

const rounds: Record<Kind, number>[] = [];
for (let round = -5; round < ROUNDS; round++) {
  const micros = { plain: 0, seen: 0, first: 0, choosing: 0 };
  for (const kind of Object.keys(bodies) as Kind[]) micros[kind] = await cpuMicros(bodies[kind]);
  if (round >= 0) rounds.push(micros); // the first ones warm up
}
await bench.dispose();

const spread = (of: (micros: Record<Kind, number>) => number, digits = 2) => {
  const sorted = rounds.map(of).sort((a, b) => a - b);
  const at = (share: number) => Number(sorted[Math.floor(share * sorted.length)]!.toFixed(digits));
  return { median: at(1 / 2), 'a tenth below': at(1 / 10), 'a tenth above': at(9 / 10) };
};
for (const { plan, shelves } of answers) {
  console.log(
    `plan ${plan}: ${shelves.map(({ items }) => items.length).join(' + ')} cards, ${shelves[0]!.arms ?? 'no arms'}`,
  );
}
console.table({
  'without, µs CPU': spread(({ plain }) => plain, 0),
  '50 rules, 5 experiments, µs CPU': spread(({ seen }) => seen, 0),
  'the same, who saw no arm before, µs CPU': spread(({ first }) => first, 0),
  'and whose arms choose cards, µs CPU': spread((micros) => micros.choosing, 0),
  'ratio (budget 1.5)': spread(({ seen, plain }) => seen / plain),
  'ratio of the first answer to a person': spread(({ first, plain }) => first / plain),
  'ratio of the first where arms choose cards': spread((micros) => micros.choosing / micros.plain),
});
