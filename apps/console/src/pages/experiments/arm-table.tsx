/** Figures by arm, and what each factor does where arms are combinations of factors. */
import { money, number, percent } from '../../format.ts';
import { Card } from '../../parts/card.tsx';
import { Table } from '../../parts/table.tsx';
import { t } from '../../words.ts';
import type { Metric, Report } from './reading.ts';

export function ArmTable({ report, metric, currency }: { report: Report; metric: Metric; currency: string }) {
  const inUnit = (value: number) =>
    metric.startsWith('revenue')
      ? money(value, currency)
      : metric === 'orders_per_unit'
        ? number(value, 4)
        : percent(value);
  const effects = report.effects?.[metric] ?? [];
  return (
    <Card title={t('exp.by_arm')}>
      <Table
        caption={t('table.of', { title: t('exp.by_arm') })}
        rows={report.arms}
        rowKey={({ arm }) => arm}
        columns={[
          { key: 'arm', title: t('exp.arm'), cell: ({ arm }) => arm },
          { key: 'n', title: t('exp.units'), numeric: true, cell: ({ n }) => number(n) },
          { key: 'converted', title: t('exp.converted'), numeric: true, cell: ({ converted }) => number(converted) },
          { key: 'orders', title: t('exp.orders'), numeric: true, cell: ({ orders }) => number(orders) },
          { key: 'revenue', title: t('exp.revenue'), numeric: true, cell: ({ revenue }) => money(revenue, currency) },
          {
            key: 'verified',
            title: t('exp.verified'),
            numeric: true,
            cell: ({ verified }) => money(verified, currency),
            meaning: { title: t('exp.verified'), words: t('exp.verified_words') },
          },
          {
            key: 'mean',
            title: t(`exp.metric_${metric}`),
            numeric: true,
            cell: ({ metrics }) => inUnit(metrics[metric].mean),
          },
          {
            key: 'best',
            title: t('exp.best'),
            numeric: true,
            cell: ({ metrics }) => percent(metrics[metric].chance_to_be_best),
            meaning: { title: t('exp.best'), words: t('exp.best_meaning') },
          },
          {
            key: 'loss',
            title: t('exp.loss'),
            numeric: true,
            cell: ({ metrics }) => inUnit(metrics[metric].expected_loss),
            meaning: { title: t('exp.loss'), words: t('exp.loss_meaning') },
          },
        ]}
      />
      {effects.length > 0 && (
        <Table
          caption={t('exp.effects')}
          showCaption
          rows={effects}
          rowKey={({ levels }) => JSON.stringify(levels)}
          columns={[
            { key: 'levels', title: t('exp.factor'), cell: ({ levels }) => levelsOf(levels) },
            { key: 'effect', title: t('exp.effect'), numeric: true, cell: ({ estimate }) => inUnit(estimate) },
            {
              key: 'from',
              title: t('exp.from'),
              numeric: true,
              cell: ({ from }) => (from == null ? '–' : inUnit(from)),
            },
            { key: 'to', title: t('exp.to'), numeric: true, cell: ({ to }) => (to == null ? '–' : inUnit(to)) },
          ]}
        />
      )}
    </Card>
  );
}

const levelsOf = (levels: Readonly<Record<string, string>>) =>
  Object.entries(levels)
    .map(([factor, level]) => `${factor}: ${level}`)
    .join(' · ');
