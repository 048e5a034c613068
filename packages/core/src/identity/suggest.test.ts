import { describe, expect, it } from 'vitest';
import { households, seeded, shareOf } from './households.testkit.ts';
import { compare, probability, reasonsOf, type Traces } from './suggest.ts';

const traces = (over: Partial<Traces>): Traces => ({ cells: new Map(), items: [], language: '', place: '', ...over });
const share = () => 0.01;

describe('[I9] probable links', () => {
  it('say what they claim: of pairs given p, about a share p are one person', () => {
    const bins = Array.from({ length: 5 }, () => ({ pairs: 0, same: 0, claimed: 0 }));
    let right = 0;
    let shown = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const devices = households(seeded(seed), 60);
      for (const [i, a] of devices.entries()) {
        for (const b of devices.slice(i + 1)) {
          const p = probability(compare(a, b, shareOf));
          if (p === 0) continue;
          const same = a.person === b.person ? 1 : 0;
          const bin = bins[Math.min(4, Math.floor(p * 5))]!;
          bin.pairs++;
          bin.same += same;
          bin.claimed += p;
          if (p >= 0.5) {
            shown++;
            right += same;
          }
        }
      }
    }
    for (const { pairs, same, claimed } of bins) {
      console.log(`claimed ${(claimed / pairs).toFixed(2)}, true ${(same / pairs).toFixed(2)} of ${pairs} pairs`);
      expect(Math.abs(claimed - same) / pairs).toBeLessThan(0.1);
    }
    console.log(`suggestions at p ≥ 0.5: ${shown}, of which ${((right / shown) * 100).toFixed(0)} % are one person`);
  });

  it('rises with each thing that speaks for it, and falls where something speaks against it', () => {
    const at = (over: Partial<ReturnType<typeof compare>>) =>
      probability({ networkHours: 1, items: 5, language: 0, place: 0, ...over });
    expect(at({ networkHours: 3 })).toBeGreaterThan(at({}));
    expect(at({ items: 9 })).toBeGreaterThan(at({}));
    expect(at({ language: 1 })).toBeGreaterThan(at({}));
    expect(at({ language: -1 })).toBeLessThan(at({}));
    expect(at({ place: -1 })).toBeLessThan(at({ place: 1 }));
  });

  it('never follows from tastes alone, and a crowded network says little', () => {
    const items = ['a', 'b', 'c', 'd'];
    expect(probability(compare(traces({ items }), traces({ items }), share))).toBe(0);
    const cell = (crowd: number) => traces({ cells: new Map([['n/1', crowd]]), items });
    const [home, airport] = [compare(cell(2), cell(2), share), compare(cell(200), cell(200), share)];
    expect(home.networkHours).toBe(1);
    expect(airport.networkHours).toBeLessThan(0.01);
    expect(probability(airport)).toBeLessThan(probability(home));
  });

  it('counts items in order, rare ones for more', () => {
    const cells = new Map([['n/1', 2]]);
    const of = (items: string[], other: string[], each = share) =>
      compare(traces({ cells, items }), traces({ cells, items: other }), each).items;
    expect(of(['a', 'b', 'c'], ['a', 'b', 'c'])).toBeCloseTo(3 * -Math.log(0.01));
    expect(of(['a', 'b', 'c'], ['c', 'b', 'a'])).toBeCloseTo(-Math.log(0.01));
    expect(of(['a', 'a', 'a'], ['a', 'a'])).toBeCloseTo(-Math.log(0.01));
    expect(of(['a'], ['a'], () => 0.5)).toBeLessThan(of(['a'], ['a']));
  });

  it('gives reasons', () => {
    expect(reasonsOf({ networkHours: 2, items: 4.6, language: 1, place: -1 })).toEqual([
      'seen in the same network in 2.0 of the same hours',
      'looked at the same rare items in the same order (4.6 nats)',
      'same language',
      'different places',
    ]);
    expect(reasonsOf({ networkHours: 0, items: 0, language: 0, place: 0 })).toEqual([]);
  });
});
