/** Who did what to the plan, when and why. */
import type { LogEntry } from '@edgewise/edge/access/log';
import type { DiffAnswer } from '@edgewise/edge/routes/admin-plan';
import { dateTime } from '../../format.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
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

export function PlanLog({ site }: { site: Site }) {
  const asked = useAnswer<{ entries: LogEntry[] }>(sitePath(site.id, '/audit?about=plan.'));
  return (
    <Card title={t('plan.view_log')} lead={t('plan.log_lead')}>
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
                { key: 'what', title: t('plan.what'), cell: ({ what, detail }) => <What what={what} {...detail} /> },
                { key: 'why', title: t('plan.why'), cell: ({ why }) => why },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}

function What({ what, version, changed, changes }: Changed & { what: string }) {
  const words = `${say(`plan.did_${what.slice('plan.'.length)}`, what)}${version ? ` ${version}` : ''}`;
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
