/** The signals beside session kNN, each held against its definition written down naively, on random shops. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaningTo } from './affinity.ts';
import { blended } from './blended.ts';
import { coMatrix } from './co-matrix.ts';
import { Evidence } from './evidence.ts';
import { Candidates, FEATURES } from './features.ts';
import { itemStats, STATS } from './item-stats.ts';
import { DIMENSIONS, itemVectors } from './item-vectors.ts';
import { gatherKnowledge } from './knowledge.ts';
import { NEAR, nearItems } from './near-items.ts';
import { Focus } from './neighbours.ts';
import { SessionLog } from './session-log.ts';
import { DEFAULT_KNN } from './settings.ts';
import { catalogueOf, NOW, productOf } from './shop.testkit.ts';
import { fadedPopularity } from './trending.ts';

const DAY = 86_400;
const sessions = fc.array(fc.record({ clicks: fc.array(fc.nat(9), { minLength: 1, maxLength: 9 }), day: fc.nat(30) }), {
  minLength: 1,
  maxLength: 12,
});

function logOf(given: readonly { clicks: number[]; day: number }[]) {
  const log = new SessionLog();
  given.forEach(({ clicks, day }, s) => {
    clicks.forEach((item, c) => {
      log.add(`${s}`, `${item}`, day * DAY + s * 60 + c);
    });
  });
  return log.finish();
}

const inOrder = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);

describe('trending', () => {
  it('is the sum over sessions of e^(−age in mean lives), a session once per item', () => {
    fc.assert(
      fc.property(sessions, fc.integer({ min: 1, max: 20 }), (given, fadeDays) => {
        const log = logOf(given);
        const times = given.flatMap(({ clicks, day }, s) => clicks.map((_, c) => day * DAY + s * 60 + c));
        const newest = Math.max(...times);
        const score = fadedPopularity(log, inOrder(log.items.length), fadeDays);
        log.items.forEach((item, index) => {
          const expected = given.reduce((sum, { clicks, day }, s) => {
            const first = clicks.indexOf(Number(item));
            return first === -1 ? sum : sum + Math.exp((day * DAY + s * 60 + first - newest) / DAY / fadeDays);
          }, 0);
          expect(score[index]! / expected).toBeCloseTo(1, 5);
        });
      }),
    );
  });
});

describe('affinity', () => {
  const places = [0, 1, 2, 3, 4, 5, 6, 7];
  const catalogue = catalogueOf(
    places.map((i) => productOf(`p${i}`, { category: [`c${i % 3}`], ...(i % 2 === 0 ? { brand: `b${i % 4}` } : {}) })),
  );
  const history = fc.array(
    fc.record({
      item: fc.nat(9).map((i) => `p${i}`),
      kind: fc.constantFrom('view' as const, 'cart' as const, 'purchase' as const),
      time: fc.nat(60).map((days) => NOW - days * DAY * 1000),
    }),
    { maxLength: 12 },
  );

  it('weighs what is popular by the shares of its category and brand in the history', () => {
    fc.assert(
      fc.property(history, (looked) => {
        const popular = places.map((i) => ({ index: catalogue.indexOf(`p${i}`), score: 100 - i }));
        const known = looked.filter(({ item }) => catalogue.indexOf(item) >= 0);
        const weight = ({ kind, time }: (typeof looked)[number]) =>
          ({ view: 1, cart: 3, purchase: 2 })[kind] * 2 ** (-(NOW - time) / (14 * DAY * 1000));
        const total = known.reduce((sum, one) => sum + weight(one), 0);
        const number = (item: string) => Number(item.slice(1));
        const expected = places.map((i) => {
          const share = (fits: (j: number) => boolean) =>
            known.filter(({ item }) => fits(number(item))).reduce((sum, one) => sum + weight(one), 0) / total;
          const category = share((j) => j % 3 === i % 3);
          const brand = i % 2 === 0 ? share((j) => j % 2 === 0 && j % 4 === i % 4) : 0;
          return Math.sqrt(100 - i) * (category + 0.5 * brand);
        });
        const leaning = leaningTo(looked, popular, catalogue, NOW);
        if (known.length < 2) {
          expect(leaning).toEqual([]);
          return;
        }
        expect(leaning.length).toBe(expected.filter((score) => score > 0).length);
        leaning.forEach(({ index, score }, place) => {
          expect(score).toBeCloseTo(expected[number(catalogue.id(index))]!, 6);
          if (place > 0) expect(score).toBeLessThanOrEqual(leaning[place - 1]!.score);
        });
      }),
    );
  });
});

describe('near items', () => {
  it('are the nearest by cosine of all that are met, or met by what is met', () => {
    fc.assert(
      fc.property(sessions, (given) => {
        const log = logOf(given);
        const items = log.items.length;
        const matrix = coMatrix(log, inOrder(items), items);
        const vectors = itemVectors(matrix);
        const near = nearItems(matrix, vectors, items);
        const met = (i: number) => Array.from(matrix.column.subarray(matrix.at[i]!, matrix.at[i + 1]!));
        const closeness = (i: number, j: number) =>
          Array.from(
            { length: DIMENSIONS },
            (_, d) => vectors[i * DIMENSIONS + d]! * vectors[j * DIMENSIONS + d]!,
          ).reduce((sum, part) => sum + part, 0);
        for (let i = 0; i < items; i++) {
          const reached = new Set(met(i).flatMap((j) => [j, ...met(j)]));
          reached.delete(i);
          const expected = [...reached].sort((a, b) => closeness(i, b) - closeness(i, a) || a - b);
          while (expected.length < NEAR) expected.push(i);
          expect(Array.from(near.subarray(i * NEAR, (i + 1) * NEAR))).toEqual(expected);
        }
      }),
    );
  });
});

describe('what repeats', () => {
  it('is counted per item as sessions are read aloud', () => {
    fc.assert(
      fc.property(sessions, (given) => {
        const log = logOf(given);
        const stats = itemStats(log, inOrder(log.items.length), log.items.length);
        const pairs = given.flatMap(({ clicks }) => clicks.slice(1).map((item, c) => [clicks[c]!, item] as const));
        const anyRepeat = (pairs.filter(([a, b]) => a === b).length + 1) / (pairs.length + 2);
        log.items.forEach((name, i) => {
          const item = Number(name);
          const holders = given.filter(({ clicks }) => clicks.includes(item));
          const events = holders.reduce((sum, { clicks }) => sum + clicks.filter((one) => one === item).length, 0);
          const followed = pairs.filter(([a]) => a === item);
          const repeats = followed.filter(([, b]) => b === item).length;
          const comesBack = holders.reduce(
            (sum, { clicks }) =>
              sum +
              clicks.filter((one, c) => one === item && clicks.indexOf(item) < c && clicks[c - 1] !== item).length,
            0,
          );
          const expected = {
            repeats: (255 * (repeats + 5 * anyRepeat)) / (followed.length + 5),
            returns: (255 * comesBack) / events,
            ends: (255 * holders.filter(({ clicks }) => clicks.at(-1) === item).length) / holders.length,
            perSession: (32 * events) / holders.length,
          };
          for (const [stat, value] of Object.entries(expected)) {
            const found = stats[i * STATS.length + STATS.indexOf(stat as keyof typeof expected)]!;
            expect(Math.abs(found - Math.min(255, value))).toBeLessThanOrEqual(0.5 + 1e-9);
          }
        });
      }),
    );
  });

  it('in the session itself is what each candidate is told', () => {
    fc.assert(
      fc.property(sessions, fc.array(fc.nat(9), { minLength: 1, maxLength: 12 }), (given, seen) => {
        const known = gatherKnowledge(logOf(given));
        const clicks = seen.map((item) => known.items.indexOf(`${item}`)).filter((item) => item !== -1);
        if (clicks.length === 0) return;
        const focus = new Focus(known.items.length, DEFAULT_KNN.clicks);
        focus.set(clicks, clicks.length, DEFAULT_KNN.clicks);
        const evidence = new Evidence(known.view, known.items.length, DEFAULT_KNN);
        evidence.gather(focus);
        const candidates = new Candidates(known, DEFAULT_KNN.idfWeight);
        candidates.fill(evidence, focus, clicks, clicks.length);
        const proposed = Array.from(candidates.entry.subarray(0, candidates.length), (e) => evidence.item[e]!);
        const inFocus = clicks.slice(-DEFAULT_KNN.clicks);
        for (const item of inFocus) expect(proposed).toContain(item);
        expect(new Set(proposed).size).toBe(proposed.length);
        proposed.forEach((item, k) => {
          const [lastSeen, times] = candidates.rows.subarray(k * FEATURES + 17, k * FEATURES + 19);
          const place = inFocus.lastIndexOf(item);
          expect(lastSeen).toBe(place === -1 ? 99 : inFocus.length - 1 - place);
          expect(times).toBe(place === -1 ? 0 : clicks.filter((one) => one === item).length);
          const [repeatShare, repeated] = candidates.rows.subarray(k * FEATURES + 23, k * FEATURES + 25);
          const pairs = clicks.slice(1).map((one, c) => one === clicks[c]);
          expect(repeatShare).toBeCloseTo(pairs.filter(Boolean).length / Math.max(1, pairs.length), 6);
          expect(repeated).toBe(pairs.at(-1) ? 1 : 0);
        });
      }),
    );
  });
});

describe('several strategies as one list', () => {
  it('is reciprocal rank fusion: each list gives weight / (60 + its rank), and who gave most says why', () => {
    const list = fc.array(fc.nat(14), { maxLength: 12 });
    fc.assert(
      fc.property(list, list, fc.integer({ min: 1, max: 9 }), (one, two, weight) => {
        const lists = { trending: [...new Set(one)], newest: [...new Set(two)] };
        const parts = [
          { strategy: 'trending' as const, weight: 1 },
          { strategy: 'newest' as const, weight },
        ];
        const given = (name: string) => (name === 'trending' ? one : two).map((index) => ({ index, score: 1 }));
        const part = (name: 'trending' | 'newest', index: number) => {
          const rank = lists[name].indexOf(index);
          return rank === -1 ? 0 : (name === 'newest' ? weight : 1) / (60 + rank);
        };
        const expected = [...new Set([...one, ...two])]
          .map((index) => ({ index, score: part('trending', index) + part('newest', index) }))
          .sort((a, b) => b.score - a.score || a.index - b.index);
        const fused = blended(parts, given);
        expect(fused.map(({ index }) => index)).toEqual(expected.map(({ index }) => index));
        fused.forEach(({ index, score, strategy }, place) => {
          expect(score).toBeCloseTo(expected[place]!.score, 12);
          expect(part(strategy as 'trending' | 'newest', index)).toBe(
            Math.max(part('trending', index), part('newest', index)),
          );
        });
      }),
    );
  });
});
