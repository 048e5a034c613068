/** Who comes back: customers by the month of their first order. Of all orders kept, whatever the period above. */
import type { CohortsAnswer, FiguresAnswer } from '@edgewise/edge/read-figures';
import { meaningOf } from '../../definitions.ts';
import { moneyOf, month, number, percent } from '../../format.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Figures } from '../../parts/figure.tsx';
import { FigureOf } from '../../parts/figure-of.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';

type Cohort = CohortsAnswer['cohorts'][0];

/** The share that came back; null until the days of somebody have passed. */
const shareOf = ({ of, returned }: Cohort['after30']): number | null => (of === 0 ? null : returned / of);

const backColumn = (key: 'after30' | 'after90', days: 30 | 90): Column<Cohort> => ({
  key,
  title: t(`buyers.back_${days}`),
  numeric: true,
  meaning: meaningOf(`retention_${days}`),
  sort: (cohort) => shareOf(cohort[key]),
  cell: ({ buyers, [key]: { of, returned } }) => (
    <>
      {percent(shareOf({ of, returned }))}
      {of > 0 && of < buyers && <span class="muted"> {t('buyers.of_so_far', { n: of })}</span>}
    </>
  ),
});

export function Buyers({ answer: { compared: _, ...answer }, site }: { answer: FiguresAnswer; site: Site }) {
  const asked = useAnswer<CohortsAnswer>(sitePath(site.id, '/insight/cohorts'));
  return (
    <Card title={t('buyers.title')} lead={t('buyers.lead')} wide>
      <Loaded asked={asked}>
        {({ cohorts }) =>
          cohorts.length === 0 ? (
            <Empty title={t('buyers.none')}>
              <p>{t('buyers.none_words')}</p>
            </Empty>
          ) : (
            <>
              <Figures>
                <FigureOf id="retention_30" answer={answer} />
                <FigureOf id="retention_90" answer={answer} />
                <FigureOf id="ltv" answer={answer} />
              </Figures>
              <Table
                caption={t('buyers.title')}
                rows={[...cohorts].reverse()}
                rowKey={(cohort) => cohort.month}
                most={12}
                columns={[
                  { key: 'month', title: t('buyers.month'), room: 'line', cell: ({ start }) => month(start) },
                  {
                    key: 'buyers',
                    title: t('buyers.customers'),
                    numeric: true,
                    sort: ({ buyers }) => buyers,
                    cell: ({ buyers }) => number(buyers),
                  },
                  backColumn('after30', 30),
                  backColumn('after90', 90),
                  {
                    key: 'worth',
                    title: t('buyers.worth'),
                    numeric: true,
                    meaning: meaningOf('ltv'),
                    cell: ({ buyers, net }) => moneyOf(worthOf(net, buyers)),
                  },
                ]}
              />
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

/** By currency, what one of the month's customers has brought until now, minor units. */
const worthOf = (net: Cohort['net'], buyers: number) =>
  Object.fromEntries(Object.entries(net).map(([currency, amount]) => [currency, amount / buyers]));
