/** The self-check as a list: what is wrong first, each with what to do about it. */
import type { HealthAnswer } from '@edgewise/edge/read-health';
import { importCommand } from '../../import-command.ts';
import { Badge, type Mood } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { CopyField } from '../../parts/copy.tsx';
import type { Site } from '../../site.ts';
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

/** What to paste, where an import mends it. */
function commandOf({ id, values }: Check, site: Site): string | undefined {
  if (id === 'catalogue') return importCommand(site, 'catalogue');
  return id === 'model' && values.none === 1 ? importCommand(site, 'behaviour') : undefined;
}

export function Checks({ site, checks }: Pick<HealthAnswer, 'checks'> & { site: Site }) {
  const open = checks.filter(({ grade }) => grade !== 'fine').length;
  return (
    <Card title={t('health.checks')} lead={open === 0 ? t('health.all_fine') : t('health.to_look_at', { n: open })}>
      <ul class="checks">
        {inOrder(checks).map((check) => {
          const command = check.grade === 'fine' ? undefined : commandOf(check, site);
          return (
            <li key={check.id}>
              <Badge mood={MOODS[check.grade]}>{t(`grade.${check.grade}`)}</Badge>
              <div>
                <strong>{t(`check.${check.id}`)}</strong>
                {check.grade !== 'fine' && <p class="muted">{t(fixOf(check), check.values)}</p>}
                {command && <CopyField label={t(`check.${check.id}`)} text={command} />}
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
