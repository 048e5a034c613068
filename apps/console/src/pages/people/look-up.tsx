/** By what somebody is looked up. Addresses and numbers are hashed before they leave the page. */
import { useState } from 'preact/hooks';
import { setQuery } from '../../location.ts';
import { Field, Select } from '../../parts/field.tsx';
import { t } from '../../words.ts';
import { identifierOf, isTyped, KINDS, TYPED, type Typed } from './identifier.ts';

const LONGEST = 320;
const NOBODY = Object.fromEntries(KINDS.map((kind) => [kind, undefined]));

export function LookUp({ onFind }: { onFind(): void }) {
  const [typed, setTyped] = useState<Typed>('device');
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  const submit = async (event: Event) => {
    event.preventDefault();
    const asked = await identifierOf(typed, text);
    setFault(asked ? undefined : t(`people.no_${typed}`));
    if (!asked) return;
    onFind();
    setQuery({ ...NOBODY, [asked.kind]: asked.value });
  };
  const isHashed = typed === 'email' || typed === 'phone';
  return (
    <search>
      <form class="look-up" onSubmit={(event) => void submit(event)}>
        <div class="field">
          <span class="field-name" aria-hidden="true">
            {t('people.by')}
          </span>
          <Select
            label={t('people.by')}
            value={typed}
            options={TYPED.map((value) => ({ value, label: t(`people.by_${value}`) }))}
            onChoose={(value) => {
              if (!isTyped(value)) return;
              setTyped(value);
              setFault(undefined);
            }}
          />
        </div>
        <Field label={t(`people.by_${typed}`)} {...(isHashed && { hint: t('people.hashed') })} fault={fault}>
          <input
            autocomplete="off"
            spellcheck={false}
            maxLength={LONGEST}
            value={text}
            onInput={({ currentTarget }: { currentTarget: HTMLInputElement }) => setText(currentTarget.value)}
          />
        </Field>
        <button type="submit" class="primary">
          {t('people.find')}
        </button>
      </form>
    </search>
  );
}
