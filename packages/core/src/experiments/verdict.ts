/** What a shop is told, in words and money [X28]. */
import type { ArmFigures, MetricFigures } from './judge.ts';

/** What the metric is worth, and to how many. */
export interface Money {
  /** Minor units per one of the metric: 1 where the metric is money already, the margin of an order where it is orders. */
  perMetric: number;
  /** Units that the stake is counted for: a month's, or a thousand. */
  units: number;
  /** What they are, as the sentence goes on: `a month`, `per 1,000 people`. */
  of: string;
  /** ISO 4217. */
  currency: string;
  /** Digits of the currency's minor unit. */
  digits: number;
}

export type Outcome = 'broken' | 'too-early' | 'undecided' | 'winner' | 'control-is-best';

export interface Verdict {
  outcome: Outcome;
  /** The arm to serve, where one is found. */
  arm: string | null;
  /** Minor units against the control for `Money.units`, with the interval's ends; null where no money was given or nothing is known. */
  stake: { estimate: number; from: number; to: number } | null;
  sentence: string;
}

export interface VerdictQuestion {
  splitIsRight: boolean;
  alpha: number;
  money?: Money;
}

/** Of one metric. */
export function verdictOf(metric: MetricFigures, { splitIsRight, alpha, money }: VerdictQuestion): Verdict {
  const say = (outcome: Outcome, sentence: string, found?: ArmFigures): Verdict => ({
    outcome,
    arm: outcome === 'winner' || outcome === 'control-is-best' ? (found?.arm ?? metric.arms[0]!.arm) : null,
    stake: found && money ? stakeOf(found, money) : null,
    sentence,
  });
  if (!splitIsRight) {
    return say(
      'broken',
      'The arms do not have the visitors that their weights say. Something is broken: dealing, exposure or the log. Believe no figure until it is found.',
    );
  }
  const [control, ...variations] = metric.arms;
  const answered = variations.filter(({ lift }) => lift !== null);
  if (!control || answered.length === 0) {
    const why = variations[0]?.silence;
    return say('too-early', `Too early to say${why ? `: ${why} yet` : ''}.`);
  }
  const sign = metric.better === 'more' ? 1 : -1;
  const gain = (arm: ArmFigures) => sign * arm.lift!.absolute.estimate;
  const sure = answered.filter(({ p }) => p < alpha);
  const winners = sure.filter((arm) => gain(arm) > 0).sort((a, b) => gain(b) - gain(a));
  const [winner] = winners;
  if (winner) {
    return say(
      'winner',
      `“${winner.arm}” is better than “${control.arm}” by ${liftWords(winner)}${moneyWords(winner, money)}. ${certainty(winner)}`,
      winner,
    );
  }
  if (sure.length === answered.length && answered.length === variations.length) {
    const [least] = sure.toSorted((a, b) => gain(b) - gain(a));
    const what =
      variations.length === 1 ? `“${least!.arm}” is worse by ${liftWords(least!)}` : 'every other arm is worse';
    return {
      ...say('control-is-best', `“${control.arm}” is best: ${what}${moneyWords(least!, money)}.`, least),
      arm: control.arm,
    };
  }
  const [leader] = answered.toSorted((a, b) => gain(b) - gain(a));
  return say(
    'undecided',
    `Nothing is sure yet. “${leader!.arm}” stands at ${liftWords(leader!)} against “${control.arm}”${moneyWords(leader!, money)}. ${certainty(leader!)}`,
    leader,
  );
}

function certainty({ chanceToBeBest }: ArmFigures): string {
  return `The chance that it is the best arm is ${percent(Math.min(chanceToBeBest, 0.999))}.`;
}

function liftWords({ lift }: ArmFigures): string {
  const { estimate, from, to } = lift!.relative;
  return `${signed(estimate)} (between ${signed(from)} and ${signed(to)})`;
}

function stakeOf({ lift }: ArmFigures, { perMetric, units }: Money) {
  const { estimate, from, to } = lift!.absolute;
  const worth = (difference: number) => Math.round(difference * perMetric * units);
  return { estimate: worth(estimate), from: worth(from), to: worth(to) };
}

function moneyWords(arm: ArmFigures, money: Money | undefined): string {
  if (!money) return '';
  const { estimate, from, to } = stakeOf(arm, money);
  const amount = (minor: number) => {
    const digits = Math.abs(minor) >= 1_000 * 10 ** money.digits ? 0 : money.digits;
    return `${minor < 0 ? '−' : ''}${(Math.abs(minor) / 10 ** money.digits).toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
  };
  return `, which is ${amount(estimate)} ${money.currency} ${money.of} (between ${amount(from)} and ${amount(to)})`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

function signed(share: number): string {
  if (share === Number.POSITIVE_INFINITY) return 'no limit';
  if (share === Number.NEGATIVE_INFINITY) return 'no limit below';
  return `${share < 0 ? '−' : '+'}${(100 * Math.abs(share)).toFixed(1)}%`;
}
