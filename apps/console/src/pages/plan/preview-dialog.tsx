/** A link that shows the draft in the shop to whoever has it. */
import { useState } from 'preact/hooks';
import { send } from '../../api.ts';
import { dateTime } from '../../format.ts';
import { CopyField } from '../../parts/copy.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import { planFault } from './plan-fault.ts';

export function PreviewDialog({ site, onClose }: { site: Site; onClose(): void }) {
  const [page, setPage] = useState(`${site.origins[0] ?? ''}/`);
  const [made, setMade] = useState<{ url: string; expires: number }>();
  const [fault, setFault] = useState<string>();
  const submit = async (event: Event) => {
    event.preventDefault();
    setFault(undefined);
    try {
      setMade(await send('POST', sitePath(site.id, '/plan/preview'), { page }));
    } catch (cause) {
      setFault(planFault(cause));
    }
  };
  return (
    <Dialog title={t('plan.preview_title')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <p class="lead">{t('plan.preview_words')}</p>
        <Field label={t('plan.preview_page')} fault={fault}>
          <input
            type="url"
            required
            value={page}
            onInput={({ currentTarget }: { currentTarget: HTMLInputElement }) => setPage(currentTarget.value)}
          />
        </Field>
        {made && (
          <>
            <CopyField label={t('plan.preview_link')} text={made.url} />
            <p class="hint">
              {t('plan.preview_until', { time: dateTime(made.expires) })}{' '}
              <a href={made.url} target="_blank" rel="noopener noreferrer">
                {t('plan.preview_open')}
              </a>
            </p>
          </>
        )}
        <div class="buttons">
          <button type="button" onClick={onClose}>
            {t('dialog.close')}
          </button>
          <button type="submit" class="primary">
            {t('plan.preview_make')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
