/** A first experiment without JSON: two versions of one shelf, put into the draft of the plan. */
import type { DraftAnswer, PlanAnswer, PlanCheckAnswer } from '@edgewise/edge/routes/admin-plan';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiFault, get, queryOf, send } from '../../api.ts';
import { go, hrefOf } from '../../location.ts';
import { confirmed } from '../../parts/confirm.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { toast } from '../../parts/toast.tsx';
import { type Site, sitePath } from '../../site.ts';
import { language, t } from '../../words.ts';
import { planFault } from '../plan/plan-fault.ts';
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
import { AsJson, strategyName, Versions } from './two-versions.tsx';

export interface NewExperimentProps {
  site: Site;
  /** Ids of experiments that there are or were: the figures of two never mix. */
  taken: readonly string[];
  onClose(): void;
}

export function NewExperiment({ site, taken, onClose }: NewExperimentProps) {
  const asked = useAnswer<Newest>(sitePath(site.id), newestPlan);
  return (
    <Dialog title={t('exp.new')} onClose={onClose}>
      <Loaded asked={asked}>
        {({ document, draft }) => {
          if (draft?.valid === false) {
            return (
              <p>
                {t('exp.new_draft_broken')} <a href={hrefOf(site.id, 'plan')}>{t('nav.plan')}</a>
              </p>
            );
          }
          const shelves = shelvesIn(document);
          if (shelves.length === 0) return <p>{t('exp.new_no_shelf')}</p>;
          const names = [...taken, ...(document.experiments ?? []).map(({ id }) => id)];
          return <Form site={site} document={document} shelves={shelves} taken={names} onClose={onClose} />;
        }}
      </Loaded>
    </Dialog>
  );
}

interface Newest {
  /** What the next version would be: the draft, else what is published. */
  document: PlanDocument;
  draft: DraftAnswer | null;
  /** For If-Match. */
  revision: number;
}

async function newestPlan(path: string): Promise<Newest> {
  const published = await get<PlanAnswer>(`${path}/plan`);
  const draft = published.has_draft ? await get<DraftAnswer>(`${path}/plan/draft`) : null;
  return { document: (draft ?? published).document, draft, revision: published.draft_revision };
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
      setRest([cause instanceof ApiFault && cause.code === 'changed' ? t('exp.new_changed') : planFault(cause)]);
    } finally {
      setBusy(false);
    }
  };
  /** @returns whether it is there */
  const putIntoDraft = async (): Promise<boolean> => {
    // Read again: somebody may have changed the plan since the form was opened.
    const newest = await newestPlan(sitePath(site.id));
    if (newest.document.experiments?.some(({ id }) => id === experiment.id)) {
      show({ name: t('exp.new_name_taken') });
      return false;
    }
    const path = sitePath(site.id, '/plan');
    const next = withExperiment(newest.document, experiment);
    const index = next.experiments!.length - 1;
    const { mistakes, warnings } = await send<PlanCheckAnswer>('POST', `${path}/validate`, next);
    if (mistakes.length > 0) {
      const told = faultsOf(mistakes, index);
      show(told.faults);
      setRest(told.rest);
      return false;
    }
    const approver = newest.draft?.approved_by;
    const doubts = [
      ...warningsOf(warnings, index).map((words) => t('exp.new_warned', { words })),
      ...(approver ? [t('exp.new_unapprove', { who: approver })] : []),
    ];
    for (const words of doubts) {
      if (!(await confirmed({ title: t('exp.new'), words, deed: t('exp.new_put') }))) return false;
    }
    const why = queryOf({ why: typed.name.trim() });
    await send('PUT', `${path}/draft${why}`, next, { 'if-match': `"d${newest.revision}"` });
    return true;
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

/** Its heading in the reader's language, and what stands in the shop's pages. */
function shelfName({ id, title }: Shelf): string {
  const words = title[language.value] ?? title.en ?? Object.values(title)[0];
  return words === undefined ? id : `${words} (${id})`;
}
