/** What personalisation caused, beside what is not known yet: the lift over the holdout and its interval. */
import type { FiguresAnswer } from '@edgewise/edge/read-figures';
import type { LiftInterval } from '@edgewise/edge/read-lift';
import { money, number, percent } from '../../format.ts';
import { Badge } from '../../parts/badge.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Table } from '../../parts/table.tsx';
import { say, t } from '../../words.ts';
import { mayBeSaid, scaleOf, verdictOf } from './interval.ts';

/** Beside the figure itself, so that nobody takes a guess for a result. */
export function HowSure({ answer: { lift } }: { answer: FiguresAnswer }) {
  return lift && typeof lift.conversion === 'object' ? <VerdictBadge lift={lift.conversion} /> : null;
}

function VerdictBadge({ lift }: { lift: Exclude<LiftInterval, string> }) {
  const verdict = verdictOf(lift);
  const mood = verdict === 'more' ? 'good' : verdict === 'less' ? 'bad' : 'plain';
  return <Badge mood={mood}>{t(`verdict.${verdict}`)}</Badge>;
}

export function Lift({ answer: { lift, currency } }: { answer: FiguresAnswer }) {
  if (!lift) {
    return (
      <Empty title={t('shelves.lift_filtered')}>
        <p>{t('shelves.lift_filtered_words')}</p>
      </Empty>
    );
  }
  const people = lift.arms.reduce((sum, one) => sum + one.people, 0);
  if (people === 0) {
    return (
      <Empty title={t('shelves.lift_none')}>
        <p>{t('shelves.lift_none_words')}</p>
      </Empty>
    );
  }
  return (
    <>
      {lift.broken && <p class="fault-line">{t('shelves.broken')}</p>}
      <Interval label={t('shelves.lift_conversion')} lift={lift.conversion} />
      <Interval label={t('shelves.lift_revenue')} lift={lift.revenue} />
      <Table
        caption={t('shelves.arms')}
        rows={lift.arms}
        rowKey={({ arm }) => arm}
        columns={[
          { key: 'arm', title: t('shelves.arm'), cell: ({ arm }) => say(`arm.${arm}`, arm) },
          { key: 'people', title: t('by.people'), numeric: true, cell: ({ people: n }) => number(n) },
          { key: 'ordered', title: t('by.ordered'), numeric: true, cell: ({ ordered }) => number(ordered) },
          {
            key: 'rate',
            title: t('by.conversion'),
            numeric: true,
            cell: ({ people: n, ordered }) => percent(n > 0 ? ordered / n : null),
          },
          {
            key: 'revenue',
            title: t('shelves.per_person'),
            numeric: true,
            cell: ({ people: n, revenue }) => money(n > 0 ? revenue / n : null, currency),
          },
        ]}
      />
    </>
  );
}

function Interval({ label, lift }: { label: string; lift: LiftInterval }) {
  if (typeof lift === 'string') {
    return (
      <p class="lift-line-head">
        {label}: <span class="muted">{say(`silence.${lift}`, lift)}</span>
      </p>
    );
  }
  if (!mayBeSaid(lift)) {
    return (
      <div class="lift-line">
        <p class="lift-line-head">
          <span>{label}</span>
          <VerdictBadge lift={lift} />
        </p>
        <p class="figure-note">{t('shelves.unbounded')}</p>
      </div>
    );
  }
  const verdict = verdictOf(lift);
  const { from, to, estimate, zero } = scaleOf(lift);
  const end = (value: number | null) => (value === null ? '∞' : percent(value, true));
  return (
    <div class="lift-line">
      <p class="lift-line-head">
        <span>{label}</span>
        <strong>{percent(lift.estimate, true)}</strong>
        <VerdictBadge lift={lift} />
      </p>
      <div class="lift-line-track" aria-hidden="true">
        <span class={`lift-line-bar ${verdict}`} style={{ left: `${from * 100}%`, right: `${(1 - to) * 100}%` }} />
        <span class="lift-line-zero" style={{ left: `${zero * 100}%` }} />
        <span class="lift-line-estimate" style={{ left: `${estimate * 100}%` }} />
      </div>
      <p class="figure-note">
        {t('shelves.interval', { from: lift.from === null ? '−∞' : end(lift.from), to: end(lift.to) })}
      </p>
    </div>
  );
}
