/** What is wrong with a plan, each with its line; a click leads there. */
import type { PlanCheckAnswer } from '@edgewise/edge/routes/admin-plan';
import type { Place, ReadJson } from '../../json-places.ts';
import { Badge } from '../../parts/badge.tsx';
import { t } from '../../words.ts';

export interface Finding {
  place: Place;
  isMistake: boolean;
  path?: string;
  words: string;
}

/** @param checked what the worker said of this very text, where it has */
export function findingsOf(read: ReadJson, checked: PlanCheckAnswer | undefined): Finding[] {
  if ('missing' in read) return [{ place: read.at, isMistake: true, words: t(`plan.json_${read.missing}`) }];
  const found = (list: PlanCheckAnswer['mistakes'], isMistake: boolean) =>
    list.map(
      ({ path, message, fix }): Finding => ({
        place: read.placeOf(path),
        isMistake,
        path,
        words: `${message}: ${fix}`,
      }),
    );
  return [...found(checked?.mistakes ?? [], true), ...found(checked?.warnings ?? [], false)];
}

export interface FindingsProps {
  findings: readonly Finding[];
  /** The worker, or JSON itself, has spoken. */
  isChecked: boolean;
  goTo(offset: number): void;
}

export function Findings({ findings, isChecked, goTo }: FindingsProps) {
  const mistakes = findings.filter(({ isMistake }) => isMistake).length;
  return (
    <div class="findings">
      <p role="status">
        {isChecked && (
          <Badge mood={mistakes > 0 ? 'bad' : 'good'}>
            {mistakes > 0 ? t('plan.mistakes', { n: mistakes }) : t('plan.no_mistakes')}
          </Badge>
        )}
      </p>
      {findings.length > 0 && (
        <ul>
          {findings.map(({ place, isMistake, path, words }) => (
            <li key={`${place.offset}.${words}`}>
              <button type="button" class="quiet" onClick={() => goTo(place.offset)}>
                {t('plan.line', { line: String(place.line) })}
              </button>
              <span>
                {!isMistake && <Badge mood="warn">{t('plan.warning')}</Badge>} {path && <code>{path}</code>} {words}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
