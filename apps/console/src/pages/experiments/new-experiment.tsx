/** A first experiment without JSON: two versions of one shelf, put into the draft of the plan. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { go, hrefOf } from '../../location.ts';
import { Field } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { toast } from '../../parts/toast.tsx';
import type { Site } from '../../site.ts';
import { t } from '../../words.ts';
import {
  experimentOf,
  type Faults,
  faultsIn,
  faultsOf,
  hasChain,
  METRICS,
  type Metric,
  type PlanDocument,
  type Shelf,
  shelvesIn,
  strategiesFor,
  type Typed,
  warningsOf,
  withExperiment,
} from './draft-experiment.ts';
import { draftFault, putDraft, readNewest, WithNewest } from './newest-plan.tsx';
import { AsJson, shelfName, strategyName, Versions } from './two-versions.tsx';

export interface NewExperimentProps {
  site: Site;
  /** Ids of experiments that there are or were: the figures of two never mix. */
  taken: readonly string[];
  onClose(): void;
}

export function NewExperiment({ site, taken, onClose }: NewExperimentProps) {
  return (
    <FormDialog title={t('exp.new')} onClose={onClose}>
      <WithNewest site={site}>
        {({ document }) => {
          const shelves = shelvesIn(document);
          if (shelves.length === 0) return <p>{t('exp.new_no_shelf')}</p>;
          const names = [...taken, ...(document.experiments ?? []).map(({ id }) => id)];
          return <Form site={site} document={document} shelves={shelves} taken={names} onClose={onClose} />;
        }}
      </WithNewest>
    </FormDialog>
  );
}

interface FormProps extends NewExperimentProps {
  document: PlanDocument;
  shelves: readonly Shelf[];
}

type Entered = { currentTarget: HTMLInputElement | HTMLSelectElement };

const FEWER = 4;

function Form({ site, document, shelves, taken, onClose }: FormProps) {
  const [typed, setTyped] = useState<Typed>(() => ({
    name: '',
    shelf: shelves[0]!.id,
    change: 'count',
    count: String(shelves[0]!.count === FEWER ? 2 * FEWER : FEWER),
    strategy: '',
    share: '100',
    metric: METRICS[0]!,
  }));
  const [faults, setFaults] = useState<Faults>({});
  const [rest, setRest] = useState<readonly string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  const show = (told: Faults) => {
    setFaults(told);
    setTries((before) => before + 1);
  };

  const shelf = shelves.find(({ id }) => id === typed.shelf) ?? shelves[0]!;
  const strategies = strategiesFor(document, shelf);
  const mayChain = hasChain(shelf) && strategies.length > 0;
  const wanted: Typed = {
    ...typed,
    change: mayChain ? typed.change : 'count',
    strategy: strategies.find((one) => one === typed.strategy) ?? strategies[0] ?? '',
  };
  const experiment = experimentOf(wanted, shelf, taken);

  const enter =
    (field: keyof Typed) =>
    ({ currentTarget }: Entered) => {
      setTyped((before) => ({ ...before, [field]: currentTarget.value }));
      setFaults(({ [field]: _, ...others }) => others);
    };
  const submit = async (event: Event) => {
    event.preventDefault();
    const found = Object.entries(faultsIn(wanted, shelf)).map(([field, key]) => [field, t(key)]);
    show(Object.fromEntries(found) as Faults);
    setRest([]);
    if (found.length > 0) return;
    setBusy(true);
    try {
      if (await putIntoDraft()) {
        toast(t('exp.new_saved', { id: experiment.id }), 'good');
        onClose();
        go(hrefOf(site.id, 'plan'));
      }
    } catch (cause) {
      setRest([draftFault(cause)]);
    } finally {
      setBusy(false);
    }
  };
  /** @returns whether it is there */
  const putIntoDraft = async (): Promise<boolean> => {
    // Read again: somebody may have changed the plan since the form was opened.
    const newest = await readNewest(site);
    if (newest.document.experiments?.some(({ id }) => id === experiment.id)) {
      show({ name: t('exp.new_name_taken') });
      return false;
    }
    const next = withExperiment(newest.document, experiment);
    const index = next.experiments!.length - 1;
    const done = await putDraft(site, {
      newest,
      next,
      why: typed.name.trim(),
      title: t('exp.new'),
      deed: t('exp.new_put'),
      doubtsOf: (warnings) => warningsOf(warnings, index).map((words) => t('exp.new_warned', { words })),
    });
    if (typeof done === 'string') return done === 'put';
    const told = faultsOf(done, index);
    show(told.faults);
    setRest(told.rest);
    return false;
  };

  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)}>
      <p class="hint">{t('exp.new_lead')}</p>
      <Field label={t('exp.new_name')} hint={t('exp.new_name_hint', { id: experiment.id })} fault={faults.name}>
        <input required maxLength={120} value={typed.name} onInput={enter('name')} />
      </Field>
      <Field label={t('exp.new_shelf')} hint={t('exp.new_shelf_hint')} fault={faults.shelf}>
        <select value={shelf.id} onChange={enter('shelf')}>
          {shelves.map((one) => (
            <option key={one.id} value={one.id}>
              {shelfName(one)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('exp.new_change')} hint={t(mayChain ? 'exp.new_change_hint' : 'exp.new_only_count')}>
        <select value={wanted.change} onChange={enter('change')}>
          <option value="count">{t('exp.new_change_count')}</option>
          {mayChain && <option value="strategy">{t('exp.new_change_strategy')}</option>}
        </select>
      </Field>
      {wanted.change === 'count' ? (
        <Field label={t('exp.new_count')} hint={t('exp.new_count_hint', { n: shelf.count })} fault={faults.count}>
          <input type="number" required min="1" step="1" value={typed.count} onInput={enter('count')} />
        </Field>
      ) : (
        <Field
          label={t('exp.new_strategy')}
          hint={t('exp.new_strategy_hint', { strategy: strategyName(shelf.strategies[0]!) })}
          fault={faults.strategy}
        >
          <select value={wanted.strategy} onChange={enter('strategy')}>
            {strategies.map((one) => (
              <option key={one} value={one}>
                {strategyName(one)}
              </option>
            ))}
          </select>
        </Field>
      )}
      <Field label={t('exp.new_share')} hint={t('exp.new_share_hint')} fault={faults.share}>
        <input type="number" required min="0" max="100" step="any" value={typed.share} onInput={enter('share')} />
      </Field>
      <Field label={t('exp.new_metric')} hint={t('exp.new_metric_hint')} fault={faults.metric}>
        <select value={typed.metric} onChange={enter('metric')}>
          {METRICS.map((one: Metric) => (
            <option key={one} value={one}>
              {t(`exp.metric_${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <Versions shelf={shelf} experiment={experiment} />
      <AsJson site={site} experiment={experiment} isFirst={(document.experiments ?? []).length === 0} />
      {rest.length > 0 && (
        <div role="alert">
          {rest.map((words) => (
            <p key={words} class="fault-line">
              {words}
            </p>
          ))}
        </div>
      )}
      <div class="buttons">
        <button type="button" onClick={onClose}>
          {t('dialog.cancel')}
        </button>
        <button type="submit" class="primary" disabled={isBusy}>
          {t('exp.new_put')}
        </button>
      </div>
    </form>
  );
}
