/** What differs between two plans, by place. */
import type { DiffAnswer } from '@edgewise/edge/routes/admin-plan';
import { queryOf } from '../../api.ts';
import { percent } from '../../format.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { Table } from '../../parts/table.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';

type Change = DiffAnswer['changes'][number];

export function Changes({ site, hasDraft }: { site: Site; hasDraft: boolean }) {
  return (
    <Card title={t('plan.view_changes')} lead={t('plan.changes_lead')}>
      {hasDraft ? <ChangeList site={site} from="published" to="draft" /> : <Empty title={t('plan.no_draft')} />}
    </Card>
  );
}

/** @param from `published`, `draft` or a version; `to` likewise */
export function ChangeList({ site, from, to }: { site: Site; from: string; to: string }) {
  const asked = useAnswer<DiffAnswer>(sitePath(site.id, `/plan/diff${queryOf({ from, to })}`));
  return (
    <Loaded asked={asked}>
      {({ changes, holdout }) => (
        <>
          <p>{holdoutWords(holdout)}</p>
          <ChangeTable changes={changes} />
        </>
      )}
    </Loaded>
  );
}

/** Who sees no personalisation under the plan that is to come, and whether that is news. */
function holdoutWords({ before, after, anew }: DiffAnswer['holdout']): string {
  return [
    after === 0 ? t('plan.holdout_none') : t('plan.holdout', { share: percent(after) }),
    before !== after && t('plan.holdout_before', { before: percent(before) }),
    anew && after > 0 && t('plan.holdout_anew'),
  ]
    .filter(Boolean)
    .join(' ');
}

export function ChangeTable({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <p class="muted">{t('plan.no_changes')}</p>;
  return (
    <Table
      caption={t('table.of', { title: t('plan.view_changes') })}
      rows={changes}
      rowKey={({ path }) => path}
      columns={[
        { key: 'path', title: t('plan.place'), cell: ({ path }) => <code>{path}</code> },
        { key: 'before', title: t('plan.before'), cell: ({ before }) => <Value value={before} mood="gone" /> },
        { key: 'after', title: t('plan.after'), cell: ({ after }) => <Value value={after} mood="come" /> },
      ]}
    />
  );
}

const SHOWN = 240;

function Value({ value, mood }: { value: unknown; mood: 'gone' | 'come' }) {
  if (value === undefined) return <span class="muted">–</span>;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return <code class={`value ${mood}`}>{text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}</code>;
}
