/** Revenue by what shelves were near, beside the lift: says on its face that the lift is what counts. */
import type { LiftArm } from '@edgewise/edge/read-lift';
import { meaningOf } from '../definitions.ts';
import { money, percent } from '../format.ts';
import { t } from '../words.ts';
import { Card } from './card.tsx';
import { Empty } from './empty.tsx';
import { Table } from './table.tsx';

/** One group of people, and what is shown as its name. Money in minor units. */
export interface AttributedRow extends Pick<LiftArm, 'revenue' | 'by_click' | 'by_view'> {
  name: string;
}

export interface AttributionProps {
  rows: readonly AttributedRow[];
  /** Above the names. */
  group: string;
  currency: string;
  windows: { conversion: number; last_click: number; any_view: number };
}

export function Attribution({ rows, group, currency, windows }: AttributionProps) {
  const all = rows.reduce(
    (sum, { revenue, by_click, by_view }) => ({
      name: t('attr.all'),
      revenue: sum.revenue + revenue,
      by_click: sum.by_click + by_click,
      by_view: sum.by_view + by_view,
    }),
    { name: t('attr.all'), revenue: 0, by_click: 0, by_view: 0 },
  );
  const days = (n: number) => t('attr.days', { n });
  const part = (amount: number, { revenue }: AttributedRow) => (
    <>
      {money(amount, currency)}
      <br />
      <span class="muted">{percent(revenue > 0 ? amount / revenue : null)}</span>
    </>
  );
  return (
    <Card title={t('attr.title')} lead={t('attr.lead')}>
      {all.revenue === 0 ? (
        <Empty title={t('attr.none')}>
          <p>{t('attr.none_words')}</p>
        </Empty>
      ) : (
        <>
          <Table
            caption={t('attr.title')}
            rows={[...rows, all]}
            rowKey={({ name }) => name}
            most={rows.length + 1}
            columns={[
              { key: 'group', title: group, cell: ({ name }) => name },
              {
                key: 'revenue',
                title: t('attr.revenue'),
                numeric: true,
                cell: ({ revenue }) => money(revenue, currency),
              },
              {
                key: 'click',
                title: t('attr.click'),
                numeric: true,
                meaning: meaningOf('last_click_share'),
                cell: (row) => part(row.by_click, row),
              },
              {
                key: 'view',
                title: t('attr.view'),
                numeric: true,
                meaning: meaningOf('any_view_share'),
                cell: (row) => part(row.by_view, row),
              },
            ]}
          />
          <p class="figure-note">
            {t('attr.windows', {
              click: days(windows.last_click),
              view: days(windows.any_view),
              order: days(windows.conversion),
            })}
          </p>
        </>
      )}
    </Card>
  );
}
