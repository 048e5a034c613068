/** One rule: what is watched, from when on it is too much or too little, and what it would have said of the past. */
import { useState } from 'preact/hooks';
import { send } from '../../api.ts';
import { freeId } from '../../free-id.ts';
import { wordsOf } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import { BackTest } from './back-test.tsx';
import { type Channel, type Rule, sending } from './rule-form.ts';
import { conditionWords, currencyOf, metricName, metricsOf, storedValue, typedValue } from './rule-words.ts';

export interface RuleDialogProps {
  site: Site;
  /** Undefined: a new one. */
  rule: Rule | undefined;
  taken: readonly string[];
  channels: readonly Channel[];
  onClose(): void;
  onSaved(): void;
}

const KINDS = ['anomaly', 'below', 'above'] as const;
type Select = { currentTarget: HTMLSelectElement };
type Input = { currentTarget: HTMLInputElement };

export function RuleDialog({ site, rule, taken, channels, onClose, onSaved }: RuleDialogProps) {
  const [name, setName] = useState(rule?.name);
  const [metric, setMetric] = useState(rule?.metric ?? 'orders');
  const [kind, setKind] = useState<Rule['kind']>(rule?.kind ?? 'anomaly');
  const [value, setValue] = useState(String(typedValue(metric, rule?.value ?? 0)));
  const [window, setWindow] = useState(String(rule?.windowMinutes ?? 60));
  const [told, setTold] = useState<readonly string[]>(rule?.channels ?? channels.map(({ id }) => id));
  const [fault, setFault] = useState<string>();
  const condition = { metric, kind, value: storedValue(metric, Number(value)), windowMinutes: Number(window) };
  // Until it has a name of its own it is called by what it says.
  const called = name ?? conditionWords(condition);
  const wanted = {
    ...condition,
    name: called.trim(),
    // One that is gone is not told any more.
    channels: told.filter((id) => channels.some((one) => one.id === id)),
    on: rule?.on ?? true,
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    setFault(undefined);
    try {
      const id = rule?.id ?? freeId(called, taken, 'alert');
      await send('PUT', sitePath(site.id, `/alerts/rules/${encodeURIComponent(id)}`), sending(wanted));
      onSaved();
    } catch (cause) {
      setFault(wordsOf(cause));
    }
  };
  return (
    <FormDialog title={rule ? t('alerts.edit_of', { name: rule.name }) : t('alerts.rule_new')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <Field label={t('alerts.name')} fault={fault}>
          <input
            required
            maxLength={120}
            value={called}
            onInput={({ currentTarget }: Input) => setName(currentTarget.value)}
          />
        </Field>
        <Field label={t('alerts.metric')}>
          <select value={metric} onChange={({ currentTarget }: Select) => setMetric(currentTarget.value)}>
            {[...new Set([metric, ...metricsOf(site)])].map((one) => (
              <option key={one} value={one}>
                {metricName(one)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('alerts.when')} hint={t(`alerts.hint_${kind}`)}>
          <select value={kind} onChange={({ currentTarget }: Select) => setKind(currentTarget.value as Rule['kind'])}>
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`alerts.kind_of_${one}`)}
              </option>
            ))}
          </select>
        </Field>
        {kind !== 'anomaly' && (
          <div class="in-row">
            <Field
              label={currencyOf(metric) ? t('alerts.value_in', { currency: currencyOf(metric)! }) : t('alerts.value')}
            >
              <input
                type="number"
                required
                step="any"
                value={value}
                onInput={({ currentTarget }: Input) => setValue(currentTarget.value)}
              />
            </Field>
            <Field label={t('alerts.window')}>
              <input
                type="number"
                required
                min="1"
                max="1440"
                step="1"
                value={window}
                onInput={({ currentTarget }: Input) => setWindow(currentTarget.value)}
              />
            </Field>
          </div>
        )}
        <fieldset class="checks">
          <legend>{t('alerts.channels')}</legend>
          {channels.length === 0 && <p class="hint">{t('alerts.no_channels')}</p>}
          {channels.map(({ id, name: channel }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={told.includes(id)}
                onChange={({ currentTarget }: Input) =>
                  setTold(currentTarget.checked ? [...told, id] : told.filter((one) => one !== id))
                }
              />
              {channel}
            </label>
          ))}
        </fieldset>
        <BackTest key={`${metric}.${kind}.${value}.${window}`} site={site} rule={wanted} />
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
