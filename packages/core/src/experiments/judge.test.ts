import fc from 'fast-check';
import jstat from 'jstat';
import { describe, expect, it } from 'vitest';
import { chanceToBeBest } from './bayes.ts';
import { DEFAULT_TUNING, fixedHorizon, sequentialBoundary } from './compare.ts';
import { corrected } from './corrections.ts';
import { effectsOf } from './effects.ts';
import { factorialArms } from './factors.ts';
import { type Judging, judge } from './judge.ts';
import { BrokenFigure, type Sums, sampleOf } from './sample.ts';
import { normal, seeded } from './simulate.testkit.ts';
import { sumUp, sumUpPairs, winsorCap } from './winsorise.ts';

const yes = (n: number, sum: number): Sums => ({ kind: 'proportion', n, sum });
const even = [
  { id: 'today', weight: 1 },
  { id: 'new', weight: 1 },
];
const money = { perMetric: 2_000, units: 50_000, of: 'a month', currency: 'RON', digits: 2 };
const orders = (...arms: Sums[]) => [{ id: 'orders', better: 'more' as const, arms, money }];

describe('verdict', () => {
  it('[X28] a winner is said in one sentence, with the money and its interval', () => {
    const { metrics } = judge(even, orders(yes(20_000, 1_000), yes(20_000, 1_300)));
    const { verdict } = metrics[0]!;
    expect(verdict).toMatchObject({ outcome: 'winner', arm: 'new', stake: { estimate: 1_500_000 } });
    expect(verdict.sentence).toBe(
      '“new” is better than “today” by +30.0% (between +14.1% and +48.5%), which is 15,000 RON a month (between 7,526 and 22,474). The chance that it is the best arm is 99.9%.',
    );
    const { from, to } = verdict.stake!;
    expect([from > 0, to > from, metrics[0]!.arms[1]!.expectedLoss < 1e-9]).toEqual([true, true, true]);
  });

  it('[X28] undecided, too early, and the control best', () => {
    const said = (...arms: Sums[]) => judge(even, orders(...arms)).metrics[0]!.verdict;
    expect(said(yes(1_000, 50), yes(1_000, 52))).toMatchObject({ outcome: 'undecided', arm: null });
    expect(said(yes(0, 0), yes(0, 0)).sentence).toBe('Too early to say: no units yet.');
    expect(said(yes(500, 0), yes(500, 4)).sentence).toBe('Too early to say: no variance yet.');
    const worse = said(yes(20_000, 1_300), yes(20_000, 1_000));
    expect(worse).toMatchObject({ outcome: 'control-is-best', arm: 'today' });
    expect(worse.sentence).toMatch(/^“today” is best: “new” is worse by −23\.1% .* which is −15,000 RON/);
    // Fewer returns are better.
    const metric = { id: 'returns', better: 'less' as const, arms: [yes(20_000, 1_300), yes(20_000, 1_000)] };
    expect(judge(even, [metric]).metrics[0]!.verdict).toMatchObject({ outcome: 'winner', arm: 'new', stake: null });
  });

  it('[X25] a broken split gives no verdict, however good the figures', () => {
    const { metrics, splitIsRight } = judge(even, orders(yes(5_200, 300), yes(4_800, 900)));
    const { verdict } = metrics[0]!;
    expect([splitIsRight, verdict.outcome, verdict.arm]).toEqual([false, 'broken', null]);
  });

  it('[X26] four arms and two metrics are not eight chances', () => {
    const arms = ['today', 'a', 'b', 'c', 'd'].map((id) => ({ id, weight: 1 }));
    const sums = [1_000, 1_150, 1_010, 1_020, 990].map((sum) => yes(20_000, sum));
    const metrics = [...orders(...sums), { id: 'clicks', better: 'more' as const, arms: sums }];
    const p = (correction: 'none' | 'holm') => judge(arms, metrics, { correction }).metrics[0]!.arms[1]!.p;
    expect(p('holm')).toBeCloseTo(Math.min(1, 8 * p('none')), 10);
  });

  it('[X26] the metric that an experiment is judged by pays for its arms alone, the others for all of them', () => {
    const arms = ['today', 'a', 'b'].map((id) => ({ id, weight: 1 }));
    const sums = [1_000, 1_130, 1_010].map((sum) => yes(20_000, sum));
    const metrics = ['orders', 'clicks', 'baskets'].map((id) => ({ id, better: 'more' as const, arms: sums }));
    const p = (metric: number, judging: Judging) => judge(arms, metrics, judging).metrics[metric]!.arms[1]!.p;
    const bare = p(0, { correction: 'none' });
    expect(p(0, { primary: 'orders' })).toBeCloseTo(2 * bare, 12);
    expect(p(1, { primary: 'orders' })).toBeCloseTo(4 * bare, 12);
    expect(p(0, { primary: 'orders', method: 'fixed' })).toBeCloseTo(
      2 * p(0, { correction: 'none', method: 'fixed' }),
      12,
    );
  });

  it('[X26] [X27] the boundary that a plan of several arms counts on is where their verdict begins to be sure', () => {
    const arms = ['today', 'a', 'b', 'c'].map((id) => ({ id, weight: 1 }));
    // Means and variances of exactly these, so that the z of the first variation is the one asked for.
    const mean = (n: number, of: number): Sums => ({ kind: 'mean', n, sum: n * of, sumSquares: n * of * of + (n - 1) });
    for (const n of [500, 4_000, 90_000]) {
      const z = sequentialBoundary(2 * n, 0.05 / 3, DEFAULT_TUNING, 0.05);
      const lifted = (part: number) => mean(n, 10 + part * z * Math.sqrt(2 / n));
      const p = (part: number) =>
        judge(arms, [{ id: 'spent', better: 'more', arms: [mean(n, 10), lifted(part), mean(n, 10), mean(n, 10)] }], {
          primary: 'spent',
        }).metrics[0]!.arms[1]!.p;
      expect([p(0.999) > 0.05, p(1.001) < 0.05]).toEqual([true, true]);
    }
  });

  it('[X20] sums that are none are refused by name', () => {
    const refused: [Sums, string][] = [
      [yes(-1, 0), 'n: expected a number of units, found -1'],
      [yes(10, 11), 'sum: 11 of 10 units is no share'],
      [yes(10, Number.NaN), 'sum: expected a number, found NaN'],
      [{ kind: 'mean', n: 1.5, sum: 1, sumSquares: 1 }, 'n: expected'],
      [{ kind: 'mean', n: 2, sum: 10, sumSquares: 1 }, 'sumSquares: 1 is less than any 2 values that make 10'],
      [{ kind: 'mean', n: 2, sum: 10, sumSquares: Number.POSITIVE_INFINITY }, 'sumSquares: expected a number'],
    ];
    for (const [sums, message] of refused) {
      expect(() => judge(even, orders(sums, yes(10, 5)))).toThrow(sums.kind === 'mean' ? 'one kind' : message);
      expect(() => sampleOf(sums)).toThrow(message);
      expect(() => sampleOf(sums)).toThrow(BrokenFigure);
    }
  });

  it('[X20] whatever the counts, nothing said is NaN', () => {
    const count = fc.tuple(fc.integer({ min: 0, max: 1e12 }), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(count, count, ([n, p], [m, q]) => {
        const judged = judge(even, orders(yes(n, Math.floor(n * p)), yes(m, Math.floor(m * q))));
        expect(JSON.stringify(judged, (_, value) => (Number.isNaN(value) ? 'NaN' : value))).not.toContain('NaN');
      }),
    );
  });
});

