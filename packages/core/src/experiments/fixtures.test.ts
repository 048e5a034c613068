/** What gbstats and Spotify's confidence answer, we answer. Counted family by family. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { believe, riskOf } from './bayes.ts';
import { betaDifference, betaInterval, betaPosterior } from './beta-binomial.ts';
import { type Answer, fixedHorizon, isSilent, type Question, sequential, sequentialByDelta } from './compare.ts';
import { type CupedSums, cupedTheta, type Sample, type Sums, sampleOf, samplesOf } from './sample.ts';
import { SRM_ALPHA, srm } from './srm.ts';

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}/cases.json`, import.meta.url), 'utf8'));

interface ArmFixture {
  n: number;
  sum: number;
  sum_squares?: number;
  proportion?: boolean;
  post?: { sum: number; sum_squares: number };
  pre?: { sum: number; sum_squares: number };
  post_pre_sum_of_products?: number;
}
interface Fixture {
  name: string;
  a: ArmFixture;
  b: ArmFixture;
  difference?: Question['difference'];
  side?: Question['side'];
  tuning?: number;
  prior?: { mean: number; variance: number };
  expected: number;
  ci: [number | string, number | string];
  stddev: number;
  pValue: number;
  chanceToWin: number;
  risk: [number, number];
}

const squares = ({ sum, sum_squares }: { sum: number; sum_squares: number }) => ({ sum, sumSquares: sum_squares });
function sumsOf({ n, sum, sum_squares, proportion, post, pre, post_pre_sum_of_products }: ArmFixture): Sums {
  if (post && pre) {
    return { kind: 'cuped', n, post: squares(post), pre: squares(pre), sumProducts: post_pre_sum_of_products! };
  }
  return proportion ? { kind: 'proportion', n, sum } : { kind: 'mean', n, sum, sumSquares: sum_squares! };
}

/** The fixtures are rounded to five decimals; Infinity is a word there. */
function near(got: number, expected: number | string, digits = 5): void {
  const wanted = Number(expected);
  if (Number.isFinite(wanted)) expect(Math.abs(got - wanted)).toBeLessThanOrEqual(0.5000001 * 10 ** -digits);
  else expect(got).toBe(wanted);
}

function asked(fixture: Fixture, ask: (a: Sample, b: Sample, question: Question) => Answer | string): void {
  const [a, b] = samplesOf([sumsOf(fixture.a), sumsOf(fixture.b)]);
  const { difference = 'relative', side = 'both', tuning } = fixture;
  const answer = ask(a!, b!, { difference, side, ...(tuning !== undefined && { tuning }) });
  if (typeof answer === 'string') throw new Error(answer);
  near(answer.estimate, fixture.expected);
  near(answer.from, fixture.ci[0]);
  near(answer.to, fixture.ci[1]);
  near(answer.standardError, fixture.stddev);
  near(answer.p, fixture.pValue);
}

/** Runs each, counts, and fails with the names of those that do not hold. */
function counted(family: string, cases: readonly [name: string, check: () => void][]): void {
  const failed = cases.flatMap(([name, check]) => {
    try {
      check();
      return [];
    } catch (error) {
      return [`${name}: ${(error as Error).message}`];
    }
  });
  console.log(`${family}: ${cases.length - failed.length} of ${cases.length}`);
  expect(failed).toEqual([]);
}

const gbstats = read('gbstats');
const named = (of: Fixture[], check: (fixture: Fixture) => void) =>
  of.map((fixture): [string, () => void] => [fixture.name, () => check(fixture)]);

