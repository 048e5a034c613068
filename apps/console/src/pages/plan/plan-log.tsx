/** Who did what to the plan, or to anything of the shop, when and why. */
import type { LogEntry } from '@edgewise/edge/access/log';
import type { DiffAnswer } from '@edgewise/edge/routes/admin-plan';
import { useState } from 'preact/hooks';
import { dateTime } from '../../format.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice } from '../../parts/field.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { Table } from '../../parts/table.tsx';
import { type Site, sitePath } from '../../site.ts';
import { say, t } from '../../words.ts';
import { ChangeTable } from './changes.tsx';

interface Changed {
  version?: string;
  changed?: number;
  changes?: DiffAnswer['changes'];
}

const PLAN = 'plan.';
const SHOWN = 200;

type About = 'plan' | 'all';

export function PlanLog({ site }: { site: Site }) {
  const [about, setAbout] = useState<About>('plan');
  const asked = useAnswer<{ entries: LogEntry[] }>(
    sitePath(site.id, about === 'plan' ? '/audit?about=plan.' : '/audit'),
  );
  return (
    <Card
      title={t('plan.view_log')}
      lead={t('plan.log_lead')}
      actions={
        <Choice<About>
          label={t('plan.view_log')}
          value={about}
          options={[
            { value: 'plan', label: t('plan.log_plan') },
            { value: 'all', label: t('plan.log_all') },
          ]}
          onChoose={setAbout}
        />
      }
    >
      <Loaded asked={asked}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Empty title={t('plan.no_log')} />
          ) : (
            <Table
              caption={t('table.of', { title: t('plan.view_log') })}
              rows={entries}
              rowKey={({ id }) => String(id)}
              most={25}
              columns={[
                { key: 'at', title: t('plan.when'), cell: ({ at }) => dateTime(at) },
                { key: 'who', title: t('plan.who'), cell: ({ who }) => who ?? 'Edgewise' },
                {
                  key: 'what',
                  title: t('plan.what'),
                  cell: ({ what, detail }) => <What what={what} detail={detail} />,
                },
                { key: 'why', title: t('plan.why'), cell: ({ why }) => why },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}

function What({ what, detail }: { what: string; detail: LogEntry['detail'] }) {
  if (!what.startsWith(PLAN)) return <Other what={what} detail={detail} />;
  const { version, changed, changes } = detail as Changed;
  const words = `${say(`plan.did_${what.slice(PLAN.length)}`, what)}${version ? ` ${version}` : ''}`;
  if (!changes?.length) return <>{words}</>;
  return (
    <details>
      <summary>
        {words} · {t('plan.places', { n: changed ?? changes.length })}
      </summary>
      <ChangeTable changes={changes} />
    </details>
  );
}

/** By the name that the worker gives it, with what it was about. */
function Other({ what, detail }: { what: string; detail: LogEntry['detail'] }) {
  const about = Object.entries(detail).filter(([, value]) => value !== '' && value !== null);
  return (
    <>
      <code>{what}</code>{' '}
      <span class="muted">
        {about
          .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
          .join(' · ')
          .slice(0, SHOWN)}
      </span>
    </>
  );
}
