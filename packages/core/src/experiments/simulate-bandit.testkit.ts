/** A bandit beside an A/B test on the same seeded shop. */
import { DEFAULT_BANDIT, newBandit, observe, shares } from './bandit.ts';
import { liftOf } from './lift.ts';
import { sampleOf } from './sample.ts';
import { seeded } from './simulate.testkit.ts';

const DAY = 86_400_000;

interface Shop {
  /** Conversion rate of each arm on a day. */
  rates(day: number): readonly number[];
  days: number;
  unitsPerDay: number;
}

/** Conversions that were missed because another arm than the day's best was shown, and each arm's share by day. */
interface Course {
  regret: number;
  shares: number[][];
}

type Chooser = (day: number, units: readonly number[], yes: readonly number[]) => number[];

function run({ rates, days, unitsPerDay }: Shop, seed: number, choose: Chooser): Course {
  const random = seeded(seed);
  const course: Course = { regret: 0, shares: [] };
  const arms = rates(0).length;
  let [units, yes] = [new Array<number>(arms).fill(0), new Array<number>(arms).fill(0)];
  for (let day = 0; day < days; day++) {
    const part = choose(day, units, yes);
    course.shares.push(part);
    [units, yes] = [new Array(arms).fill(0), new Array(arms).fill(0)];
    const today = rates(day);
    const best = Math.max(...today);
    for (let i = 0; i < unitsPerDay; i++) {
      let arm = 0;
      for (let place = random(); arm < arms - 1 && place >= part[arm]!; arm++) place -= part[arm]!;
      units[arm]!++;
      if (random() < today[arm]!) yes[arm]!++;
      course.regret += best - today[arm]!;
    }
  }
  return course;
}

/** A new bandit, which sees each day what the day before brought. */
const bandit =
  (settings = DEFAULT_BANDIT) =>
  (arms: number): Chooser => {
    const ids = Array.from({ length: arms }, (_, i) => `${i}`);
    let state = newBandit(ids, 0);
    return (day, units, yes) => {
      const seen = ids.map((arm, i) => ({ arm, units: units[i]!, sum: yes[i]!, sumSquares: yes[i]! }));
      state = observe(state, seen, day * DAY, settings);
      return shares(state, settings);
    };
  };

/**
 * An A/B/n test of the whole time, split evenly: what a shop does that waits for the planned end. The verdict at the end is too
 * late to save anything in it.
 */
const evenly =
  (arms: number): Chooser =>
  () =>
    new Array<number>(arms).fill(1 / arms);

/** A harder rival: the test ends on the day that the sequential method finds a best arm, which then is shown to all. */
function untilFound(arms: number): Chooser {
  const total = { units: new Array<number>(arms).fill(0), yes: new Array<number>(arms).fill(0) };
  let winner = -1;
  return (_, units, yes) => {
    for (let i = 0; i < arms; i++) {
      total.units[i]! += units[i]!;
      total.yes[i]! += yes[i]!;
    }
    if (winner < 0) {
      const samples = total.units.map((n, i) => sampleOf({ kind: 'proportion', n, sum: total.yes[i]! }));
      const best = samples.reduce((top, one, i) => (one.mean > samples[top]!.mean ? i : top), 0);
      const beaten = samples.every((one, i) => {
        const lift = i === best ? undefined : liftOf(one, samples[best]!, { alpha: 0.05 / (arms - 1) });
        return lift === undefined || (typeof lift !== 'string' && lift.p < 0.05 / (arms - 1));
      });
      if (beaten) winner = best;
    }
    return total.units.map((_, i) => (winner < 0 ? 1 / arms : i === winner ? 1 : 0));
  };
}

/** Mean regret, conversions a run: four strategies, one of them better, for eight weeks. */
export function banditRegret(
  runs: number,
  seed: number,
  rates: readonly number[] = [0.04, 0.042, 0.045, 0.055],
  settings = DEFAULT_BANDIT,
) {
  const shop: Shop = { rates: () => rates, days: 56, unitsPerDay: 600 };
  const mean = (chooser: (arms: number) => Chooser) => {
    let sum = 0;
    for (let i = 0; i < runs; i++) sum += run(shop, seed + i, chooser(rates.length)).regret;
    return sum / runs;
  };
  return { bandit: mean(bandit(settings)), test: mean(evenly), stopped: mean(untilFound) };
}

/** The worst arm becomes the best on day 40 of 100: its least share ever, and its mean share in the last two weeks. */
export function shareOfRisen(runs: number, seed: number, settings = DEFAULT_BANDIT): { least: number; after: number } {
  const shop: Shop = {
    rates: (day) => [0.05, 0.045, day < 40 ? 0.03 : 0.075],
    days: 100,
    unitsPerDay: 600,
  };
  let least = 1;
  let after = 0;
  for (let i = 0; i < runs; i++) {
    const risen = run(shop, seed + i, bandit(settings)(3)).shares.map((part) => part[2]!);
    least = Math.min(least, ...risen);
    after += risen.slice(-14).reduce((sum, share) => sum + share, 0) / 14;
  }
  return { least, after: after / runs };
}
