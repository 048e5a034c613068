/** The self-check as a list: what is wrong first, each with what to do about it. */
import type { HealthAnswer } from '@edgewise/edge/read-health';
import { Badge, type Mood } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { type Key, t } from '../../words.ts';

type Check = HealthAnswer['checks'][number];

const ORDER: readonly Check['grade'][] = ['wrong', 'look', 'fine'];
const MOODS: Record<Check['grade'], Mood> = { wrong: 'bad', look: 'warn', fine: 'good' };

/** What is wrong first; within a grade as the worker says them. */
export const inOrder = (checks: readonly Check[]): Check[] =>
  ORDER.flatMap((grade) => checks.filter((c) => c.grade === grade));

/** Words with their own for a value that is missing altogether. */
function fixOf({ id, values }: Check): Key {
  return id === 'model' && values.none === 1 ? 'check.model.none' : `check.${id}.fix`;
}

export function Checks({ checks }: Pick<HealthAnswer, 'checks'>) {
  const open = checks.filter(({ grade }) => grade !== 'fine').length;
  return (
    <Card title={t('health.checks')} lead={open === 0 ? t('health.all_fine') : t('health.to_look_at', { n: open })}>
      <ul class="checks">
        {inOrder(checks).map((check) => (
          <li key={check.id}>
            <Badge mood={MOODS[check.grade]}>{t(`grade.${check.grade}`)}</Badge>
            <div>
              <strong>{t(`check.${check.id}`)}</strong>
              {check.grade !== 'fine' && <p class="muted">{t(fixOf(check), check.values)}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