describe('fixtures', () => {
  it('[X22] gbstats, fixed horizon', () => {
    counted(
      'gbstats fixed horizon',
      named(gbstats.frequentist, (fixture) => asked(fixture, fixedHorizon)),
    );
  });

  it('[X23] gbstats, sequential', () => {
    counted(
      'gbstats sequential',
      named(gbstats.sequential, (fixture) => asked(fixture, sequentialByDelta)),
    );
  });

  it('[X21] gbstats, CUPED', () => {
    const [adjusted, theta] = gbstats.cuped;
    const sum = (values: number[], of = values) => values.reduce((total, value, i) => total + value * of[i]!, 0);
    const ones = theta.pre.map(() => 1);
    const arm: CupedSums = {
      kind: 'cuped',
      n: theta.pre.length,
      pre: { sum: sum(theta.pre, ones), sumSquares: sum(theta.pre) },
      post: { sum: sum(theta.post, ones), sumSquares: sum(theta.post) },
      sumProducts: sum(theta.pre, theta.post),
    };
    counted('gbstats CUPED', [
      [adjusted.name, () => asked(adjusted, sequentialByDelta)],
      [theta.name, () => near(cupedTheta([arm, arm]), theta.theta)],
    ]);
  });

  it('[X24] gbstats, Bayes', () => {
    counted(
      'gbstats Bayes',
      named(gbstats.bayesian, (fixture) => {
        if ('mu' in fixture) {
          const { mu, sigma } = fixture as unknown as { mu: number; sigma: number };
          const { control, variation } = riskOf(mu, sigma);
          near(control, fixture.risk[0], 10);
          near(variation, fixture.risk[1], 10);
          return;
        }
        const [a, b] = samplesOf([sumsOf(fixture.a), sumsOf(fixture.b)]);
        const belief = believe(a!, b!, { difference: 'relative', ...(fixture.prior && { prior: fixture.prior }) });
        if (typeof belief === 'string') throw new Error(belief);
        near(belief.estimate, fixture.expected);
        near(belief.from, fixture.ci[0]);
        near(belief.to, fixture.ci[1]);
        near(belief.standardError, fixture.stddev);
        near(belief.chanceToWin, fixture.chanceToWin);
        near(belief.risk.control, fixture.risk[0]);
        near(belief.risk.variation, fixture.risk[1]);
      }),
    );
  });

  it('[X25] GrowthBook, SRM', () => {
    const { cases, warn_threshold } = read('srm') as { cases: [number[], number[], number][]; warn_threshold: number };
    expect(SRM_ALPHA).toBe(warn_threshold);
    counted(
      'GrowthBook SRM',
      cases.map(([counts, weights, p]) => [JSON.stringify(counts), () => near(srm(counts, weights), p, 9)]),
    );
  });

  it('[X24] Spotify, beta-binomial', () => {
    const { data, summary_95: summary, ...rest } = read('confidence').beta_binomial;
    const of = (where: string, arm: string) => betaPosterior(data[where][arm][0], data[where][arm][1]);
    const intervals = (summary.order as string[]).map((name, i): [string, () => void] => [
      name,
      () => {
        const [where, arm] = name.split(' ');
        const { from, to } = betaInterval(of(where!, arm!));
        near(from, summary.lower[i], 8);
        near(to, summary.upper[i], 8);
      },
    ]);
    const drawn = rest['us control->test'];
    counted('Spotify beta-binomial', [
      ...intervals,
      [
        'us control->test, which they draw 500,000 times: to the error of such a draw',
        () => {
          const got = betaDifference(of('us', 'control'), of('us', 'test'));
          const deviation = 0.05;
          const error = (6 * deviation) / Math.sqrt(500_000);
          expect(Math.abs(got.difference - drawn.difference)).toBeLessThan(error);
          expect(Math.abs(got.from - drawn.ci[0])).toBeLessThan(3 * error);
          expect(Math.abs(got.to - drawn.ci[1])).toBeLessThan(3 * error);
          expect(Math.abs(got.chanceToWin - drawn.p_gt)).toBeLessThan(6 * Math.sqrt((0.96 * 0.04) / 500_000));
          expect(Math.abs(-got.loss - drawn.potential_loss_test)).toBeLessThan(error);
          expect(Math.abs(got.gain - drawn.potential_gain_test)).toBeLessThan(error);
        },
      ],
    ]);
  });

  it('silences are said, not computed', () => {
    const [flat, empty, zero, one] = [
      [10, 10, 10],
      [0, 0, 0],
      [9, 0, 16],
      [9, 9, 25],
    ].map(([n, sum, sumSquares]) => sampleOf({ kind: 'mean', n: n!, sum: sum!, sumSquares: sumSquares! })) as [
      Sample,
      Sample,
      Sample,
      Sample,
    ];
    expect(fixedHorizon(flat, flat, { difference: 'absolute' })).toBe('no variance');
    expect(sequential(empty, flat)).toBe('no units');
    const silent = fixedHorizon(zero, one, { difference: 'relative' });
    expect([silent, isSilent(silent)]).toEqual(['the control is zero', true]);
  });
});
