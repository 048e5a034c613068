/** The shop's address, so that its pages are let in. */
import { useState } from 'preact/hooks';
import { send } from '../../api.ts';
import { wordsOf } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';

export function AddOrigin({ site, origins, done }: { site: Site; origins: readonly string[]; done(): void }) {
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string>();
  const submit = async (event: Event) => {
    event.preventDefault();
    setFault(undefined);
    try {
      // Of a page's address the origin is what counts.
      const { origin } = new URL(typed);
      await send('PATCH', sitePath(site.id), { origins: [...new Set([...origins, origin])] });
      done();
    } catch (cause) {
      setFault(wordsOf(cause));
    }
  };
  return (
    <form class="in-row" onSubmit={(event) => void submit(event)}>
      <Field label={t('start.origin_field')} fault={fault}>
        <input
          type="url"
          required
          value={typed}
          onInput={({ currentTarget }: { currentTarget: HTMLInputElement }) => setTyped(currentTarget.value)}
        />
      </Field>
      <button type="submit">{t('start.origin_add')}</button>
    </form>
  );
}
