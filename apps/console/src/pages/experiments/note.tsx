/** What the experiment is to show, and what was concluded. Who may change it, does; every version stays in the log. */
import type { ExperimentAnswer } from '@edgewise/edge/routes/admin-experiments';
import { useState } from 'preact/hooks';
import { send } from '../../api.ts';
import { dateTime } from '../../format.ts';
import { LIMITS } from '../../limits.ts';
import { Card } from '../../parts/card.tsx';
import { wordsOf } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { toast } from '../../parts/toast.tsx';
import { may } from '../../session.ts';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';

export function Note({ site, experiment, note }: { site: Site; experiment: string; note: ExperimentAnswer['note'] }) {
  const [stored, setStored] = useState(note);
  const [typed, setTyped] = useState({ hypothesis: note?.hypothesis ?? '', conclusion: note?.conclusion ?? '' });
  const save = async (event: Event) => {
    event.preventDefault();
    try {
      const path = sitePath(site.id, `/experiments/${encodeURIComponent(experiment)}/note`);
      setStored(await send<NonNullable<ExperimentAnswer['note']>>('PUT', path, typed));
      toast(t('exp.note_saved'), 'good');
    } catch (cause) {
      toast(wordsOf(cause), 'bad');
    }
  };
  const field = (name: 'hypothesis' | 'conclusion') => (
    <Field label={t(`exp.${name}`)} hint={t(`exp.${name}_hint`)}>
      <textarea
        rows={3}
        maxLength={LIMITS.noteLength}
        readOnly={!may('editor')}
        value={typed[name]}
        onInput={({ currentTarget }: { currentTarget: HTMLTextAreaElement }) =>
          setTyped((before) => ({ ...before, [name]: currentTarget.value }))
        }
      />
    </Field>
  );
  return (
    <Card title={t('exp.note')}>
      <form class="stack" onSubmit={(event) => void save(event)}>
        {field('hypothesis')}
        {field('conclusion')}
        {stored && <p class="hint">{t('exp.note_by', { who: stored.who, time: dateTime(stored.at) })}</p>}
        {may('editor') && (
          <div class="buttons">
            <button type="submit" class="primary">
              {t('exp.note_save')}
            </button>
          </div>
        )}
      </form>
    </Card>
  );
}
