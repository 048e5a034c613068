/** What begins or ends once the draft is published: until then the figures and states of these pages know nothing of it. */
import { hrefOf } from '../../location.ts';
import { useAnswer } from '../../parts/loaded.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import { beginsAndEnds } from './ended-plan.ts';
import { type Newest, newestAt } from './newest-plan.tsx';

interface InDraftProps {
  site: Site;
  /** The published plan's experiments that are looked at, the holdout left out. */
  planned: readonly { id: string; name?: string | null }[];
  /** Only what comes of these is said, and not what the draft has besides. */
  isAlone?: boolean;
}

export function InDraft({ site, planned, isAlone = false }: InDraftProps) {
  const { answer } = useAnswer<Newest>(sitePath(site.id), newestAt);
  if (!answer?.draft?.valid) return null;
  const { begins, ends } = beginsAndEnds(answer.document, planned);
  const said = [
    ...(begins.length > 0 && !isAlone ? [t('exp.draft_begins', { names: begins.join(', ') })] : []),
    ...(ends.length > 0 ? [t('exp.draft_ends', { names: ends.join(', ') })] : []),
  ];
  if (said.length === 0) return null;
  return (
    <p class="note">
      {said.join(' ')} <a href={hrefOf(site.id, 'plan')}>{t('exp.draft_publish')}</a>
    </p>
  );
}
