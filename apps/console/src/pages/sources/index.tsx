/** Which source brings buyers, what each costs, and what advertising cost. */
import type { BreakdownRow } from '@edgewise/edge/read-breakdown';
import type { FiguresAnswer } from '@edgewise/edge/read-figures';
import { useEffect, useState } from 'preact/hooks';
import { needDefinitions } from '../../definitions.ts';
import { money, moneyOf, number, percent } from '../../format.ts';
import { dimensionName } from '../../names.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { countColumn, facetColumn } from '../../parts/facet-column.tsx';
import { Choice } from '../../parts/field.tsx';
import { Change, Figures } from '../../parts/figure.tsx';
import { FigureOf } from '../../parts/figure-of.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { PeriodBar } from '../../parts/period-bar.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { compareQuery, windowQuery } from '../../period.ts';
import type { PageProps } from '../../routes.ts';
import { sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import { Costs } from './costs.tsx';
import { RevenueChart } from './revenue-chart.tsx';

const DIMENSIONS = ['source', 'medium', 'campaign', 'channel', 'landing_page'] as const;
type Split = (typeof DIMENSIONS)[number];

export default function Sources({ site }: PageProps) {
  useEffect(needDefinitions, []);
  const [dimension, setDimension] = useState<Split>('source');
  const asked = useAnswer<FiguresAnswer>(
    sitePath(site.id, `/insight/figures${windowQuery({ by: dimension, ...compareQuery() })}`),
  );
  return (
    <>
      <p class="lead">{t('sources.lead')}</p>
      <PeriodBar site={site} />
      <Loaded asked={asked}>
        {(answer) => (
          <div class="cards">
            <Card title={t('sources.figures')} wide>
              <Figures>
                {(['revenue', 'orders', 'conversion_rate', 'aov', 'revenue_per_visitor', 'cac', 'cpa'] as const).map(
                  (id) => (
                    <FigureOf key={id} id={id} answer={answer} />
                  ),
                )}
              </Figures>
            </Card>
            <RevenueChart site={site} currency={answer.currency} />
            <BySource answer={answer} dimension={dimension} setDimension={setDimension} />
          </div>
        )}
      </Loaded>
      <div class="cards">
        <Costs site={site} onChange={asked.again} />
      </div>
    </>
  );
}

/** With what was of the same value in the period compared with. */
interface Row extends BreakdownRow {
  before: BreakdownRow | undefined;
}

function BySource({
  answer: { by = [], compared, currency },
  dimension,
  setDimension,
}: {
  answer: FiguresAnswer;
  dimension: Split;
  setDimension(dimension: Split): void;
}) {
  const earlier = new Map(compared?.by?.map((row) => [row.value, row]));
  const rows = by
    .filter(({ visitors, orders, cost }) => visitors + orders > 0 || Object.keys(cost).length > 0)
    .map((row): Row => ({ ...row, before: earlier.get(row.value) }));
  const most = Math.max(1, ...rows.map(({ visitors }) => visitors));
  return (
    <Card
      title={t('sources.by')}
      wide
      actions={
        <Choice
          label={t('sources.by')}
          value={dimension}
          options={DIMENSIONS.map((value) => ({ value, label: dimensionName(value) }))}
          onChoose={setDimension}
        />
      }
    >
      {rows.length === 0 ? (
        <Empty title={t('period.nobody')}>
          <p>{t('period.nobody_words')}</p>
        </Empty>
      ) : (
        <Table
          caption={t('sources.by_caption', { dimension: dimensionName(dimension) })}
          rows={rows}
          rowKey={({ value }) => value}
          sortBy="visitors"
          most={12}
          bar={({ visitors }) => visitors / most}
          columns={columnsOf(dimension, currency, compared !== undefined)}
        />
      )}
    </Card>
  );
}

function columnsOf(dimension: Split, currency: string, isCompared: boolean): Column<Row>[] {
  const cash = (key: 'aov' | 'revenue_per_visitor' | 'cpa' | 'cac'): Column<Row> => ({
    key,
    title: t(`by.${key}`),
    numeric: true,
    sort: (row) => row[key][currency] ?? null,
    cell: (row) => moneyOf(row[key]),
  });
  return [
    facetColumn(dimension),
    {
      key: 'visitors',
      title: t('by.visitors'),
      numeric: true,
      sort: ({ visitors }) => visitors,
      cell: ({ visitors, before }) => (
        <>
          {isCompared && before && <Change now={visitors} before={before.visitors} good="up" />} {number(visitors)}
        </>
      ),
    },
    {
      key: 'conversion',
      title: t('by.conversion'),
      numeric: true,
      sort: ({ conversion_rate }) => conversion_rate,
      cell: ({ conversion_rate, before }) => (
        <>
          {isCompared && before && <Change now={conversion_rate} before={before.conversion_rate} good="up" />}{' '}
          {percent(conversion_rate)}
        </>
      ),
    },
    countColumn('orders', t('by.orders'), ({ orders }) => orders),
    {
      key: 'revenue',
      title: t('by.revenue'),
      numeric: true,
      sort: ({ revenue }) => revenue[currency] ?? null,
      cell: ({ revenue, before }) => (
        <>
          {isCompared && before && (
            <Change now={revenue[currency] ?? 0} before={before.revenue[currency] ?? 0} good="up" />
          )}{' '}
          {Object.keys(revenue).length === 0 ? money(0, currency) : moneyOf(revenue)}
        </>
      ),
    },
    cash('aov'),
    cash('revenue_per_visitor'),
    {
      key: 'cost',
      title: t('by.cost'),
      numeric: true,
      sort: ({ cost }) => cost[currency] ?? null,
      cell: ({ cost }) => moneyOf(cost),
    },
    cash('cpa'),
    cash('cac'),
  ];
}
