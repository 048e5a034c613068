/** Which value of which dimension tells most of an incident: "only on phones" [N17]. */
import { deviance } from '../../distributions/gamma.ts';

export interface Slice {
  dimension: string;
  value: string;
  count: number;
  expected: number;
}

export interface Telling extends Slice {
  /** Its share of the whole difference. */
  share: number;
  /** (count − expected) ÷ expected: of this value, and of all the others of its dimension together. */
  change: number;
  elsewhere: number;
}

/** A value says something if it holds this share of the difference, and the rest is this much nearer to what was expected. */
const LEAST_SHARE = 0.6;
const REST_AT_MOST = 0.5;

/**
 * The slice after which the least is left to explain; undefined where the incident is everywhere.
 * @param slices of dimensions whose values add up to the whole
 */
export function mostTelling(slices: readonly Slice[]): Telling | undefined {
  let best: { telling: Telling; gain: number } | undefined;
  for (const dimension of new Set(slices.map((slice) => slice.dimension))) {
    const its = slices.filter((slice) => slice.dimension === dimension);
    const count = its.reduce((sum, slice) => sum + slice.count, 0);
    const expected = its.reduce((sum, slice) => sum + slice.expected, 0);
    const difference = count - expected;
    if (difference === 0 || expected <= 0) continue;
    for (const slice of its) {
      const share = (slice.count - slice.expected) / difference;
      const rest = { count: count - slice.count, expected: expected - slice.expected };
      if (share < LEAST_SHARE || slice.expected <= 0) continue;
      const change = (slice.count - slice.expected) / slice.expected;
      const elsewhere = rest.expected > 0 ? (rest.count - rest.expected) / rest.expected : 0;
      if (Math.abs(elsewhere) > REST_AT_MOST * Math.abs(change)) continue;
      // Where all there is is one value, it says nothing.
      if (rest.expected < 0.02 * expected) continue;
      // Log-likelihood of telling it apart from the rest, over one change for all.
      const common = count / expected;
      const gain =
        deviance(slice.count, slice.expected * common) + deviance(rest.count, Math.max(1e-9, rest.expected * common));
      if (!best || gain > best.gain) best = { telling: { ...slice, share, change, elsewhere }, gain };
    }
  }
  return best?.telling;
}

const SHORT_NAMES: Record<string, string> = {
  device_class: 'device',
  landing_page: 'landing page',
  page_type: 'page type',
};

/** "checkouts down 62%, only where device is phone, since 14:05". @param since as the shop's clock shows it */
export function incidentWords(metric: string, change: number, since: string, telling?: Telling): string {
  const by = `${Math.round(Math.abs(change) * 100)}%`;
  const where = telling
    ? `, ${Math.abs(telling.elsewhere) < 0.15 ? 'only' : 'mostly'} where ${SHORT_NAMES[telling.dimension] ?? telling.dimension} is ${telling.value}`
    : '';
  return `${metric.replaceAll('_', ' ')} ${change < 0 ? 'down' : 'up'} ${by}${where}, since ${since}`;
}

/** "orders for each page view down 18% over 12 days, since 10 Nov". @param since as the shop's calendar shows it */
export function driftWords(metric: string, change: number, days: number, since: string): string {
  const what = `${metric.replaceAll('_', ' ')}${metric === 'views' ? '' : ' for each page view'}`;
  return `${what} ${change < 0 ? 'down' : 'up'} ${Math.round(Math.abs(change) * 100)}%, slowly, over ${days} days, since ${since}`;
}
