/** What shoppers allowed, what was erased, and how long anything is kept. Counts alone: nobody is named. */
import type { PrivacyAnswer } from '@edgewise/edge/read-privacy';
import { useMemo, useState } from 'preact/hooks';
import { queryOf } from '../api.ts';
import { compact, dateTime, day, number, percent } from '../format.ts';
import { Badge } from '../parts/badge.tsx';
import { Card } from '../parts/card.tsx';
import { Chart } from '../parts/chart.tsx';
import { Empty } from '../parts/empty.tsx';
import { Choice } from '../parts/field.tsx';
import { Figure, Figures } from '../parts/figure.tsx';
import { Loaded, useAnswer } from '../parts/loaded.tsx';
import { Table } from '../parts/table.tsx';
import type { PageProps } from '../routes.ts';
import { sitePath } from '../site.ts';
import { say, t } from '../words.ts';

const DAY_MS = 86_400_000;
const PERIODS = ['7', '30', '90'] as const;
type Period = (typeof PERIODS)[number];

export default function Privacy({ site }: PageProps) {
  const [days, setDays] = useState<Period>('30');
  const opened = useMemo(() => Date.now(), []);
  const query = queryOf({ from: opened - Number(days) * DAY_MS, to: opened });
  const asked = useAnswer<PrivacyAnswer>(sitePath(site.id, `/privacy${query}`));
  return (
    <div class="pile">
      <p class="lead">{t('privacy.lead')}</p>
      <Loaded asked={asked}>
        {({ consent, erasures, retention }) => (
          <div class="pile">
            <Consent consent={consent} days={days} onChoose={setDays} />
            <Erasures erasures={erasures} />
            <Retention retention={retention} />
          </div>
        )}
      </Loaded>
    </div>
  );
}

function Consent(props: { consent: PrivacyAnswer['consent']; days: Period; onChoose(days: Period): void }) {
  const { consent, days, onChoose } = props;
  const times = consent.days.map(({ start }) => start);
  return (
    <Card
      title={t('privacy.consent')}
      lead={t('privacy.consent_lead')}
      actions={
        <Choice
          label={t('privacy.period')}
          value={days}
          options={PERIODS.map((value) => ({ value, label: t('privacy.days', { n: Number(value) }) }))}
          onChoose={onChoose}
        />
      }
    >
      {consent.views === 0 ? (
        <Empty title={t('privacy.no_views')}>{t('privacy.no_views_words')}</Empty>
      ) : (
        <div class="pile">
          <Figures>
            {consent.tiers.map(({ tier, views, share }) => (
              <Figure
                key={tier}
                id={`tier-${tier}`}
                label={t(`tier.${tier}`)}
                value={percent(share)}
                meaning={{ title: t(`tier.${tier}`), words: t(`tier.${tier}.words`) }}
                note={t('privacy.views', { n: views })}
              />
            ))}
          </Figures>
          <Chart
            label={t('privacy.by_day')}
            times={times}
            series={[
              { label: t('tier.person'), values: consent.days.map(({ person }) => person) },
              {
                label: t('privacy.between'),
                values: consent.days.map(({ session, device }) => session + device),
                tone: 'second',
              },
              { label: t('tier.contextual'), values: consent.days.map(({ contextual }) => contextual), tone: 'quiet' },
            ]}
            format={(value) => number(value)}
            formatAxis={compact}
            formatTime={day}
          />
        </div>
      )}
    </Card>
  );
}

function Erasures({ erasures: { count, open, tombstones, newest } }: Pick<PrivacyAnswer, 'erasures'>) {
  return (
    <Card title={t('privacy.erasures')} lead={t('privacy.erasures_lead')}>
      {count === 0 ? (
        <Empty title={t('privacy.no_erasures')}>{t('privacy.no_erasures_words')}</Empty>
      ) : (
        <div class="pile">
          <Figures>
            <Figure id="erased" label={t('privacy.erased')} value={number(count)} />
            <Figure id="open" label={t('privacy.open')} value={number(open)} />
            <Figure
              id="tombstones"
              label={t('privacy.tombstones')}
              value={number(tombstones)}
              meaning={{ title: t('privacy.tombstones'), words: t('privacy.tombstones_words') }}
            />
          </Figures>
          <Table
            caption={t('privacy.receipts')}
            showCaption
            rows={newest}
            rowKey={({ receipt }) => receipt}
            columns={[
              {
                key: 'at',
                title: t('privacy.when'),
                cell: ({ erased_at }) => dateTime(erased_at),
                sort: ({ erased_at }) => erased_at,
              },
              { key: 'scope', title: t('privacy.scope'), cell: ({ scope }) => t(`privacy.scope_${scope}`) },
              {
                key: 'emptied',
                title: t('privacy.emptied'),
                cell: ({ emptied }) => emptied.map(({ store, count: held }) => `${store} ${number(held)}`).join(' · '),
              },
              {
                key: 'pending',
                title: t('privacy.pending'),
                cell: ({ pending }) =>
                  pending.length === 0 ? (
                    <Badge mood="good">{t('privacy.done')}</Badge>
                  ) : (
                    pending.map(({ store, until }) => `${store}: ${until}`).join(' · ')
                  ),
              },
              { key: 'receipt', title: t('privacy.receipt'), cell: ({ receipt }) => <code>{receipt}</code> },
            ]}
          />
        </div>
      )}
    </Card>
  );
}

function Retention({ retention }: Pick<PrivacyAnswer, 'retention'>) {
  return (
    <Card title={t('privacy.retention')} lead={t('privacy.retention_lead')}>
      <Table
        caption={t('table.of', { title: t('privacy.retention') })}
        rows={retention}
        rowKey={({ store }) => store}
        most={20}
        columns={[
          { key: 'store', title: t('privacy.store'), cell: ({ store }) => say(`store.${store}`, store) },
          {
            key: 'holds',
            title: t('privacy.holds'),
            cell: ({ holds }) => <Badge mood={holds === 'people' ? 'accent' : 'plain'}>{t(`holds.${holds}`)}</Badge>,
          },
          { key: 'kept', title: t('privacy.kept'), cell: keptFor },
        ]}
      />
    </Card>
  );
}

/** How long, in days; in hours below two of them. */
export function keptFor({ kept_ms, kept_rows, holds }: PrivacyAnswer['retention'][number]): string {
  if (kept_rows !== undefined) return t('kept.rows', { n: kept_rows });
  if (kept_ms === null) return t(holds === 'people' ? 'kept.until_erased' : 'kept.always');
  const hours = Math.round(kept_ms / 3_600_000);
  return hours < 48 ? t('kept.hours', { n: hours }) : t('kept.days', { n: Math.round(hours / 24) });
}
