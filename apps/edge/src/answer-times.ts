/**
 * How long this isolate's answers took, for the figures: counted in memory and handed on now and then, so that no request waits
 * for it. What an isolate that ends has not handed on is not counted.
 */
import type { CellDelta } from '@edgewise/core/insight/counts';
import { ANSWER_EDGES, binOf } from '@edgewise/core/insight/histogram';
import type { Env } from './bindings.ts';
import { observe } from './count-lines.ts';

const HAND_ON_MS = 10_000;
const HAND_ON_ANSWERS = 500;
const MINUTE_MS = 60_000;
const MOST_SITES = 200;

interface Tally {
  since: number;
  answers: number;
  /** `<minute>.<route>.<bin>` → how often. */
  counts: Map<string, number>;
}

const tallies = new Map<string, Tally>();

/** Notes one answer. @param route `collect` or `widgets` @param took ms */
export function noteAnswer(
  env: Env,
  ctx: ExecutionContext,
  site: string,
  route: string,
  took: number,
  now: number,
): void {
  let tally = tallies.get(site);
  if (!tally) {
    if (tallies.size >= MOST_SITES) return;
    tally = { since: now, answers: 0, counts: new Map() };
    tallies.set(site, tally);
  }
  const key = `${Math.floor(now / MINUTE_MS)}.${route}.${binOf(took, ANSWER_EDGES)}`;
  tally.counts.set(key, (tally.counts.get(key) ?? 0) + 1);
  tally.answers++;
  if (now - tally.since < HAND_ON_MS && tally.answers < HAND_ON_ANSWERS) return;
  tallies.delete(site);
  ctx.waitUntil(
    observe(env, site, crypto.randomUUID(), deltasOf(tally)).catch((cause: unknown) => {
      console.error(JSON.stringify({ at: 'answer-times', site, error: String(cause) }));
    }),
  );
}

function deltasOf({ counts }: Tally): CellDelta[] {
  return [...counts].flatMap(([key, amount]): CellDelta[] => {
    const [minute, route, bin] = key.split('.');
    const time = Number(minute) * MINUTE_MS;
    const metric = `answer.${bin}`;
    return [
      { time, dimension: '', value: '', metric, amount },
      { time, dimension: 'route', value: route!, metric, amount },
    ];
  });
}
