/** Where buyers are lost: view → cart → checkout → order, across devices and on each, down to the people. */
import type { BreakdownRow } from '@edgewise/edge/read-breakdown';
import type { FiguresAnswer } from '@edgewise/edge/read-figures';
import { useEffect, useState } from 'preact/hooks';
import { needDefinitions } from '../../definitions.ts';
import { number, percent } from '../../format.ts';
import { dimensionName, valueName } from '../../names.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { countColumn, facetColumn } from '../../parts/facet-column.tsx';
import { Select } from '../../parts/field.tsx';
import { Change, Figures } from '../../parts/figure.tsx';
import { FigureOf } from '../../parts/figure-of.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { PeriodBar } from '../../parts/period-bar.tsx';
import { Table } from '../../parts/table.tsx';
import { compareQuery, FACETS, type Facet, isFacet, windowQuery } from '../../period.ts';
import type { PageProps } from '../../routes.ts';
import { may } from '../../session.ts';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import { Buyers } from './buyers.tsx';
import { People } from './people.tsx';
import { deviceRows, STEPS, type Step, stepRows } from './steps.ts';

export default function Funnels({ site }: PageProps) {
  useEffect(needDefinitions, []);
  const asked = useAnswer<FiguresAnswer>(sitePath(site.id, `/insight/figures${windowQuery(compareQuery())}`));
  return (
    <>
      <p class="lead">{t('funnels.lead')}</p>
      <PeriodBar site={site} />
      <Loaded asked={asked}>
        {(answer) => (
          <>
            <Funnel answer={answer} site={site} />
            <Buyers answer={answer} site={site} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Funnel({ answer, site }: { answer: FiguresAnswer; site: Site }) {
  const rows = stepRows(answer.funnel);
  if (answer.sums.visitors === 0) {
    return (
      <Card title={t('funnels.title')}>
        <Empty title={t('period.nobody')}>
          <p>{t('period.nobody_words')}</p>
        </Empty>
      </Card>
    );
  }
  return (
    <div class="cards">
      <Card title={t('funnels.figures')} wide>
        <Figures>
          <FigureOf id="conversion_rate" answer={answer} />
          <FigureOf id="funnel_completion" answer={answer} />
          <FigureOf id="cart_abandonment" answer={answer} />
          <FigureOf id="stitched_share" answer={answer} />
          <FigureOf id="repeat_rate" answer={answer} />
        </Figures>
      </Card>
      <Steps rows={rows} answer={answer} site={site} />
      <Devices answer={answer} />
      <BySplit site={site} />
    </div>
  );
}

/** The people who came to the step before and not to this one. */
type Lost = { reached: Step[]; missed: Step };

function Steps({ rows, answer, site }: { rows: ReturnType<typeof stepRows>; answer: FiguresAnswer; site: Site }) {
  const [lost, setLost] = useState<Lost>();
  const before = answer.compared && stepRows(answer.compared.funnel);
  return (
    <Card title={t('funnels.title')} lead={t('funnels.title_words')} wide>
      <ol class="funnel">
        {rows.map(({ step, people, ofFirst, ofBefore, stitched, lost: gone }, i) => (
          <li key={step} data-step={step}>
            <div class="funnel-head">
              <span class="funnel-step">{t(`step.${step}`)}</span>
              <span class="funnel-people">{number(people)}</span>
              {before && <Change now={people} before={before[i]!.people} good="up" />}
              <span class="grow" />
              <span class="muted">{percent(ofFirst)}</span>
            </div>
            <div class="funnel-track">
              <span class="funnel-bar" style={{ width: `${(ofFirst ?? 0) * 100}%` }} />
            </div>
            <div class="funnel-note">
              {i > 0 && <span>{t('funnels.went_on', { share: percent(ofBefore) })}</span>}
              {stitched > 0 && <span>{t('funnels.stitched', { n: stitched })}</span>}
              {gone > 0 && may('editor') && (
                <button
                  type="button"
                  class="link"
                  onClick={() => setLost({ reached: STEPS.slice(0, i) as Step[], missed: step })}
                >
                  {t('funnels.lost_here', { n: gone })}
                </button>
              )}
              {gone > 0 && !may('editor') && <span>{t('funnels.lost_here', { n: gone })}</span>}
            </div>
          </li>
        ))}
      </ol>
      {lost && <People site={site} {...lost} onClose={() => setLost(undefined)} />}
    </Card>
  );
}

function Devices({ answer }: { answer: FiguresAnswer }) {
  const rows = deviceRows(answer.funnel);
  return (
    <Card title={t('funnels.devices')} lead={t('funnels.devices_words')}>
      <Table
        caption={t('funnels.devices')}
        rows={rows}
        rowKey={({ device }) => device}
        columns={[
          {
            key: 'device',
            title: dimensionName('device_class'),
            cell: ({ device }) => valueName('device_class', device),
          },
          ...STEPS.map((step, i) => ({
            key: step,
            title: t(`step_short.${step}`),
            numeric: true,
            cell: ({ steps }: (typeof rows)[0]) => number(steps[i]),
          })),
          {
            key: 'completion',
            title: t('funnels.completion'),
            numeric: true,
            sort: ({ completion }) => completion,
            cell: ({ completion }) => percent(completion),
          },
        ]}
      />
    </Card>
  );
}

/** Conversion by any dimension; a value filters the whole page. */
function BySplit({ site }: { site: Site }) {
  const [dimension, setDimension] = useState<Facet>('source');
  const asked = useAnswer<FiguresAnswer>(sitePath(site.id, `/insight/figures${windowQuery({ by: dimension })}`));
  return (
    <Card
      title={t('funnels.by')}
      actions={
        <Select
          label={t('filter.dimension')}
          value={dimension}
          options={FACETS.map((value) => ({ value, label: dimensionName(value) }))}
          onChoose={(value) => {
            if (isFacet(value)) setDimension(value);
          }}
        />
      }
    >
      <Loaded asked={asked}>
        {({ by = [] }) => {
          const most = Math.max(1, ...by.map(({ visitors }) => visitors));
          return (
            <Table
              caption={t('funnels.by_caption', { dimension: dimensionName(dimension) })}
              rows={by.filter(({ visitors }) => visitors > 0)}
              rowKey={({ value }) => value}
              sortBy="visitors"
              most={8}
              bar={({ visitors }) => visitors / most}
              columns={[
                facetColumn(dimension),
                countColumn<BreakdownRow>('visitors', t('by.visitors'), ({ visitors }) => visitors),
                countColumn<BreakdownRow>('ordered', t('by.ordered'), ({ ordered }) => ordered),
                {
                  key: 'conversion',
                  title: t('by.conversion'),
                  numeric: true,
                  sort: ({ conversion_rate }) => conversion_rate,
                  cell: ({ conversion_rate }) => percent(conversion_rate),
                },
              ]}
            />
          );
        }}
      </Loaded>
    </Card>
  );
}
