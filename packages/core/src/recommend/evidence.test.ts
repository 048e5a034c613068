import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AFTER, BACKWARD, COUNT, DIRECT, Evidence, FORWARD, FRESH, KNN, PRIOR, WIDTH } from './evidence.ts';
import { gatherKnowledge } from './knowledge.ts';
import { Focus } from './neighbours.ts';
import { RankedList } from './ranked.ts';
import { SessionKnn } from './session-knn.ts';
import { SessionLog } from './session-log.ts';
import { DEFAULT_KNN } from './settings.ts';

const shop = fc.record({
  sessions: fc.array(fc.array(fc.nat(9), { minLength: 2, maxLength: 14 }), { minLength: 1, maxLength: 20 }),
  clicks: fc.array(fc.nat(9), { minLength: 1, maxLength: 6 }),
});

describe('Evidence', () => {
  it('sums neighbours as session kNN does, and rules as counting them naively does', () => {
    fc.assert(
      fc.property(shop, ({ sessions, clicks }) => {
        const log = new SessionLog();
        sessions.forEach((items, s) => {
          items.forEach((item, c) => {
            log.add(`${s}`, `${item}`, s * 100 + c);
          });
        });
        const known = gatherKnowledge(log.finish());
        const seen = clicks.map((item) => known.items.indexOf(`${item}`)).filter((item) => item !== -1);
        if (seen.length === 0) return;
        const focus = new Focus(known.items.length, DEFAULT_KNN.clicks);
        focus.set(seen, seen.length, DEFAULT_KNN.clicks);
        const evidence = new Evidence(known.view, known.items.length, DEFAULT_KNN);
        evidence.gather(focus);
        const value = (item: number, column: number) => evidence.values[evidence.entry(item) * WIDTH + column]!;

        const list = new RankedList();
        list.start(50);
        new SessionKnn(new Evidence(known.view, known.items.length, DEFAULT_KNN), known.rarity, 0).rank(focus, list);
        list.finish();
        for (let r = 0; r < list.length; r++) {
          expect(Math.fround(value(list.item[r]!, KNN))).toBeCloseTo(list.score[r]!, 5);
          expect(value(list.item[r]!, COUNT)).toBeGreaterThan(0);
          expect(value(list.item[r]!, AFTER)).toBeLessThanOrEqual(value(list.item[r]!, KNN) + 1e-12);
        }

        const current = known.items[seen.at(-1)!]!;
        const prior = known.items[focus.item[1] ?? -1];
        known.items.forEach((item, index) => {
          const counted = { direct: 0, forward: 0, backward: 0 };
          for (const items of sessions) {
            items.forEach((at, c) => {
              if (`${at}` !== current) return;
              items.forEach((other, d) => {
                if (`${other}` !== item || d === c || Math.abs(d - c) > 10) return;
                if (d === c + 1) counted.direct++;
                if (d > c) counted.forward += 1 / (d - c);
                else counted.backward += 1 / (c - d);
              });
            });
          }
          expect(value(index, DIRECT)).toBe(counted.direct);
          expect(value(index, FORWARD)).toBeCloseTo(counted.forward, 4);
          expect(value(index, BACKWARD)).toBeCloseTo(counted.backward, 4);
          expect(value(index, FRESH)).toBeLessThanOrEqual(counted.forward + counted.backward + 1e-4);
          expect(value(index, FRESH) > 0).toBe(counted.forward + counted.backward > 0);
          let afterPrior = 0;
          for (const items of focus.length > 1 ? sessions : []) {
            items.forEach((at, c) => {
              if (`${at}` !== prior) return;
              for (let d = c + 1; d < items.length && d <= c + 10; d++)
                if (`${items[d]}` === item) afterPrior += 1 / (d - c);
            });
          }
          expect(value(index, PRIOR)).toBeCloseTo(afterPrior, 4);
        });
      }),
    );
  });
});
