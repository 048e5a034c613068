/** Which shelf sells: seen, clicked, bought from, and what personalisation caused. */
import type { BreakdownRow } from '@edgewise/edge/read-breakdown';
import type { FiguresAnswer } from '@edgewise/edge/read-figures';
import { useEffect } from 'preact/hooks';
import { meaningOf, needDefinitions } from '../../definitions.ts';
import { number, percent } from '../../format.ts';
import { dimensionName, valueName } from '../../names.ts';
import { Attribution } from '../../parts/attribution.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Change, Figure, Figures } from '../../parts/figure.tsx';
import { FigureOf } from '../../parts/figure-of.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { PeriodBar } from '../../parts/period-bar.tsx';
import { Table } from '../../parts/table.tsx';
import { compareQuery, windowQuery } from '../../period.ts';
import type { PageProps } from '../../routes.ts';
import { type Site, sitePath } from '../../site.ts';
import { say, t } from '../../words.ts';
import { mayBeSaid } from './interval.ts';
import { HowSure, Lift } from './lift.tsx';

export default function Shelves({ site }: PageProps) {
  useEffect(needDefinitions, []);
  const asked = useAnswer<FiguresAnswer>(
    sitePath(site.id, `/insight/figures${windowQuery({ by: 'list', ...compareQuery() })}`),
  );
  return (
    <>
      <p class="lead">{t('shelves.lead')}</p>
      <PeriodBar site={site} />
      <Loaded asked={asked}>{(answer) => <Whole answer={answer} site={site} />}</Loaded>
    </>
  );
}

function Whole({ answer, site }: { answer: FiguresAnswer; site: Site }) {
  const { counts } = answer.sums;
  const seen = counts.list_views ?? 0;
  return (
    <div class="cards">
      <Card title={t('shelves.figures')} wide>
        <Figures>
          <Figure id="seen" label={t('now.seen')} value={number(seen)} />
          <Figure id="clicked" label={t('now.clicked')} value={number(counts.list_clicks ?? 0)} />
          <FigureOf id="shelf_ctr" answer={answer} />
          <FigureOf id="orders_with_click" answer={answer} />
          <FigureOf
            id="lift_conversion"
            answer={answer}
            isKnown={!answer.lift || mayBeSaid(answer.lift.conversion)}
            note={<HowSure answer={answer} />}
          />
        </Figures>
      </Card>
      <Card
        title={t('shelves.lift')}
        lead={t('shelves.lift_words')}
        actions={<Badge mood="good">{t('shelves.counts')}</Badge>}
      >
        <Lift answer={answer} />
      </Card>
      {answer.lift && (
        <Attribution
          rows={answer.lift.arms.map((arm) => ({ ...arm, name: say(`arm.${arm.arm}`, arm.arm) }))}
          group={t('shelves.arm')}
          currency={answer.currency}
          windows={answer.lift.windows_days}
        />
      )}
      <BySource site={site} />
      <Card title={t('shelves.each')} lead={t('shelves.each_words')} wide>
        {seen === 0 && (answer.by ?? []).length === 0 ? (
          <Empty title={t('now.no_shelf')}>
            <p>
              {t('now.no_shelf_words')} <a href={`/install?site=${encodeURIComponent(site.id)}`}>{t('now.install')}</a>
            </p>
          </Empty>
        ) : (
          <Each answer={answer} />
        )}
      </Card>
    </div>
  );
}

const seenOf = ({ counts }: BreakdownRow) => counts.list_views ?? 0;
const clickedOf = ({ counts }: BreakdownRow) => counts.list_clicks ?? 0;
const boughtOf = ({ counts }: BreakdownRow) => counts.bought_after_click ?? 0;

function Each({ answer: { by = [], compared } }: { answer: FiguresAnswer }) {
  const earlier = new Map(compared?.by?.map((row) => [row.value, row]));
  const most = Math.max(1, ...by.map(seenOf));
  return (
    <Table
      caption={t('shelves.each')}
      rows={by}
      rowKey={({ value }) => value}
      sortBy="seen"
      most={15}
      bar={(row) => seenOf(row) / most}
      columns={[
        {
          key: 'list',
          title: t('now.shelf'),
          sort: ({ value }) => valueName('list', value),
          cell: ({ value }) => valueName('list', value),
        },
        {
          key: 'seen',
          title: t('now.seen'),
          numeric: true,
          meaning: { title: t('now.seen'), words: t('shelves.seen_words') },
          sort: seenOf,
          cell: (row) => number(seenOf(row)),
        },
        {
          key: 'clicked',
          title: t('now.clicked'),
          numeric: true,
          sort: clickedOf,
          cell: (row) => number(clickedOf(row)),
        },
        {
          key: 'ctr',
          title: t('now.ctr'),
          numeric: true,
          meaning: meaningOf('shelf_ctr'),
          sort: ({ ctr }) => ctr,
          cell: ({ value, ctr }) => {
            const before = earlier.get(value);
            return (
              <>
                {before && <Change now={ctr} before={before.ctr} good="up" />} {percent(ctr)}
              </>
            );
          },
        },
        {
          key: 'bought',
          title: t('shelves.bought'),
          numeric: true,
          meaning: { title: t('shelves.bought'), words: t('shelves.bought_words') },
          sort: boughtOf,
          cell: (row) => number(boughtOf(row)),
        },
      ]}
    />
  );
}

/** Who clicks: the click-through of people by where they came from. */
function BySource({ site }: { site: Site }) {
  const asked = useAnswer<FiguresAnswer>(sitePath(site.id, `/insight/figures${windowQuery({ by: 'source' })}`));
  return (
    <Card title={t('shelves.by_source')} lead={t('shelves.by_source_words')} wide>
      <Loaded asked={asked}>
        {({ by = [] }) => {
          const rows = by.filter((row) => seenOf(row) > 0);
          return rows.length === 0 ? (
            <Empty title={t('shelves.no_source')} />
          ) : (
            <Table
              caption={t('shelves.by_source')}
              rows={rows}
              rowKey={({ value }) => value}
              sortBy="seen"
              most={8}
              columns={[
                { key: 'value', title: dimensionName('source'), cell: ({ value }) => valueName('source', value) },
                { key: 'seen', title: t('now.seen'), numeric: true, sort: seenOf, cell: (row) => number(seenOf(row)) },
                {
                  key: 'clicked',
                  title: t('now.clicked'),
                  numeric: true,
                  sort: clickedOf,
                  cell: (row) => number(clickedOf(row)),
                },
                {
                  key: 'ctr',
                  title: t('now.ctr'),
                  numeric: true,
                  sort: ({ ctr }) => ctr,
                  cell: ({ ctr }) => percent(ctr),
                },
              ]}
            />
          );
        }}
      </Loaded>
    </Card>
  );
}
