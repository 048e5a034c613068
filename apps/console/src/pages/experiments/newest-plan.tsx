/** The plan as its next version would be: read for a form, and put back as the draft once the worker has checked it. */
import type { DraftAnswer, PlanAnswer, PlanCheckAnswer } from '@edgewise/edge/routes/admin-plan';
import type { ComponentChildren } from 'preact';
import { ApiFault, get, queryOf, send } from '../../api.ts';
import { hrefOf } from '../../location.ts';
import { confirmed } from '../../parts/confirm.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import { planFault } from '../plan/plan-fault.ts';
import type { PlanDocument } from './draft-experiment.ts';

export interface Newest {
  /** What the next version would be: the draft, else what is published. */
  document: PlanDocument;
  draft: DraftAnswer | null;
  /** For If-Match. */
  revision: number;
}

export const readNewest = ({ id }: Site): Promise<Newest> => newestAt(sitePath(id));

/** @param path of the site */
export async function newestAt(path: string): Promise<Newest> {
  const published = await get<PlanAnswer>(`${path}/plan`);
  const draft = published.has_draft ? await get<DraftAnswer>(`${path}/plan/draft`) : null;
  return { document: (draft ?? published).document, draft, revision: published.draft_revision };
}

/** Shows what is made of it; of a draft with mistakes, that it has some: nothing can be added to what cannot be read. */
export function WithNewest({ site, children }: { site: Site; children: (newest: Newest) => ComponentChildren }) {
  const asked = useAnswer<Newest>(sitePath(site.id), newestAt);
  return (
    <Loaded asked={asked}>
      {(newest) =>
        newest.draft?.valid === false ? (
          <p>
            {t('exp.new_draft_broken')} <a href={hrefOf(site.id, 'plan')}>{t('nav.plan')}</a>
          </p>
        ) : (
          children(newest)
        )
      }
    </Loaded>
  );
}

export interface DraftPut {
  newest: Newest;
  next: PlanDocument;
  /** For the log. */
  why: string;
  /** Title and deed of the question that is asked where there is a doubt. */
  title: string;
  deed: string;
  /** Which of the worker's warnings are doubts, in words. */
  doubtsOf(warnings: PlanCheckAnswer['warnings']): string[];
}

/** @returns mistakes, where there are any; `kept` where somebody thought better of it */
export async function putDraft(
  site: Site,
  { newest, next, why, title, deed, doubtsOf }: DraftPut,
): Promise<'put' | 'kept' | PlanCheckAnswer['mistakes']> {
  const path = sitePath(site.id, '/plan');
  const { mistakes, warnings } = await send<PlanCheckAnswer>('POST', `${path}/validate`, next);
  if (mistakes.length > 0) return mistakes;
  const approver = newest.draft?.approved_by;
  const doubts = [...doubtsOf(warnings), ...(approver ? [t('exp.new_unapprove', { who: approver })] : [])];
  for (const words of doubts) if (!(await confirmed({ title, words, deed }))) return 'kept';
  await send('PUT', `${path}/draft${queryOf({ why })}`, next, { 'if-match': `"d${newest.revision}"` });
  return 'put';
}

export const draftFault = (cause: unknown): string =>
  cause instanceof ApiFault && cause.code === 'changed' ? t('exp.new_changed') : planFault(cause);
