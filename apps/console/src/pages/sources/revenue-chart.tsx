/** Revenue over the period, by hour where it is short and by day where it is long; with one filter, that value's own. */
import type { SeriesAnswer } from '@edgewise/edge/read-figures';
import { useState } from 'preact/hooks';
import { queryOf } from '../../api.ts';
import { day, money, number, time } from '../../format.ts';
import { Card } from '../../parts/card.tsx';
import { Chart } from '../../parts/chart.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice } from '../../parts/field.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { filters, shownWindow } from '../../period.ts';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import { pointsOf, stepOf } from './points.ts';

export function RevenueChart({ site, currency }: { site: Site; currency: string }) {
  const [metric, setMetric] = useState<'revenue' | 'orders' | 'views'>('revenue');
  const { from, to } = shownWindow.value;
  const step = stepOf(from, to);
  const [only] = filters.value;
  const name = metric === 'revenue' ? `revenue.${currency}` : metric;
  const asked = useAnswer<SeriesAnswer>(
    // Counts know one dimension at a time.
    sitePath(
      site.id,
      `/insight/series${queryOf({ metrics: name, step, from, to, dimension: only?.[0], value: only?.[1] })}`,
    ),
  );
  const format = (value: number | null) => (metric === 'revenue' ? money(value, currency) : number(value));
  const label = t(`by.${metric}`);
  return (
    <Card
      title={t('sources.over_time')}
      wide
      actions={
        <Choice
          label={t('sources.over_time')}
          value={metric}
          options={(['revenue', 'orders', 'views'] as const).map((value) => ({ value, label: t(`by.${value}`) }))}
          onChoose={setMetric}
        />
      }
    >
      <Loaded asked={asked}>
        {({ points }) => {
          const { times, values } = pointsOf(points, from, to, step, site.time_zone);
          if (values.every((value) => value === 0)) return <Empty title={t('sources.no_points')} />;
          return (
            <Chart
              label={t('sources.chart', { metric: label })}
              times={times}
              series={[{ label, values, kind: 'bars' }]}
              format={format}
              formatAxis={(value) => (metric === 'revenue' ? money(value, currency, true) : number(value))}
              formatTime={(at) => (step === 'day' ? day(at) : `${day(at)} ${time(at)}`)}
            />
          );
        }}
      </Loaded>
    </Card>
  );
}
