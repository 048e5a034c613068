import type { PublishAnswer } from '@edgewise/edge/routes/admin-plan';
import { send } from '../../api.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import { ChangeList } from './changes.tsx';
import { WhyForm } from './why-form.tsx';

export interface PublishDialogProps {
  site: Site;
  /** The one that was read: another one is not published by mistake. */
  revision: number;
  /** Names of the experiments that it begins and ends. */
  begins: readonly string[];
  ends: readonly string[];
  onClose(): void;
  onPublished(answer: PublishAnswer): void;
}

/** What came of it, in words. */
export const publishedWords = ({ version, changed }: PublishAnswer): string =>
  changed ? t('plan.published', { version }) : t('plan.unchanged', { version });

export function PublishDialog({ site, revision, begins, ends, onClose, onPublished }: PublishDialogProps) {
  return (
    <FormDialog title={t('plan.publish_title')} onClose={onClose}>
      <WhyForm
        deed={t('plan.publish')}
        onCancel={onClose}
        act={async (why) => {
          const path = sitePath(site.id, '/plan/publish');
          onPublished(await send<PublishAnswer>('POST', path, { why }, { 'if-match': `"d${revision}"` }));
        }}
      >
        {begins.length > 0 && <p>{t('plan.begins', { names: begins.join(', ') })}</p>}
        {ends.length > 0 && <p>{t('plan.ends', { names: ends.join(', ') })}</p>}
        <ChangeList site={site} from="published" to="draft" />
      </WhyForm>
    </FormDialog>
  );
}
