/** An experiment ends without JSON: one of its versions becomes what everybody gets, in the draft of the plan. */
import type { ExperimentAnswer } from '@edgewise/edge/routes/admin-experiments';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { go, hrefOf } from '../../location.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { toast } from '../../parts/toast.tsx';
import type { Site } from '../../site.ts';
import { t } from '../../words.ts';
import type { PlanDocument, PlanExperiment } from './draft-experiment.ts';
import { type Ending, endingsOf, planAfter, rulesAsking, shelfWith } from './ended-plan.ts';
import { draftFault, putDraft, readNewest, WithNewest } from './newest-plan.tsx';
import { inWords, shelfName } from './two-versions.tsx';
import { VerdictWords } from './verdict-words.tsx';

interface EndExperimentProps {
  site: Site;
  one: ExperimentAnswer;
  onClose(): void;
}

export function EndExperiment({ site, one, onClose }: EndExperimentProps) {
  const id = one.experiment;
  const toPlan = <a href={hrefOf(site.id, 'plan')}>{t('nav.plan')}</a>;
  return (
    <Dialog title={t('exp.end')} onClose={onClose}>
      <WithNewest site={site}>
        {({ document }) => {
          const experiment = document.experiments?.find((planned) => planned.id === id);
          if (!experiment) {
            return (
              <p>
                {t('exp.end_gone')} {toPlan}
              </p>
            );
          }
          const rules = rulesAsking(document, id);
          if (rules.length > 0) {
            return (
              <p>
                {t('exp.end_rules', { rules: rules.join(', ') })} {toPlan}
              </p>
            );
          }
          return <Form site={site} one={one} document={document} experiment={experiment} onClose={onClose} />;
        }}
      </WithNewest>
    </Dialog>
  );
}

interface FormProps extends EndExperimentProps {
  document: PlanDocument;
  experiment: PlanExperiment;
}

/** A, B, C, … */
const versionOf = (index: number): string => String.fromCharCode(65 + index);

function Form({ site, one, document, experiment, onClose }: FormProps) {
  const id = experiment.id;
  const endings = endingsOf(experiment);
  const report = one.people;
  const verdict = report.verdicts[one.metric];
  const winner = verdict.outcome === 'winner' ? endings.findIndex((ending) => ending.id === verdict.arm) : -1;
  const [index, setIndex] = useState(winner > 0 && !endings[winner]!.isHidden ? winner : 0);
  const [rest, setRest] = useState<readonly string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input:checked')?.focus(), []);
  const chosen = endings[index]!;

  const submit = async (event: Event) => {
    event.preventDefault();
    setRest([]);
    setBusy(true);
    try {
      // Read again: somebody may have changed the plan since the dialog was opened.
      const newest = await readNewest(site);
      const now = newest.document.experiments?.find((planned) => planned.id === id);
      const next = planAfter(newest.document, id, chosen.set);
      if (!next || JSON.stringify(now) !== JSON.stringify(experiment)) {
        setRest([t('exp.end_changed')]);
        return;
      }
      const done = await putDraft(site, {
        newest,
        next,
        why: `${t('exp.end')}: ${id}, ${chosen.id}`,
        title: t('exp.end'),
        deed: t('exp.new_put'),
        doubtsOf: () => [],
      });
      if (done === 'put') {
        toast(t('exp.end_saved', { id }), 'good');
        onClose();
        go(hrefOf(site.id, 'plan'));
      } else if (done !== 'kept') setRest(done.map(({ path, message, fix }) => `${path}: ${message}: ${fix}`));
    } catch (cause) {
      setRest([draftFault(cause)]);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form ref={form} onSubmit={(event) => void submit(event)}>
      <p class="hint">{t('exp.end_lead')}</p>
      {report.units === 0 ? (
        <p>{t('exp.nobody')}.</p>
      ) : report.srm.broken ? (
        <p class="note bad">{t('exp.end_broken')}</p>
      ) : (
        <VerdictWords report={report} metric={one.metric} currency={one.currency} />
      )}
      <fieldset class="endings">
        <legend>{t('exp.end_choice')}</legend>
        {endings.map((ending, i) => (
          <Choice
            key={ending.id}
            ending={ending}
            words={t(i === 0 ? 'exp.end_keep' : 'exp.end_take', { version: versionOf(i), arm: ending.id })}
            isChosen={i === index}
            choose={() => setIndex(i)}
          />
        ))}
      </fieldset>
      <Outcome document={document} experiment={experiment} endings={endings} chosen={chosen} />
      {index !== winner && chosen.id !== endings[0]!.id && report.units > 0 && (
        <p class="note">{t('exp.end_unsure')}</p>
      )}
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

interface ChoiceProps {
  ending: Ending;
  words: string;
  isChosen: boolean;
  choose(): void;
}

function Choice({ ending: { isHidden }, words, isChosen, choose }: ChoiceProps) {
  const id = useId();
  return (
    <div class="ending">
      <input
        id={id}
        type="radio"
        name="ending"
        checked={isChosen}
        disabled={isHidden}
        aria-describedby={isHidden ? `${id}-why` : undefined}
        onChange={choose}
      />
      <label for={id}>{words}</label>
      {isHidden && (
        <p id={`${id}-why`} class="hint">
          {t('exp.end_hidden')}
        </p>
      )}
    </div>
  );
}

interface OutcomeProps {
  document: PlanDocument;
  experiment: PlanExperiment;
  endings: readonly Ending[];
  chosen: Ending;
}

/** What every shopper sees once it is published, below what they see now. */
function Outcome({ document, experiment, endings, chosen }: OutcomeProps) {
  const isTried = (placement: string) => experiment.placements.includes(placement);
  const shelves = document.placements.filter(({ id }) => isTried(id));
  const others = (document.experiments ?? [])
    .filter(({ id, off, placements }) => id !== experiment.id && !off && placements.some((one) => isTried(one)))
    .map(({ id }) => id);
  const learns = shelves.some((shelf) => shelf.bandit && !shelfWith(shelf, chosen.set).bandit);
  return (
    <section class="versions" aria-label={t('exp.end_seen')} aria-live="polite">
      <strong>{t('exp.end_seen')}</strong>
      {shelves.map((shelf) => (
        <div key={shelf.id}>
          <p>{shelfName(shelf)}</p>
          <dl class="terms">
            <div>
              <dt>{t('exp.end_so_far')}</dt>
              <dd>
                <ul>
                  {endings.map(({ id, set, isHidden }, i) => (
                    <li key={id}>
                      {versionOf(i)}: {isHidden ? t('exp.end_nothing') : inWords(shelfWith(shelf, set), shelf)}
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
            <div>
              <dt>{t('exp.end_then')}</dt>
              <dd>{inWords(shelfWith(shelf, chosen.set), shelf)}</dd>
            </div>
          </dl>
        </div>
      ))}
      {Object.keys(chosen.set).length > 0 && <p>{t('exp.end_everybody')}</p>}
      {others.length > 0 && <p>{t('exp.end_others', { ids: others.join(', ') })}</p>}
      {learns && <p>{t('exp.end_bandit')}</p>}
    </section>
  );
}
