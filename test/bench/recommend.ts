/**
 * Quality and cost of each recommending strategy, and how both grow from 10,000 sessions to a million. Sessions are made up
 * from a seed, with the shape of real ones: few items have most clicks, what is popular drifts, and some days everybody
 * looks at the same few things.
 *
 * `npm run bench recommend`; RECOMMEND_SESSIONS=10000,100000 chooses the sizes.
 */

import { Evidence } from '@edgewise/core/recommend/evidence';
import { gatherKnowledge } from '@edgewise/core/recommend/knowledge';
import { Model } from '@edgewise/core/recommend/model';
import { Focus } from '@edgewise/core/recommend/neighbours';
import { RankedList } from '@edgewise/core/recommend/ranked';
import { SessionKnn } from '@edgewise/core/recommend/session-knn';
import { SessionLog, type TrainingLog } from '@edgewise/core/recommend/session-log';
import { DEFAULT_KNN } from '@edgewise/core/recommend/settings';
import { train } from '@edgewise/core/recommend/train';
import { evaluateNextItem } from '../../packages/cli/src/evaluation/next-item.ts';
import { comparison } from '../../packages/cli/src/evaluation/printing.ts';
import { strategies } from '../../packages/cli/src/evaluation/strategies.ts';
import { seeded } from './seeded-shop.ts';

const SIZES = (process.env.RECOMMEND_SESSIONS ?? '10000,100000,220000,1000000').split(',').map(Number);
const TEST_SESSIONS = 1500;
const MIB = 1024 * 1024;
const DAY = 86_400;

/** A shop of `sessions` + TEST_SESSIONS sessions in the order of time. */
function* shop(sessions: number): Generator<{ items: string[]; time: number; bought: boolean }> {
  const random = seeded(20);
  const items = Math.round(4000 * (sessions / 10_000) ** 0.6);
  const perGroup = 40;
  const groups = Math.ceil(items / perGroup);
  const total = sessions + TEST_SESSIONS;
  // Inverse of Zipf's distribution with exponent 1, by its continuous cousin.
  const zipf = (count: number) => Math.min(count - 1, Math.floor(count ** random()) - 1);
  for (let s = 0; s < total; s++) {
    const age = s / total;
    const burst = Math.floor(age * 60) % 7 === 3 && random() < 0.3;
    const drift = Math.floor(age * groups * 0.5);
    const group = burst ? Math.floor(age * 60) % groups : (zipf(groups) + drift) % groups;
    const length = 2 + Math.floor(-Math.log(1 - random()) * 3);
    const clicks: number[] = [];
    let place = zipf(perGroup);
    for (let c = 0; c < length; c++) {
      const kind = random();
      if (c > 0 && kind < 0.2) clicks.push(clicks.at(-1)!);
      else if (c > 1 && kind < 0.33) clicks.push(clicks[Math.floor(random() * clicks.length)]!);
      else {
        place = random() < 0.75 ? (place + 1 + Math.floor(random() * 3)) % perGroup : zipf(perGroup);
        const other = random() < 0.06 ? (zipf(groups) + drift) % groups : group;
        clicks.push(Math.min(items - 1, other * perGroup + place));
      }
    }
    yield { items: clicks.map((item) => `p${item}`), time: 1.7e9 + age * 90 * DAY, bought: random() < 0.05 };
  }
}

function logs(sessions: number): { past: TrainingLog; later: TrainingLog } {
  const past = new SessionLog();
  const later = new SessionLog();
  let s = 0;
  for (const session of shop(sessions)) {
    const log = s < sessions ? past : later;
    session.items.forEach((item, c) => {
      log.add(`${s}`, item, session.time + c, session.bought && c % 2 === 0 ? 'purchase' : 'view');
    });
    s++;
  }
  return { past: past.finish(), later: later.finish() };
}

