/** The cards of Now under the curve: who is there, what shelves do, how fast and how sound it all is. */
import type { LiveNow } from '@edgewise/edge/read-live';
import { useState } from 'preact/hooks';
import { milliseconds, number, percent } from '../../format.ts';
import { hrefOf } from '../../location.ts';
import { dimensionName, valueName } from '../../names.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice } from '../../parts/field.tsx';
import { Figure, Figures } from '../../parts/figure.tsx';
import { Table } from '../../parts/table.tsx';
import type { Site } from '../../site.ts';
import { t } from '../../words.ts';
import { refusedOf, rowsOf, shelvesOf } from './live-rows.ts';

export function Split({ now, title, dimensions }: { now: LiveNow; title: string; dimensions: readonly string[] }) {
  const [chosen, setChosen] = useState(dimensions[0]!);
  const rows = rowsOf(now, chosen);
  const most = Math.max(1, ...rows.map(({ views }) => views));
  return (
    <Card
      title={title}
      actions={
        dimensions.length > 1 && (
          <Choice
            label={title}
            value={chosen}
            options={dimensions.map((value) => ({ value, label: dimensionName(value) }))}
            onChoose={setChosen}
          />
        )
      }
    >
      <Table
        caption={t('now.split', { title, dimension: dimensionName(chosen) })}
        rows={rows}
        rowKey={({ value }) => value}
        most={6}
        bar={({ views }) => views / most}
        columns={[
          { key: 'value', title: dimensionName(chosen), cell: ({ value }) => valueName(chosen, value) },
          { key: 'visitors', title: t('now.here'), numeric: true, cell: ({ visitors }) => number(visitors) },
          { key: 'views', title: t('now.views_short'), numeric: true, cell: ({ views }) => number(views) },
          { key: 'orders', title: t('now.orders'), numeric: true, cell: ({ orders }) => number(orders) },
        ]}
      />
    </Card>
  );
}

export function Shelves({ now, site }: { now: LiveNow; site: Site }) {
  const rows = shelvesOf(now);
  return (
    <Card title={t('now.shelves')} actions={<a href={hrefOf(site.id, 'shelves')}>{t('now.all_of_shelves')}</a>}>
      {rows.length === 0 ? (
        <Empty title={t('now.no_shelf')}>
          <p>
            {t('now.no_shelf_words')} <a href={`/install?site=${encodeURIComponent(site.id)}`}>{t('now.install')}</a>
          </p>
        </Empty>
      ) : (
        <Table
          caption={t('now.shelves')}
          rows={rows}
          rowKey={({ list }) => list}
          most={6}
          columns={[
            { key: 'list', title: t('now.shelf'), cell: ({ list }) => valueName('list', list) },
            { key: 'seen', title: t('now.seen'), numeric: true, cell: ({ seen }) => number(seen) },
            { key: 'clicked', title: t('now.clicked'), numeric: true, cell: ({ clicked }) => number(clicked) },
            { key: 'ctr', title: t('now.ctr'), numeric: true, cell: ({ ctr }) => percent(ctr) },
          ]}
        />
      )}
    </Card>
  );
}

/** Thresholds of web.dev/vitals: the API says which share was good. */
const mood = (good: number | null) => (good === null ? 'plain' : good >= 0.75 ? 'good' : good >= 0.5 ? 'warn' : 'bad');

export function Health({ now }: { now: LiveNow }) {
  const { vitals, answers } = now;
  const refused = refusedOf(now);
  const vital = (name: 'LCP' | 'INP' | 'CLS', value: string) => (
    <Figure
      id={name}
      label={t(`now.${name}`)}
      value={value}
      meaning={{ title: t(`now.${name}`), words: t(`now.${name}_words`) }}
      note={
        vitals[name].good !== null && (
          <Badge mood={mood(vitals[name].good)}>{t('now.good_share', { share: percent(vitals[name].good) })}</Badge>
        )
      }
    />
  );
  return (
    <Card title={t('now.health')}>
      <Figures>
        {vital('LCP', milliseconds(vitals.LCP.p75))}
        {vital('INP', milliseconds(vitals.INP.p75))}
        {vital('CLS', number(vitals.CLS.p75, 3))}
        <Figure
          id="answers"
          label={t('now.answers')}
          value={milliseconds(answers.p50)}
          meaning={{ title: t('now.answers'), words: t('now.answers_words') }}
          note={answers.p99 !== null && t('now.slowest', { time: milliseconds(answers.p99) })}
        />
        <Figure
          id="refused"
          label={t('now.refused')}
          value={number(now.totals.refused ?? 0)}
          meaning={{ title: t('now.refused'), words: t('now.refused_words') }}
        />
      </Figures>
      {refused.length > 0 && (
        <Table
          caption={t('now.refused')}
          rows={refused}
          rowKey={({ reason }) => reason}
          most={5}
          columns={[
            { key: 'reason', title: t('now.reason'), cell: ({ reason }) => <code>{reason}</code> },
            { key: 'n', title: t('now.refused'), numeric: true, cell: ({ n }) => number(n) },
          ]}
        />
      )}
    </Card>
  );
}
