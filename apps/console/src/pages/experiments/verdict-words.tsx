/** What is to be done, in plain words, with the money at stake. */
import { money, percent } from '../../format.ts';
import { Badge, type Mood } from '../../parts/badge.tsx';
import { t } from '../../words.ts';
import { type Lift, type Metric, type Report, spokenOf } from './reading.ts';

const MOODS: Record<Report['verdicts'][Metric]['outcome'], Mood> = {
  broken: 'bad',
  'too-early': 'plain',
  undecided: 'warn',
  winner: 'good',
  'control-is-best': 'accent',
};

export function VerdictWords({ report, metric, currency }: { report: Report; metric: Metric; currency: string }) {
  const { outcome, stake } = report.verdicts[metric];
  const spoken = spokenOf(report, metric);
  const control = report.arms[0]?.arm ?? '';
  const values = { arm: spoken?.arm.arm ?? '', control, ...(spoken && liftWords(spoken.lift)) };
  return (
    <p class="verdict" role="status" data-outcome={outcome}>
      <Badge mood={MOODS[outcome]}>{t(`exp.outcome_${outcome}`)}</Badge> {t(`exp.words_${outcome}`, values)}{' '}
      {stake &&
        outcome !== 'broken' &&
        t('exp.stake', {
          amount: money(stake.estimate, currency),
          from: money(stake.from, currency),
          to: money(stake.to, currency),
        })}{' '}
      {spoken &&
        outcome !== 'broken' &&
        t('exp.chance', {
          arm: spoken.arm.arm,
          chance: percent(Math.min(0.999, spoken.arm.metrics[metric].chance_to_be_best)),
        })}
    </p>
  );
}

export function liftWords({ estimate, from, to }: Lift) {
  const share = (end: number | null) => (end === null ? t('exp.no_limit') : percent(end, true));
  return { lift: percent(estimate, true), from: share(from), to: share(to) };
}
