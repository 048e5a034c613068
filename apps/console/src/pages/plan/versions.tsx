/** Every version that was published, and the way back to one. */
import type { PublishAnswer } from '@edgewise/edge/routes/admin-plan';
import type { PlanVersion } from '@edgewise/edge/storage/plan-store';
import { useState } from 'preact/hooks';
import { send } from '../../api.ts';
import { dateTime } from '../../format.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { Table } from '../../parts/table.tsx';
import { toast } from '../../parts/toast.tsx';
import { may } from '../../session.ts';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import type { PlanState } from '../plan.tsx';
import { ChangeList } from './changes.tsx';
import { publishedWords } from './publish-dialog.tsx';
import { WhyForm } from './why-form.tsx';

/** What every shop starts with; it can be gone back to as well. */
const FIRST = 'default-1';

export function Versions({ site, state, reload }: { site: Site; state: PlanState; reload(): void }) {
  const asked = useAnswer<{ versions: PlanVersion[] }>(sitePath(site.id, '/plan/versions'));
  const [to, setTo] = useState<string>();
  const current = state.published.version;
  return (
    <Card title={t('plan.view_versions')} lead={t('plan.versions_lead')}>
      <Loaded asked={asked}>
        {({ versions }) =>
          versions.length === 0 ? (
            <Empty title={t('plan.no_versions')} />
          ) : (
            <Table
              caption={t('table.of', { title: t('plan.view_versions') })}
              rows={[...versions, { version: FIRST, at: 0, who: '', why: t('plan.first_version') }]}
              rowKey={({ version }) => version}
              columns={[
                {
                  key: 'version',
                  title: t('plan.version'),
                  cell: ({ version, restores }) => (
                    <>
                      <code>{version}</code> {version === current && <Badge mood="good">{t('plan.in_use')}</Badge>}{' '}
                      {restores && <Badge>{t('plan.restores', { version: restores })}</Badge>}
                    </>
                  ),
                },
                { key: 'at', title: t('plan.when'), cell: ({ at }) => (at === 0 ? '' : dateTime(at)) },
                { key: 'who', title: t('plan.who'), cell: ({ who }) => who },
                { key: 'why', title: t('plan.why'), cell: ({ why }) => why },
                {
                  key: 'back',
                  title: t('alerts.actions'),
                  cell: ({ version }) =>
                    version !== current &&
                    may('editor') && (
                      <button type="button" onClick={() => setTo(version)}>
                        {t('plan.back', { version })}
                      </button>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {to !== undefined && (
        <FormDialog title={t('plan.back', { version: to })} onClose={() => setTo(undefined)}>
          <WhyForm
            deed={t('plan.back', { version: to })}
            onCancel={() => setTo(undefined)}
            act={async (why) => {
              const path = sitePath(site.id, '/plan/rollback');
              const answer = await send<PublishAnswer>('POST', path, { to, why });
              setTo(undefined);
              toast(publishedWords(answer), 'good');
              reload();
            }}
          >
            <p class="lead">{t('plan.back_words')}</p>
            <ChangeList site={site} from="published" to={to} />
          </WhyForm>
        </FormDialog>
      )}
    </Card>
  );
}