/** The formula of session kNN over every past session, without index, cut or scratch space: what it would cost. */
function naive(log: TrainingLog, rank: Uint32Array, clicks: readonly number[]): Map<number, number> {
  const back = new Map<number, number>();
  clicks.forEach((item, c) => {
    back.set(item, clicks.length - 1 - c);
  });
  const scores = new Map<number, number>();
  for (let s = 0; s + 1 < log.at.length; s++) {
    const items = Array.from(log.item.subarray(log.at[s]!, log.at[s + 1]!), (item) => rank[item]!);
    const shared = [...new Set(items.filter((item) => back.has(item)))];
    if (shared.length === 0) continue;
    const dot = shared.reduce((sum, item) => sum + Math.exp(-back.get(item)! / DEFAULT_KNN.positionDecay), 0);
    const nearest = Math.min(...shared.map((item) => back.get(item)!));
    const similarity = (dot / Math.sqrt(items.length)) * Math.exp(-nearest / DEFAULT_KNN.matchDecay);
    const match = Math.max(...shared.map((item) => items.lastIndexOf(item)));
    for (const item of new Set(items)) {
      const part = similarity * Math.exp(-Math.abs(items.lastIndexOf(item) - match) / DEFAULT_KNN.insideDecay);
      scores.set(item, (scores.get(item) ?? 0) + part);
    }
  }
  return scores;
}

function naiveRatio(log: TrainingLog, later: TrainingLog): { naive: number; fast: number } {
  const known = gatherKnowledge(log);
  const queries: number[][] = [];
  for (let s = 0; s + 1 < later.at.length && queries.length < 200; s++) {
    const items = Array.from(later.item.subarray(later.at[s]!, later.at[s + 1]!), (i) =>
      known.items.indexOf(later.items[i]!),
    ).filter((item) => item !== -1);
    if (items.length > 1) queries.push(items);
  }
  const evidence = new Evidence(known.view, known.items.length, DEFAULT_KNN);
  const knn = new SessionKnn(evidence, known.rarity, DEFAULT_KNN.idfWeight);
  const focus = new Focus(known.items.length, DEFAULT_KNN.clicks);
  const list = new RankedList();
  const ask = (items: number[]) => {
    focus.set(items, items.length, DEFAULT_KNN.clicks);
    list.start(20);
    knn.rank(focus, list);
    list.finish();
  };
  for (let warm = 0; warm < 5; warm++) for (const items of queries) ask(items);
  let started = performance.now();
  for (const items of queries) ask(items);
  const fast = (performance.now() - started) / queries.length;
  const few = queries.slice(0, 8);
  let found = 0;
  started = performance.now();
  for (const items of few) found += naive(log, known.rank, items).size;
  if (found === 0) throw new Error('bench: the naive version found nothing');
  return { naive: (performance.now() - started) / few.length, fast };
}

const growth: string[] = [];
for (const sessions of SIZES) {
  const { past, later } = logs(sessions);
  const events = past.item.length;
  const began = process.cpuUsage();
  const { bytes, report } = train(past, { now: 0 });
  const used = process.cpuUsage(began);
  const trained = (used.user + used.system) / 1e6;
  const opened = Math.min(
    ...Array.from({ length: 5 }, () => {
      const started = performance.now();
      Model.from(bytes.buffer);
      return performance.now() - started;
    }),
  );
  const model = Model.from(bytes.buffer);
  console.log(
    `\n${sessions.toLocaleString('en')} sessions, ${events.toLocaleString('en')} events, ${report.items} items`,
  );
  const results = strategies(model).map(({ name, predict }) => ({
    name,
    result: evaluateNextItem(model, later, predict),
  }));
  console.log(comparison(results));
  const ratio = sessions <= 100_000 ? naiveRatio(past, later) : undefined;
  const [served] = results;
  growth.push(
    [
      sessions.toLocaleString('en').padStart(11),
      `${served!.result.quietMs.p50.toFixed(3)} ms`.padStart(10),
      `${served!.result.quietMs.p99.toFixed(3)} ms`.padStart(10),
      `${served!.result.ms.p99.toFixed(3)} ms`.padStart(10),
      served!.result.perSecond.toLocaleString('en').padStart(8),
      `${(bytes.length / sessions).toFixed(1)} B`.padStart(9),
      `${((bytes.length / sessions) * (1e6 / MIB)).toFixed(1)} MiB`.padStart(10),
      `${trained.toFixed(1)} s`.padStart(8),
      `${((trained * 1e6) / events).toFixed(1)} s`.padStart(9),
      `${((opened * 10 * MIB) / bytes.length).toFixed(2)} ms`.padStart(9),
      (ratio ? `${Math.round(ratio.naive / ratio.fast)}×` : '–').padStart(8),
    ].join(' '),
  );
}
console.log(
  '   sessions     median        p99    raw p99    per s B/session   per 1M s. training  1M events open 10MiB   naive',
);
for (const line of growth) console.log(line);
console.log(
  'median and p99: the fastest of five passes over 2,000 predictions · raw: each as it came, the machine included',
);
console.log('training: CPU seconds, learning included · naive: session kNN over every session, as a multiple of ours');
