/**
 * Whether experiments can be believed, by seeded simulation: false alarms under peeking, the planner's promise, SRM.
 * `npm run bench experiments`; EXPERIMENT_RUNS=20000 for more digits.
 */

import {
  alarms,
  buys,
  type Method,
  type Metric,
  powerFound,
  spends,
  srmFound,
} from '@edgewise/core/experiments/simulate.testkit';
import { banditRegret, shareOfRisen } from '@edgewise/core/experiments/simulate-bandit.testkit';

const RUNS = Number(process.env.EXPERIMENT_RUNS ?? 5_000);
const SEED = 20_261_122;

const percent = (share: number | undefined) => `${(100 * (share ?? Number.NaN)).toFixed(2)}%`.padStart(8);

console.log(`${RUNS} runs each, seed ${SEED}; a look after every 100 of 20,000 visitors, at 5%. No true effect:`);
const METHODS: Method[] = ['sequential', 'naive', 'sequential by the delta method'];
console.log(`  ${'false alarms'.padEnd(38)}${METHODS.map((name) => name.padStart(name.length + 3)).join('')}`);
const metrics: [string, Metric][] = [
  ['0.5% buy', buys(0.005)],
  ['2% buy', buys(0.02)],
  ['5% buy', buys(0.05)],
  ['30% click', buys(0.3)],
  ['5% spend, median 40, log-normal σ 0.8', spends(0.05, 40, 0.8)],
];
for (const [name, metric] of metrics) {
  const found = alarms(RUNS, SEED, [metric, metric], METHODS);
  console.log(
    `  ${name.padEnd(38)}${METHODS.map((method) => percent(found[method]).padStart(method.length + 3)).join('')}`,
  );
}

console.log('\nPower of the verdict of an experiment as long as the planner says, for the lift it was planned for:');
const plans: [string, number, number, number][] = [
  ['5% buy, +20%', 0.05, 0.2, 1],
  ['20% buy, +10%', 0.2, 0.1, 1],
  ['2% buy, −30%', 0.02, -0.3, 1],
  ['5% buy, +20%, three arms', 0.05, 0.2, 2],
];
for (const [name, mean, lift, variations] of plans) {
  for (const method of ['fixed', 'sequential'] as const) {
    for (const power of [0.8, 0.9]) {
      const found = powerFound(RUNS, SEED, { mean, lift, method, power, variations });
      console.log(`  ${name.padEnd(26)}${method.padEnd(12)} promised ${percent(power)}  found ${percent(found)}`);
    }
  }
}

console.log('\nSRM at 0.001:');
const exact = 4_800; // of 10,000
console.log(
  `  exactly ${exact} : ${10_000 - exact}                       ${percent(srmFound(1, SEED, 10_000, exact / 10_000, true))}`,
);
console.log(
  `  10,000 units drawn at 48 : 52            ${percent(srmFound(RUNS, SEED, 10_000, 0.48))} (no test can find more than 81.7%)`,
);
console.log(`  10,000 units an arm, drawn at 48 : 52    ${percent(srmFound(RUNS, SEED, 20_000, 0.48))}`);
console.log(`  10,000 units, drawn evenly               ${percent(srmFound(4 * RUNS, SEED, 10_000, 0.5))}`);

console.log('\nBandit, 8 weeks of 600 visitors a day: conversions missed a run');
const shops = [
  [0.05, 0.06],
  [0.04, 0.042, 0.045, 0.055],
  [0.05, 0.05, 0.05, 0.05, 0.06],
];
for (const rates of shops) {
  const { bandit, test, stopped } = banditRegret(Math.min(RUNS, 300), SEED, rates);
  const part = (other: number) => `${other.toFixed(0)} (${percent(bandit / other).trim()})`;
  console.log(
    `  ${rates.join(' ').padEnd(30)} ${bandit.toFixed(0)}; an even test ${part(test)}, one stopped when a winner is found ${part(stopped)}`,
  );
}
const { least, after } = shareOfRisen(Math.min(RUNS, 100), SEED);
console.log(
  `  the worst arm becomes the best on day 40 of 100: least share ${percent(least)}, last two weeks ${percent(after)}`,
);
