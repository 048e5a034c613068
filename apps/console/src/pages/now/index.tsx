/** The shop as it is now: the last 30 minutes, pushed each second. */
import type { LiveNow } from '@edgewise/edge/read-live';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { money, number, time } from '../../format.ts';
import { openLine } from '../../live.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Chart } from '../../parts/chart.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice } from '../../parts/field.tsx';
import { Figure, Figures } from '../../parts/figure.tsx';
import { Loading } from '../../parts/loaded.tsx';
import type { PageProps } from '../../routes.ts';
import type { Site } from '../../site.ts';
import { t } from '../../words.ts';
import { Health, Shelves, Split } from './cards.tsx';
import { amountsOf, minutesOf, revenueOf } from './live-rows.ts';

export default function Now({ site }: PageProps) {
  const line = useMemo(() => openLine(site.id), [site.id]);
  useEffect(() => () => line.close(), [line]);
  const now = line.now.value;
  return (
    <>
      <p class="lead">
        <Badge mood={line.state.value === 'open' ? 'good' : 'warn'}>{t(`live.${line.state.value}`)}</Badge>
        {now && ` ${t('now.as_of', { time: time(now.at) })}`}
      </p>
      {now ? <Live now={now} site={site} /> : <Loading />}
    </>
  );
}

function Live({ now, site }: { now: LiveNow; site: Site }) {
  const currency = site.currencies[0] ?? 'EUR';
  const { totals } = now;
  const isQuiet = (totals.events ?? 0) === 0 && now.visitors === 0;
  return (
    <div class="cards">
      <Card title={t('now.last_half_hour')} wide>
        <Figures>
          <Figure
            id="visitors"
            label={t('now.visitors')}
            value={number(now.visitors)}
            meaning={{ title: t('now.visitors'), words: t('now.visitors_words') }}
          />
          <Figure id="views" label={t('now.views')} value={number(totals.views ?? 0)} />
          <Figure id="carts" label={t('now.carts')} value={number(totals.carts ?? 0)} />
          <Figure id="checkouts" label={t('now.checkouts')} value={number(totals.checkouts ?? 0)} />
          <Figure
            id="orders"
            label={t('now.orders')}
            value={number(totals.orders ?? 0)}
            meaning={{ title: t('now.orders'), words: t('now.orders_words') }}
          />
          <Figure
            id="revenue"
            label={t('now.revenue')}
            value={money(revenueOf(totals, currency), currency)}
            meaning={{ title: t('now.revenue'), words: t('now.revenue_words') }}
            note={<OtherMoney totals={totals} first={currency} />}
          />
        </Figures>
      </Card>
      {isQuiet ? (
        <Card title={t('now.quiet')} wide>
          <Empty title={t('now.nobody')}>
            <p>
              {t('now.nobody_words')} <a href={`/install?site=${encodeURIComponent(site.id)}`}>{t('now.install')}</a>
            </p>
          </Empty>
        </Card>
      ) : (
        <>
          <ByMinute now={now} currency={currency} />
          <Split now={now} title={t('now.whence')} dimensions={['source', 'medium', 'campaign', 'channel']} />
          <Split now={now} title={t('now.pages')} dimensions={['page_type', 'landing_page']} />
          <Split now={now} title={t('now.devices')} dimensions={['device_class', 'language']} />
          <Split now={now} title={t('now.countries')} dimensions={['country']} />
        </>
      )}
      <Shelves now={now} site={site} />
      <Health now={now} />
    </div>
  );
}

/** Other currencies stand below: they are never added. */
function OtherMoney({ totals, first }: { totals: LiveNow['totals']; first: string }) {
  const others = Object.keys(totals)
    .filter((metric) => metric.startsWith('revenue.') && metric !== `revenue.${first}`)
    .map((metric) => metric.slice('revenue.'.length));
  return others.length === 0 ? null : others.map((one) => money(revenueOf(totals, one), one)).join(' · ');
}

type Metric = 'visitors' | 'views' | 'carts' | 'orders' | 'revenue';

function ByMinute({ now, currency }: { now: LiveNow; currency: string }) {
  const [metric, setMetric] = useState<Metric>('visitors');
  const isMoney = metric === 'revenue';
  const values = amountsOf(now, isMoney ? `revenue.${currency}` : metric);
  const label = t(metric === 'visitors' ? 'now.visitors_by_minute' : `now.${metric}`);
  return (
    <Card
      title={t('now.by_minute')}
      wide
      actions={
        <Choice
          label={t('now.by_minute')}
          value={metric}
          options={(['visitors', 'views', 'carts', 'orders', 'revenue'] as const).map((value) => ({
            value,
            label: t(value === 'visitors' ? 'now.visitors_by_minute' : `now.${value}`),
          }))}
          onChoose={setMetric}
        />
      }
    >
      <Chart
        label={t('now.chart', { metric: label })}
        times={minutesOf(now)}
        series={[{ label, values, kind: 'bars' }]}
        format={(value) => (isMoney ? money(value, currency) : number(value))}
        formatAxis={(value) => (isMoney ? money(value, currency, true) : number(value))}
        formatTime={time}
      />
    </Card>
  );
}
