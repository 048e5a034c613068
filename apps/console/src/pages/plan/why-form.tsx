/** Something is done to the published plan, and the log wants to know why. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '../../limits.ts';
import { Field } from '../../parts/field.tsx';
import { t } from '../../words.ts';
import { planFault } from './plan-fault.ts';

export interface WhyFormProps {
  /** What the button says. */
  deed: string;
  children?: ComponentChildren;
  onCancel(): void;
  act(why: string): Promise<void>;
}

export function WhyForm({ deed, children, onCancel, act }: WhyFormProps) {
  const [why, setWhy] = useState('');
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setFault(undefined);
    try {
      await act(why.trim());
    } catch (cause) {
      setFault(planFault(cause));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      {children}
      <Field label={t('plan.why')} hint={t('plan.why_hint')} fault={fault}>
        <input
          required
          maxLength={LIMITS.whyLength}
          value={why}
          onInput={({ currentTarget }: { currentTarget: HTMLInputElement }) => setWhy(currentTarget.value)}
        />
      </Field>
      <div class="buttons">
        <button type="button" onClick={onCancel}>
          {t('dialog.cancel')}
        </button>
        <button type="submit" class="primary" disabled={isBusy || why.trim() === ''}>
          {deed}
        </button>
      </div>
    </form>
  );
}
