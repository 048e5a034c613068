/** What the experiments have come to, what was expected of them and what was concluded; and how long the next one takes. */
import type { ExperimentsAnswer } from '@edgewise/edge/routes/admin-experiments';
import { useState } from 'preact/hooks';
import { number, percent } from '../format.ts';
import { detail, hrefOf } from '../location.ts';
import { Badge } from '../parts/badge.tsx';
import { Card } from '../parts/card.tsx';
import { Empty } from '../parts/empty.tsx';
import { Loaded, useAnswer } from '../parts/loaded.tsx';
import { Table } from '../parts/table.tsx';
import type { PageProps } from '../routes.ts';
import { may } from '../session.ts';
import { type Site, sitePath } from '../site.ts';
import { say, t } from '../words.ts';
import { nameOf } from './experiments/ended-plan.ts';
import { InDraft } from './experiments/in-draft.tsx';
import { NewExperiment } from './experiments/new-experiment.tsx';
import { OneExperiment } from './experiments/one-experiment.tsx';
import { Planner } from './experiments/planner.tsx';
import { Words } from './experiments/two-versions.tsx';

type Entry = ExperimentsAnswer['experiments'][number];

export default function Experiments({ site }: PageProps) {
  const id = detail.value;
  return id === undefined ? <List site={site} /> : <OneExperiment key={id} site={site} id={id} />;
}

function List({ site }: { site: Site }) {
  const asked = useAnswer<ExperimentsAnswer>(sitePath(site.id, '/experiments'));
  const [isOpen, setOpen] = useState(false);
  return (
    <div class="pile">
      <p class="lead">{t('exp.lead')}</p>
      <Loaded asked={asked}>
        {({ experiments, bandits }) => (
          <div class="pile">
            <Card
              title={t('exp.all')}
              actions={
                may('editor') && (
                  <button type="button" class="primary" onClick={() => setOpen(true)}>
                    {t('exp.new')}
                  </button>
                )
              }
            >
              <InDraft site={site} planned={experiments.filter(({ id, planned }) => planned && !isHoldout(id))} />
              <Table
                caption={t('table.of', { title: t('exp.all') })}
                rows={experiments}
                rowKey={({ id }) => id}
                most={25}
                columns={[
                  {
                    key: 'id',
                    title: t('exp.experiment'),
                    cell: ({ id, name }) => <a href={hrefOf(site.id, 'experiments', id)}>{titleOf(id, name)}</a>,
                    sort: ({ id }) => id,
                  },
                  { key: 'state', title: t('exp.state'), cell: (entry) => <StateBadge {...entry} /> },
                  { key: 'arms', title: t('exp.arms'), cell: ({ arms }) => arms.map((arm) => arm.id).join(' · ') },
                  { key: 'hypothesis', title: t('exp.hypothesis'), cell: ({ note }) => note?.hypothesis },
                  { key: 'conclusion', title: t('exp.conclusion'), cell: ({ note }) => note?.conclusion },
                ]}
              />
              {experiments.every(({ id }) => isHoldout(id)) && (
                <Empty title={t('exp.none')}>
                  <p>{t('exp.none_words')}</p>
                </Empty>
              )}
              <Words />
            </Card>
            {isOpen && (
              <NewExperiment site={site} taken={experiments.map(({ id }) => id)} onClose={() => setOpen(false)} />
            )}
            {bandits.length > 0 && <Bandits bandits={bandits} />}
          </div>
        )}
      </Loaded>
      <Planner site={site} />
    </div>
  );
}

/** Its later periods have their name behind it. */
export const isHoldout = (id: string): boolean => id.split(':', 1)[0] === 'holdout';

export function titleOf(id: string, name?: string | null): string {
  if (!isHoldout(id)) return nameOf(id, name);
  const [, period] = id.split(':', 2);
  return period === undefined ? t('exp.holdout') : `${t('exp.holdout')} (${period})`;
}

/** In the plan and dealt, in the plan and switched off, or in it no more. */
export function StateBadge({ planned, active }: Pick<Entry, 'planned' | 'active'>) {
  if (!planned) return <Badge>{t('exp.past')}</Badge>;
  return <Badge mood={active ? 'good' : 'warn'}>{active ? t('exp.running') : t('exp.off')}</Badge>;
}

type Bandit = ExperimentsAnswer['bandits'][number];

function Bandits({ bandits }: { bandits: readonly Bandit[] }) {
  const rows = bandits.flatMap(({ placement, reward, arms }) =>
    arms.map(({ lately, ...arm }) => ({ ...arm, placement, reward, units: arm.units + lately.units })),
  );
  return (
    <Card title={t('exp.bandits')} lead={t('exp.bandits_lead')}>
      <Table
        caption={t('table.of', { title: t('exp.bandits') })}
        rows={rows}
        rowKey={({ placement, strategy }) => `${placement}.${strategy}`}
        most={25}
        bar={({ share }) => share}
        columns={[
          { key: 'strategy', title: t('exp.strategy'), cell: ({ placement, strategy }) => `${placement}: ${strategy}` },
          { key: 'share', title: t('exp.share'), numeric: true, cell: ({ share }) => percent(share) },
          { key: 'units', title: t('exp.units'), numeric: true, cell: ({ units }) => number(units) },
          { key: 'reward', title: t('exp.reward'), cell: ({ reward }) => say(`exp.reward_${reward}`, reward) },
        ]}
      />
    </Card>
  );
}
