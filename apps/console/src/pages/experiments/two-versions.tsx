/** What the two versions of an experiment come to, in words and as JSON. */

import { hrefOf } from '../../location.ts';
import { CopyField } from '../../parts/copy.tsx';
import type { Site } from '../../site.ts';
import { language, say, t } from '../../words.ts';
import type { PlanExperiment, Shelf } from './draft-experiment.ts';

export const strategyName = (strategy: string): string => say(`strategy.${strategy}`, strategy);

/** Its heading in the reader's language, and what stands in the shop's pages. */
export function shelfName({ id, title }: Pick<Shelf, 'id' | 'title'>): string {
  const words = title[language.value] ?? title.en ?? Object.values(title)[0];
  return words === undefined ? id : `${words} (${id})`;
}

export function Versions({ shelf, experiment: { arms = [] } }: { shelf: Shelf; experiment: PlanExperiment }) {
  const { count, strategies } = { ...shelf, ...arms[1]?.set };
  return (
    <section class="versions" aria-label={t('exp.new_seen')}>
      <strong>{t('exp.new_seen')}</strong>
      <dl class="terms">
        <Term term={t('exp.new_a')} meaning={inWords(shelf)} />
        <Term term={t('exp.new_b')} meaning={inWords({ count, strategies })} />
      </dl>
    </section>
  );
}

const Term = ({ term, meaning }: { term: string; meaning: string }) => (
  <div>
    <dt>{term}</dt>
    <dd>{meaning}</dd>
  </div>
);

/** What else an arm may change, by the words for it. */
const BESIDES = {
  title: 'exp.field_title',
  blend: 'exp.field_blend',
  template: 'exp.field_look',
  liquid: 'exp.field_look',
  moment: 'exp.field_moment',
} as const;

/** @param plain the shelf as the plan has it: what differs from it besides number and strategy is named */
export function inWords(shelf: Pick<Shelf, 'count' | 'strategies'> & Partial<Shelf>, plain?: Shelf): string {
  const {
    count,
    strategies: [first],
  } = shelf;
  const besides = Object.entries(BESIDES).flatMap(([field, key]) =>
    plain && JSON.stringify(shelf[field as 'title']) !== JSON.stringify(plain[field as 'title']) ? [t(key)] : [],
  );
  return [
    t('exp.new_products', { n: count }),
    ...(first === undefined ? [] : [t('exp.new_first', { strategy: strategyName(first) })]),
    ...(besides.length > 0 ? [t('exp.end_besides', { what: [...new Set(besides)].join(', ') })] : []),
  ].join('; ');
}

interface AsJsonProps {
  site: Site;
  experiment: PlanExperiment;
  /** Whether the plan has none yet: a second list would take the place of the first. */
  isFirst: boolean;
}

/** To be pasted into the plan, and changed there. */
export function AsJson({ site, experiment, isFirst }: AsJsonProps) {
  const json = isFirst
    ? `"experiments": ${JSON.stringify([experiment], null, 2)},`
    : `${JSON.stringify(experiment, null, 2)},`;
  return (
    <details class="examples">
      <summary>{t('exp.new_json')}</summary>
      <p class="hint">
        {t('exp.new_json_words')} {t(isFirst ? 'exp.new_json_first' : 'exp.new_json_among')}{' '}
        <a href={hrefOf(site.id, 'plan')}>{t('nav.plan')}</a>
      </p>
      <CopyField label={t('exp.new_json')} text={json} />
    </details>
  );
}

/** What the words of these pages mean. */
export function Words() {
  const words: [term: string, meaning: string][] = [
    [t('exp.arm'), t('exp.word_arm')],
    [t('exp.word_control'), t('exp.word_control_words')],
    [t('exp.new_metric'), t('exp.new_metric_hint')],
    [t('exp.lift'), t('exp.word_lift_words')],
    [t('exp.units'), t('exp.word_units_words')],
    [t('exp.holdout'), t('exp.word_holdout_words')],
  ];
  return (
    <details class="examples">
      <summary>{t('exp.words')}</summary>
      <dl class="terms">
        {words.map(([term, meaning]) => (
          <Term key={term} term={term} meaning={meaning} />
        ))}
      </dl>
    </details>
  );
}