describe('figures', () => {
  it('[X26] corrections are what their definitions say', () => {
    const p = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(p, { minLength: 1, maxLength: 9 }), (ps) => {
        const m = ps.length;
        const rank = (i: number) => ps.filter((other, j) => other < ps[i]! || (other === ps[i] && j <= i)).length;
        const holm = corrected(ps, 'holm');
        const bh = corrected(ps, 'benjamini-hochberg');
        for (const i of ps.keys()) {
          const upTo = [...ps.keys()].filter((j) => rank(j) <= rank(i)).map((j) => ps[j]! * (m - rank(j) + 1));
          const from = [...ps.keys()].filter((j) => rank(j) >= rank(i)).map((j) => (ps[j]! * m) / rank(j));
          expect(holm[i]).toBeCloseTo(Math.min(1, Math.max(...upTo)), 12);
          expect(bh[i]).toBeCloseTo(Math.min(1, ...from), 12);
        }
      }),
    );
    expect(corrected([0.01, 0.02, 0.03, 0.04, 0.05], 'holm').map((x) => +x.toFixed(6))).toEqual([
      0.05, 0.08, 0.09, 0.09, 0.09,
    ]);
    expect(corrected([0.01, 0.02, 0.03], 'bonferroni').map((x) => +x.toFixed(6))).toEqual([0.03, 0.06, 0.09]);
    expect(() => corrected([1.2], 'holm')).toThrow('p: expected');
  });

  it('[X21] winsorising cuts every arm at one cap, taken among those who bought', () => {
    const spent = [...new Array(900).fill(0), ...Array.from({ length: 99 }, (_, i) => i + 1), 1e6];
    const cap = winsorCap(spent, 0.99);
    expect(cap).toBe(99);
    expect(sumUp(spent, cap)).toEqual({ kind: 'mean', n: 1_000, sum: 4_950 + 99, sumSquares: 328_350 + 99 * 99 });
    expect(sumUpPairs([{ post: 1e6, pre: 3 }], { post: cap, pre: cap })).toMatchObject({
      post: { sum: 99 },
      sumProducts: 297,
    });
    expect(winsorCap([0, 0], 0.99)).toBe(Infinity);
    expect(() => winsorCap([1, Number.NaN], 0.9)).toThrow('NaN');
  });

  it('[X22] Welch on raw numbers, with jstat’s t', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(values, values, (x, y) => {
        const naive = (of: number[]) => {
          const mean = of.reduce((sum, value) => sum + value, 0) / of.length;
          return { mean, error: of.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (of.length - 1) / of.length };
        };
        const [a, b] = [naive(x), naive(y)];
        fc.pre(a.error > 0 && b.error > 0);
        const answer = fixedHorizon(sampleOf(sumUp(x)), sampleOf(sumUp(y)), { difference: 'absolute' });
        if (typeof answer === 'string') throw new Error(answer);
        const t = (b.mean - a.mean) / Math.sqrt(a.error + b.error);
        const dof = (a.error + b.error) ** 2 / (a.error ** 2 / (x.length - 1) + b.error ** 2 / (y.length - 1));
        expect(answer.estimate).toBeCloseTo(b.mean - a.mean, 9);
        expect(answer.p).toBeCloseTo(2 * (1 - jstat.studentt.cdf(Math.abs(t), dof)), 6);
        expect(answer.to - answer.estimate).toBeCloseTo(
          jstat.studentt.inv(0.975, dof) * Math.sqrt(a.error + b.error),
          5,
        );
      }),
    );
  });

  it('[X21] a ratio’s spread is that of its delta method, as drawing shows', () => {
    const random = seeded(5);
    const ratios: number[] = [];
    let one: ReturnType<typeof sampleOf> | undefined;
    for (let run = 0; run < 400; run++) {
      const sums = { n: 0, m: 0, mm: 0, d: 0, dd: 0, md: 0 };
      for (let i = 0; i < 300; i++) {
        const d = 1 + Math.floor(5 * random());
        const m = d * 10 + 8 * normal(random);
        sums.n++;
        sums.m += m;
        sums.mm += m * m;
        sums.d += d;
        sums.dd += d * d;
        sums.md += m * d;
      }
      one = sampleOf({
        kind: 'ratio',
        n: sums.n,
        numerator: { sum: sums.m, sumSquares: sums.mm },
        denominator: { sum: sums.d, sumSquares: sums.dd },
        sumProducts: sums.md,
      });
      ratios.push(one.mean);
    }
    const mean = ratios.reduce((sum, r) => sum + r, 0) / ratios.length;
    const variance = ratios.reduce((sum, r) => sum + (r - mean) ** 2, 0) / (ratios.length - 1);
    expect(mean).toBeCloseTo(10, 1);
    expect(variance / (one!.variance / one!.n)).toBeGreaterThan(0.75);
    expect(variance / (one!.variance / one!.n)).toBeLessThan(1.3);
  });

  it('[X24] the chance to be best is what drawing says, and ties are shared', () => {
    const random = seeded(3);
    const arms = [
      { mean: 0, deviation: 1 },
      { mean: 0.5, deviation: 0.3 },
      { mean: -1, deviation: 2 },
      { mean: 0.2, deviation: 1e-7 },
    ];
    const wins = [0, 0, 0, 0];
    let best = 0;
    const draws = 60_000;
    for (let i = 0; i < draws; i++) {
      const drawn = arms.map(({ mean, deviation }) => mean + deviation * normal(random));
      const top = Math.max(...drawn);
      wins[drawn.indexOf(top)]!++;
      best += top / draws;
    }
    const found = chanceToBeBest(arms);
    for (const [i, { chance, loss }] of found.entries()) {
      expect(Math.abs(chance - wins[i]! / draws)).toBeLessThan(0.01);
      expect(Math.abs(loss - (best - arms[i]!.mean))).toBeLessThan(0.02);
    }
    // Of two it is said in closed form: the same as with a third that is nowhere.
    const two = arms.slice(0, 2);
    const third = { mean: Math.min(...arms.map(({ mean: least }) => least)) - 1e3, deviation: 1 };
    for (const [i, { chance, loss }] of chanceToBeBest([...two, third])
      .slice(0, 2)
      .entries()) {
      expect(chanceToBeBest(two)[i]!.chance).toBeCloseTo(chance, 6);
      expect(chanceToBeBest(two)[i]!.loss).toBeCloseTo(loss, 6);
    }
    expect(
      chanceToBeBest([
        { mean: 1, deviation: 0 },
        { mean: 1, deviation: 0 },
        { mean: 0, deviation: 0 },
      ]),
    ).toEqual([
      { chance: 0.5, loss: 0 },
      { chance: 0.5, loss: 0 },
      { chance: 0, loss: 1 },
    ]);
  });

  it('[X7] main effects and interactions are those that were planted', () => {
    const arms = factorialArms([
      { id: 'colour', levels: ['grey', 'red'] },
      { id: 'rows', levels: ['1', '2', '3'] },
    ]);
    // red +2, rows 2 +1, rows 3 −1, red with rows 3 another +4.
    const planted: Record<string, number> = {
      'grey.1': 10,
      'grey.2': 11,
      'grey.3': 9,
      'red.1': 12,
      'red.2': 13,
      'red.3': 15,
    };
    const cells = arms.map((arm, i) => {
      const n = 10_000 + 500 * i;
      const mean = planted[arm.id]!;
      return { arm, sample: sampleOf({ kind: 'mean', n, sum: n * mean, sumSquares: n * mean * mean + 9 * (n - 1) }) };
    });
    const effects = effectsOf(cells);
    const of = (...levels: string[]) => effects.find((one) => Object.values(one.levels).join() === levels.join())!;
    expect(effects).toHaveLength(3 + 2);
    expect(of('red').estimate).toBeCloseTo(2 + 4 / 3, 9);
    expect(of('2').estimate).toBeCloseTo(1, 9);
    expect(of('3').estimate).toBeCloseTo(-1 + 2, 9);
    expect(of('red', '2').estimate).toBeCloseTo(0, 9);
    expect(of('red', '3').estimate).toBeCloseTo(4, 9);
    expect([of('red', '2').p > 0.99, of('red', '3').p < 1e-9, of('red', '3').from > 0]).toEqual([true, true, true]);
    // (1/3)² Σ v/n over all six cells.
    const spread = cells.reduce((sum, { sample }) => sum + 9 / sample.n, 0) / 9;
    expect(of('red').standardError).toBeCloseTo(Math.sqrt(spread), 9);
    expect(() => effectsOf(cells.slice(1))).toThrow('cells: expected 6');
  });
});
