/** One experiment: the verdict in words and money, intervals, figures by arm, what was expected and concluded. Moves live. */
import type { ExperimentAnswer } from '@edgewise/edge/routes/admin-experiments';
import { useEffect, useState } from 'preact/hooks';
import { needDefinitions } from '../../definitions.ts';
import { day, number, percent } from '../../format.ts';
import { hrefOf } from '../../location.ts';
import { Attribution } from '../../parts/attribution.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice, Toolbar } from '../../parts/field.tsx';
import { Figure, Figures } from '../../parts/figure.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { may } from '../../session.ts';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import { isHoldout, StateBadge, titleOf } from '../experiments.tsx';
import { ArmTable } from './arm-table.tsx';
import { METRICS } from './draft-experiment.ts';
import { EndExperiment } from './end-experiment.tsx';
import { InDraft } from './in-draft.tsx';
import { Intervals } from './intervals.tsx';
import { Note } from './note.tsx';
import { Planner } from './planner.tsx';
import { type Metric, perDay } from './reading.ts';
import { VerdictWords } from './verdict-words.tsx';

const SCOPES = ['people', 'people_not_crossed', 'visits'] as const;
type Scope = (typeof SCOPES)[number];
const EVERY_MS = 5_000;

export function OneExperiment({ site, id }: { site: Site; id: string }) {
  const asked = useAnswer<ExperimentAnswer>(sitePath(site.id, `/experiments/${encodeURIComponent(id)}`));
  const [chosen, setMetric] = useState<Metric>();
  const [scope, setScope] = useState<Scope>('people');
  const [ending, setEnding] = useState<ExperimentAnswer>();
  const { answer, again } = asked;
  const title = titleOf(id, answer?.name);
  useEffect(needDefinitions, []);
  useEffect(() => {
    if (!answer) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), EVERY_MS);
    return () => clearInterval(timer);
  }, [answer]);
  return (
    <>
      <p class="lead">
        <a href={hrefOf(site.id, 'experiments')}>{t('exp.all')}</a> / <strong>{title}</strong>
        {title === answer?.name && title !== id && ` (${id})`}
      </p>
      <Loaded asked={asked}>
        {(one) => {
          const report = one[scope];
          const metric = chosen ?? one.metric;
          return (
            <>
              <Card
                title={t('exp.verdict')}
                actions={
                  <>
                    <StateBadge {...one} />
                    {one.planned && !isHoldout(id) && may('editor') && (
                      <button type="button" onClick={() => setEnding(one)}>
                        {t('exp.end')}
                      </button>
                    )}
                  </>
                }
              >
                {one.planned && !isHoldout(id) && <InDraft site={site} planned={[{ id, name: one.name }]} isAlone />}
                <Toolbar>
                  <Choice<Metric>
                    label={t('exp.metric')}
                    value={metric}
                    options={METRICS.map((value) => ({ value, label: t(`exp.metric_${value}`) }))}
                    onChoose={setMetric}
                  />
                  <Choice<Scope>
                    label={t('exp.scope')}
                    value={scope}
                    options={SCOPES.map((value) => ({ value, label: t(`exp.scope_${value}`) }))}
                    onChoose={setScope}
                  />
                </Toolbar>
                <p class="lead">{t('exp.judged_by', { metric: t(`exp.metric_${one.metric}`) })}</p>
                {one.changed.length > 0 && <p class="note">{t('exp.changed')}</p>}
                {report.srm.broken && (
                  <p class="note bad" role="alert">
                    {t('exp.srm', { p: percent(report.srm.p) })}
                  </p>
                )}
                {report.units === 0 ? (
                  <Empty title={t('exp.nobody')}>{t('exp.nobody_words')}</Empty>
                ) : (
                  <>
                    <VerdictWords report={report} metric={metric} currency={one.currency} />
                    <Intervals report={report} metric={metric} />
                    <Figures>
                      <Figure id="units" label={t('exp.units')} value={number(report.units)} />
                      <Figure
                        id="crossed"
                        label={t('exp.crossed')}
                        value={number(one.crossed)}
                        meaning={{ title: t('exp.crossed'), words: t('exp.crossed_words') }}
                      />
                      <Figure
                        id="srm"
                        label={t('exp.split')}
                        value={report.srm.broken ? t('exp.split_broken') : t('exp.split_right')}
                        note={`p = ${percent(report.srm.p)}`}
                        meaning={{ title: t('exp.split'), words: t('exp.split_words') }}
                      />
                      <Figure
                        id="since"
                        label={t('exp.since')}
                        value={one.first === null ? '–' : day(one.first)}
                        note={t('exp.window', { n: one.windows_days.conversion })}
                      />
                    </Figures>
                  </>
                )}
              </Card>
              {report.units > 0 && <ArmTable report={report} metric={metric} currency={one.currency} />}
              {scope !== 'visits' && report.units > 0 && (
                <Attribution
                  rows={report.arms.map((arm) => ({ ...arm, name: arm.arm }))}
                  group={t('exp.arm')}
                  currency={one.currency}
                  windows={one.windows_days}
                />
              )}
              <Note key={id} site={site} experiment={id} note={one.note} />
              <Planner
                key={`${id}.planner`}
                site={site}
                mean={one.people.arms[0]?.metrics.conversion.mean}
                perDay={perDay(one.people.units, one.first, Date.now())}
              />
            </>
          );
        }}
      </Loaded>
      {ending && <EndExperiment site={site} one={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}
