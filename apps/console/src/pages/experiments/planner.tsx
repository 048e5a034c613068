/** How many visitors and days it takes to see a lift, before anything is begun. */
import type { PlannedAnswer, PlannedUnits } from '@edgewise/edge/routes/admin-experiments';
import { useState } from 'preact/hooks';
import { get, queryOf } from '../../api.ts';
import { Card } from '../../parts/card.tsx';
import { wordsOf } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { Figure, Figures } from '../../parts/figure.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';

export interface PlannerProps {
  site: Site;
  /** The control's conversion, where it is known. */
  mean?: number | undefined;
  perDay?: number | undefined;
}

export function Planner({ site, mean, perDay }: PlannerProps) {
  const [typed, setTyped] = useState({
    rate: String(mean ? Number((mean * 100).toPrecision(3)) : 3),
    lift: '10',
    perDay: String(perDay ?? 1_000),
    variations: '1',
  });
  const [state, setState] = useState<{ answer: PlannedAnswer } | { fault: string }>();
  const submit = async (event: Event) => {
    event.preventDefault();
    const asked = queryOf({
      mean: Number(typed.rate) / 100,
      lift: Number(typed.lift) / 100,
      units_per_day: Number(typed.perDay),
      variations: Number(typed.variations),
    });
    try {
      setState({ answer: await get<PlannedAnswer>(sitePath(site.id, `/experiments/plan${asked}`)) });
    } catch (cause) {
      setState({ fault: wordsOf(cause) });
    }
  };
  const field = (name: keyof typeof typed, step: string, least: string) => (
    <Field label={t(`exp.plan_${name}`)}>
      <input
        type="number"
        required
        min={least}
        step={step}
        value={typed[name]}
        onInput={({ currentTarget }: { currentTarget: HTMLInputElement }) =>
          setTyped((before) => ({ ...before, [name]: currentTarget.value }))
        }
      />
    </Field>
  );
  return (
    <Card title={t('exp.planner')} lead={t('exp.planner_lead')}>
      <form class="in-row" onSubmit={(event) => void submit(event)}>
        {field('rate', 'any', '0.001')}
        {field('lift', 'any', '0.1')}
        {field('perDay', '1', '1')}
        {field('variations', '1', '1')}
        <button type="submit" class="primary">
          {t('exp.plan_do')}
        </button>
      </form>
      <div role="status">
        {state && 'fault' in state && <p class="fault-line">{state.fault}</p>}
        {state && 'answer' in state && (
          <Figures>
            <Planned id="sequential" label={t('exp.plan_sequential')} {...state.answer.sequential} />
            <Planned id="fixed" label={t('exp.plan_fixed')} {...state.answer.fixed} />
          </Figures>
        )}
      </div>
    </Card>
  );
}

function Planned({ id, label, units, days }: PlannedUnits & { id: string; label: string }) {
  return (
    <Figure
      id={`planned-${id}`}
      label={label}
      value={days === null ? '–' : t('exp.days', { n: days })}
      note={t('exp.plan_units', { n: units })}
      meaning={{ title: label, words: t(id === 'fixed' ? 'exp.plan_fixed_words' : 'exp.plan_sequential_words') }}
    />
  );
}
