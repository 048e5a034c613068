import { ApiFault } from '../../api.ts';
import { wordsOf } from '../../parts/fault.tsx';
import { t } from '../../words.ts';

/** What the worker refuses of a plan, in the reader's words. */
export function planFault(cause: unknown): string {
  if (cause instanceof ApiFault) {
    if (cause.code === 'changed') return t('plan.fault_changed');
    if (cause.code === 'not_approved' || cause.code === 'same_person') return t('plan.wait_for_other');
    if (cause.code === 'mistakes') return t('plan.draft_broken');
    if (cause.code === 'no_catalogue' || cause.code === 'no_sessions') return t(`plan.fault_${cause.code}`);
  }
  return wordsOf(cause);
}
