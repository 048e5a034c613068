/** What a rule would have said of the last eight weeks: asked before it is switched on. */
import type { BackTestAnswer } from '@edgewise/edge/routes/admin-alerts';
import { useState } from 'preact/hooks';
import { get, queryOf } from '../../api.ts';
import { compact, dateTime, day, number } from '../../format.ts';
import { Chart } from '../../parts/chart.tsx';
import { wordsOf } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loaded.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import type { Rule } from './rule-form.ts';
import { metricName } from './rule-words.ts';

const HOUR_MS = 3_600_000;
const LISTED = 10;

export function BackTest({
  site,
  rule,
}: {
  site: Site;
  rule: Pick<Rule, 'metric' | 'kind' | 'value' | 'windowMinutes'>;
}) {
  const [state, setState] = useState<'busy' | BackTestAnswer | { fault: string }>();
  const run = () => {
    const { metric, kind, value, windowMinutes } = rule;
    const asked = queryOf({ metric, kind, ...(kind !== 'anomaly' && { value, window_minutes: windowMinutes }) });
    setState('busy');
    get<BackTestAnswer>(sitePath(site.id, `/alerts/backtest${asked}`)).then(setState, (cause: unknown) =>
      setState({ fault: wordsOf(cause) }),
    );
  };
  return (
    <div class="back-test">
      <button type="button" disabled={state === 'busy'} onClick={run}>
        {t('alerts.backtest')}
      </button>
      <div role="status">
        {state === 'busy' && <Loading />}
        {typeof state === 'object' && 'fault' in state && <p class="fault-line">{state.fault}</p>}
        {typeof state === 'object' && 'notices' in state && <Said answer={state} metric={rule.metric} />}
      </div>
    </div>
  );
}

function Said({ answer: { from, hours, notices }, metric }: { answer: BackTestAnswer; metric: string }) {
  const started = notices.filter(({ what }) => what === 'started');
  if (hours.length === 0 && notices.length === 0) return <p>{t('alerts.backtest_nothing')}</p>;
  return (
    <>
      <p>
        {started.length === 0
          ? t('alerts.backtest_silent', { time: dateTime(from) })
          : t('alerts.backtest_said', { n: started.length, time: dateTime(from) })}
      </p>
      <ul class="said">
        {started.slice(-LISTED).map(({ at, since, is_drift }) => (
          <li key={`${at} ${is_drift}`}>
            {is_drift
              ? t('alerts.backtest_drift_at', { time: day(at), since: day(since) })
              : t('alerts.backtest_at', { time: dateTime(at), since: dateTime(since) })}
          </li>
        ))}
      </ul>
      {hours.length > 1 && (
        <Chart
          label={metricName(metric)}
          times={hours.map((_, i) => from + i * HOUR_MS)}
          series={[{ label: metricName(metric), values: hours }]}
          format={(value) => number(value)}
          formatAxis={compact}
          formatTime={day}
          height={120}
        />
      )}
    </>
  );
}
