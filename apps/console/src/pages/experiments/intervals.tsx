/** Each arm's lift against the control, with its interval: one line an arm, 0 marked. */
import { percent } from '../../format.ts';
import { Definition } from '../../parts/definition.tsx';
import { t } from '../../words.ts';
import { liftOf, type Metric, type Report, scaleOf, sureOf } from './reading.ts';
import { liftWords } from './verdict-words.tsx';

const share = (of: number) => `${(of * 100).toFixed(2)}%`;

export function Intervals({ report, metric }: { report: Report; metric: Metric }) {
  const rows = report.arms.slice(1).map((arm) => ({ name: arm.arm, lift: liftOf(arm, metric) }));
  const scale = scaleOf(rows.flatMap(({ lift }) => lift ?? []));
  if (rows.every(({ lift }) => !lift)) return null;
  return (
    <figure class="intervals" aria-label={t('exp.intervals')}>
      {rows.map(({ name, lift }) => (
        <div key={name} class="interval">
          <span class="interval-name">{name}</span>
          <span class="interval-track" aria-hidden="true">
            <span class="interval-zero" style={{ left: share(scale.at(0, 'from')) }} />
            {lift && (
              <>
                <span
                  class={`interval-bar ${sureOf(lift) ?? ''}`}
                  style={{
                    left: share(scale.at(lift.from, 'from')),
                    width: share(scale.at(lift.to, 'to') - scale.at(lift.from, 'from')),
                  }}
                />
                <span class="interval-point" style={{ left: share(scale.at(lift.estimate, 'from')) }} />
              </>
            )}
          </span>
          <span class="interval-words">{lift ? t('exp.lift_words', liftWords(lift)) : t('exp.outcome_too-early')}</span>
        </div>
      ))}
      <figcaption class="interval">
        <span />
        <span class="interval-ends">
          <span>{percent(scale.least, true)}</span>
          <span>{percent(scale.most, true)}</span>
        </span>
        <span class="th">
          {t('exp.intervals_note')} <Definition title={t('exp.lift')} words={t('exp.lift_meaning')} />
        </span>
      </figcaption>
    </figure>
  );
}
