/** The shop as it is now: the last 30 minutes, pushed each second. */
import { useEffect, useMemo } from 'preact/hooks';
import { number, time } from '../format.ts';
import { openLine } from '../live.ts';
import { Badge } from '../parts/badge.tsx';
import { Card } from '../parts/card.tsx';
import { Figure, Figures } from '../parts/figure.tsx';
import { Loading } from '../parts/loaded.tsx';
import type { PageProps } from '../routes.ts';
import { t } from '../words.ts';

export default function Now({ site }: PageProps) {
  const line = useMemo(() => openLine(site.id), [site.id]);
  useEffect(() => () => line.close(), [line]);
  const now = line.now.value;
  return (
    <>
      <p class="lead">
        <Badge mood={line.state.value === 'open' ? 'good' : 'warn'}>{t(`live.${line.state.value}`)}</Badge>
        {now && <> {t('now.as_of', { time: time(now.at) })}</>}
      </p>
      {now ? (
        <Card title={t('now.last_half_hour')} wide>
          <Figures>
            <Figure id="visitors" label={t('now.visitors')} value={number(now.visitors)} />
            <Figure id="views" label={t('now.views')} value={number(now.totals.views ?? 0)} />
            <Figure id="carts" label={t('now.carts')} value={number(now.totals.carts ?? 0)} />
            <Figure id="orders" label={t('now.orders')} value={number(now.totals.orders ?? 0)} />
          </Figures>
        </Card>
      ) : (
        <Loading />
      )}
    </>
  );
}
