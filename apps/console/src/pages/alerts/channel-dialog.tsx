/** A way an alert leaves the worker. What is secret in it is stored sealed and never shown again. */
import { useState } from 'preact/hooks';
import { send } from '../../api.ts';
import { freeId } from '../../free-id.ts';
import { wordsOf } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import type { Channel } from './rule-form.ts';

type Kind = Channel['kind'];

/** By kind, in the order in which they are asked for; with a star what may stay empty. */
const FIELDS: Record<Kind, readonly string[]> = {
  slack: ['url'],
  telegram: ['token', 'chat'],
  webhook: ['url', 'secret*'],
  'mail-http': ['url', 'authorization', 'from', 'to'],
  smtp: ['host', 'port', 'user', 'password', 'from', 'to'],
};
const SECRET = new Set(['token', 'secret', 'authorization', 'password']);
/** As one type: preact's knows a field of each, and no field that may be any. */
const typeOf = (key: string) =>
  (SECRET.has(key) ? 'password' : key === 'url' ? 'url' : key === 'port' ? 'number' : 'text') as 'text';
const KINDS = Object.keys(FIELDS) as Kind[];
const SMTP_PORT = '465';

export interface ChannelDialogProps {
  site: Site;
  taken: readonly string[];
  onClose(): void;
  onSaved(): void;
}

export function ChannelDialog({ site, taken, onClose, onSaved }: ChannelDialogProps) {
  const [kind, setKind] = useState<Kind>('slack');
  const [name, setName] = useState('');
  const [typed, setTyped] = useState<Record<string, string>>({ port: SMTP_PORT });
  const [fault, setFault] = useState<string>();
  const submit = async (event: Event) => {
    event.preventDefault();
    setFault(undefined);
    const given = FIELDS[kind].flatMap((field): [string, string | number][] => {
      const key = field.replace('*', '');
      const text = typed[key]?.trim() ?? '';
      return text === '' ? [] : [[key, key === 'port' ? Number(text) : text]];
    });
    try {
      const path = sitePath(site.id, `/alerts/channels/${encodeURIComponent(freeId(name, taken, 'alert'))}`);
      await send('PUT', path, { kind, name: name.trim(), ...Object.fromEntries(given) });
      onSaved();
    } catch (cause) {
      setFault(wordsOf(cause));
    }
  };
  return (
    <FormDialog title={t('alerts.channel_new')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <Field label={t('alerts.kind')}>
          <select
            value={kind}
            onChange={({ currentTarget }: { currentTarget: HTMLSelectElement }) => setKind(currentTarget.value as Kind)}
          >
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`alerts.kind_${one}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('alerts.name')} fault={fault}>
          <input
            required
            maxLength={120}
            value={name}
            onInput={({ currentTarget }: { currentTarget: HTMLInputElement }) => setName(currentTarget.value)}
          />
        </Field>
        {FIELDS[kind].map((field) => {
          const key = field.replace('*', '');
          return (
            <Field key={`${kind}.${key}`} label={t(`alerts.field_${key}` as 'alerts.field_url')}>
              <input
                type={typeOf(key)}
                autocomplete={SECRET.has(key) ? 'new-password' : 'off'}
                required={key === field}
                value={typed[key] ?? ''}
                onInput={({ currentTarget }: { currentTarget: HTMLInputElement }) =>
                  setTyped((before) => ({ ...before, [key]: currentTarget.value }))
                }
              />
            </Field>
          );
        })}
        <div class="buttons">
          <button type="button" onClick={onClose}>
            {t('dialog.cancel')}
          </button>
          <button type="submit" class="primary">
            {t('exp.note_save')}
          </button>
        </div>
      </form>
    </FormDialog>
  );
}
