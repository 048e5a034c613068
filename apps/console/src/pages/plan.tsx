/** What is shown where: edit, check, compare, try out, publish with a reason, go back. Rules: packages/core/src/plan/SPEC.md. */
import type { DraftAnswer, PlanAnswer } from '@edgewise/edge/routes/admin-plan';
import { useState } from 'preact/hooks';
import { get } from '../api.ts';
import { dateTime } from '../format.ts';
import { query, setQuery } from '../location.ts';
import { Badge } from '../parts/badge.tsx';
import { Choice, Toolbar } from '../parts/field.tsx';
import { Loaded, useAnswer } from '../parts/loaded.tsx';
import type { PageProps } from '../routes.ts';
import { may } from '../session.ts';
import { sitePath } from '../site.ts';
import { t } from '../words.ts';
import { Changes } from './plan/changes.tsx';
import { Editor } from './plan/editor.tsx';
import { PlanLog } from './plan/plan-log.tsx';
import { Simulation } from './plan/simulation.tsx';
import { Versions } from './plan/versions.tsx';

const VIEWS = ['edit', 'changes', 'try', 'versions', 'log'] as const;
type View = (typeof VIEWS)[number];

export interface PlanState {
  published: PlanAnswer;
  /** Null where there is none. */
  draft: DraftAnswer | null;
  /** A second person has to approve a draft. */
  needsApproval: boolean;
}

async function read(path: string): Promise<PlanState> {
  const [published, settings] = await Promise.all([
    get<PlanAnswer>(`${path}/plan`),
    get<{ plan_approval: boolean }>(path),
  ]);
  const draft = published.has_draft ? await get<DraftAnswer>(`${path}/plan/draft`) : null;
  return { published, draft, needsApproval: settings.plan_approval };
}

export default function Plan({ site }: PageProps) {
  const asked = useAnswer<PlanState>(sitePath(site.id), read);
  // What was typed stays while one looks at another view.
  const [typed, setTyped] = useState<string>();
  const wanted = query.value.get('view');
  const view: View = VIEWS.find((one) => one === wanted) ?? 'edit';
  return (
    <Loaded asked={asked}>
      {(state) => (
        <>
          <Standing {...state} />
          <Toolbar>
            <Choice
              label={t('plan.views')}
              value={view}
              options={VIEWS.filter((one) => one !== 'try' || may('editor')).map((value) => ({
                value,
                label: t(`plan.view_${value}`),
              }))}
              onChoose={(next) => setQuery({ view: next === 'edit' ? undefined : next })}
            />
          </Toolbar>
          {view === 'edit' && (
            <Editor
              // A draft that somebody else saved meanwhile is shown when one's own typing is saved or thrown away.
              site={site}
              state={state}
              typed={typed}
              onType={setTyped}
              reload={asked.again}
            />
          )}
          {view === 'changes' && <Changes key={state.draft?.revision} site={site} hasDraft={state.draft !== null} />}
          {view === 'try' && <Simulation key={state.draft?.revision} site={site} draft={state.draft} />}
          {view === 'versions' && (
            <Versions key={state.published.version} site={site} state={state} reload={asked.again} />
          )}
          {view === 'log' && <PlanLog key={state.published.version} site={site} />}
        </>
      )}
    </Loaded>
  );
}

function Standing({ published, draft, needsApproval }: PlanState) {
  return (
    <p class="lead">
      <Badge mood="good">{t('plan.published_is', { version: published.version })}</Badge>{' '}
      {draft && (
        <>
          <Badge mood={draft.valid ? 'accent' : 'bad'}>
            {draft.valid ? t('plan.draft_is', { n: draft.revision }) : t('plan.draft_broken')}
          </Badge>{' '}
          {t('plan.draft_by', { who: draft.who, time: dateTime(draft.at) })}{' '}
        </>
      )}
      {draft && needsApproval && (
        <Badge mood={draft.approved_by === null ? 'warn' : 'good'}>
          {draft.approved_by === null ? t('plan.unapproved') : t('plan.approved_by', { who: draft.approved_by })}
        </Badge>
      )}
      {!draft && t('plan.no_draft')}
    </p>
  );
}
