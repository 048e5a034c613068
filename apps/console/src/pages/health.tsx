/** How the shop's Edgewise is: what to look at, what comes in, what is refused or stuck, the model, and how fast answers are. */
import type { HealthAnswer } from '@edgewise/edge/read-health';
import { useState } from 'preact/hooks';
import { send } from '../api.ts';
import { compact, dateTime, milliseconds, number, percent, time } from '../format.ts';
import { Badge } from '../parts/badge.tsx';
import { Card } from '../parts/card.tsx';
import { Chart } from '../parts/chart.tsx';
import { Empty } from '../parts/empty.tsx';
import { wordsOf } from '../parts/fault.tsx';
import { Figure, Figures } from '../parts/figure.tsx';
import { Loaded, useAnswer } from '../parts/loaded.tsx';
import { Table } from '../parts/table.tsx';
import { toast } from '../parts/toast.tsx';
import type { PageProps } from '../routes.ts';
import { may } from '../session.ts';
import { type Site, sitePath } from '../site.ts';
import { t } from '../words.ts';
import { byHour } from './health/by-hour.ts';
import { Checks } from './health/checks.tsx';
import { Model } from './health/model.tsx';

export default function Health({ site }: PageProps) {
  const asked = useAnswer<HealthAnswer>(sitePath(site.id, '/health'));
  return (
    <Loaded asked={asked}>
      {(health) => (
        <div class="pile">
          <p class="lead">{t('health.as_of', { time: dateTime(health.at) })}</p>
          <Checks site={site} checks={health.checks} />
          <div class="cards">
            <Ingest at={health.at} ingest={health.ingest} />
            <Answers answers={health.answers} />
          </div>
          <Model site={site} model={health.model} again={asked.again} />
          <Refused refused={health.refused} />
          <Dead site={site} dead={health.dead} again={asked.again} />
        </div>
      )}
    </Loaded>
  );
}

function Ingest({ at, ingest: { per_minute, series } }: Pick<HealthAnswer, 'at' | 'ingest'>) {
  const { times, of } = byHour(series, at);
  return (
    <Card title={t('health.ingest')} lead={t('health.ingest_lead')}>
      <Figures>
        <Figure id="per-minute" label={t('health.per_minute')} value={number(per_minute, 1)} />
      </Figures>
      {times.length === 0 ? (
        <Empty title={t('health.no_events')} />
      ) : (
        <Chart
          label={t('health.by_hour')}
          times={times}
          series={[
            { label: t('health.events'), values: of('events'), kind: 'bars' },
            { label: t('health.refused'), values: of('refused'), tone: 'second' },
          ]}
          format={(value) => number(value)}
          formatAxis={compact}
          formatTime={time}
          height={160}
        />
      )}
    </Card>
  );
}

function Answers({ answers }: Pick<HealthAnswer, 'answers'>) {
  const rows = Object.entries(answers);
  return (
    <Card title={t('health.answers')} lead={t('health.answers_lead')}>
      {rows.length === 0 ? (
        <Empty title={t('health.no_answers')} />
      ) : (
        <Table
          caption={t('table.of', { title: t('health.answers') })}
          rows={rows}
          rowKey={([route]) => route}
          sortBy="count"
          columns={[
            {
              key: 'route',
              title: t('health.route'),
              cell: ([route]) => <code>{route}</code>,
              sort: ([route]) => route,
            },
            {
              key: 'p50',
              title: t('health.p50'),
              numeric: true,
              cell: ([, { p50 }]) => milliseconds(p50),
              sort: ([, { p50 }]) => p50,
            },
            {
              key: 'p99',
              title: t('health.p99'),
              numeric: true,
              cell: ([, { p99 }]) => milliseconds(p99),
              sort: ([, { p99 }]) => p99,
            },
            {
              key: 'count',
              title: t('health.requests'),
              numeric: true,
              cell: ([, { count }]) => number(count),
              sort: ([, { count }]) => count,
            },
          ]}
        />
      )}
    </Card>
  );
}

function Refused({ refused: { by_reason, newest } }: Pick<HealthAnswer, 'refused'>) {
  const all = by_reason.reduce((sum, { count }) => sum + count, 0);
  return (
    <Card title={t('health.refused_events')} lead={t('health.refused_lead')}>
      {by_reason.length === 0 ? (
        <Empty title={t('health.none_refused')} />
      ) : (
        <div class="pile">
          <Table
            caption={t('health.by_reason')}
            rows={by_reason}
            rowKey={({ reason }) => reason}
            sortBy="count"
            bar={({ count }) => count / all}
            columns={[
              { key: 'reason', title: t('health.reason'), cell: ({ reason }) => reason, sort: ({ reason }) => reason },
              {
                key: 'count',
                title: t('health.events'),
                numeric: true,
                cell: ({ count }) => number(count),
                sort: ({ count }) => count,
              },
              { key: 'share', title: t('health.share'), numeric: true, cell: ({ count }) => percent(count / all) },
            ]}
          />
          {newest.length > 0 && (
            <Table
              caption={t('health.newest')}
              showCaption
              rows={newest}
              rowKey={(row) => String(newest.indexOf(row))}
              most={5}
              columns={[
                { key: 'at', title: t('health.when'), cell: ({ at }) => dateTime(at) },
                { key: 'reason', title: t('health.reason'), cell: ({ reason }) => reason },
                { key: 'event', title: t('health.event'), cell: ({ event }) => <code class="value">{event}</code> },
              ]}
            />
          )}
        </div>
      )}
    </Card>
  );
}

function Dead({ site, dead, again }: { site: Site; dead: HealthAnswer['dead']; again(): void }) {
  const [isBusy, setBusy] = useState(false);
  const redrive = async () => {
    setBusy(true);
    try {
      const { sent } = await send<{ sent: number }>('POST', sitePath(site.id, '/dead/redrive'));
      toast(t('health.redriven', { n: sent }), 'good');
      again();
    } catch (cause) {
      toast(wordsOf(cause), 'bad');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card
      title={t('health.dead')}
      lead={t('health.dead_lead')}
      actions={
        dead.count > 0 &&
        may('owner') && (
          <button type="button" disabled={isBusy} onClick={() => void redrive()}>
            {t('health.redrive')}
          </button>
        )
      }
    >
      {dead.count === 0 ? (
        <Empty title={t('health.none_dead')} />
      ) : (
        <Table
          caption={dead.more ? t('health.dead_more', { n: dead.count }) : t('health.dead_count', { n: dead.count })}
          showCaption
          rows={dead.newest}
          rowKey={({ id }) => id}
          columns={[
            { key: 'at', title: t('health.when'), cell: ({ at }) => dateTime(at) },
            { key: 'kind', title: t('health.kind'), cell: ({ kind }) => <Badge>{kind}</Badge> },
            { key: 'id', title: t('health.message'), cell: ({ id }) => <code>{id}</code> },
          ]}
        />
      )}
    </Card>
  );
}
