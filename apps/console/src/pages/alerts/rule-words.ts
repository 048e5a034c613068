/** Alert rules as the page says them. */
import { currencyDigits, money, number } from '../../format.ts';
import type { Site } from '../../site.ts';
import { say, t } from '../../words.ts';
import type { Rule } from './rule-form.ts';

/** Counts of the shop that can be watched; money is one metric a currency. */
export function metricsOf({ currencies }: Site): string[] {
  return [
    'orders',
    ...currencies.map((currency) => `revenue.${currency}`),
    'checkouts',
    'carts',
    'product_views',
    'views',
    'list_views',
    'list_clicks',
    'searches',
    'sign_ups',
    'refused',
  ];
}

export const currencyOf = (metric: string): string | undefined => metric.split('.')[1];

export function metricName(metric: string): string {
  const [name = '', currency] = metric.split('.');
  return say(`metric.${name}`, name) + (currency ? `, ${currency}` : '');
}

/** Money stands in minor units at the worker, and is typed as people write it. */
export const typedValue = (metric: string, stored: number): number => stored / unitOf(metric);
export const storedValue = (metric: string, typed: number): number => Math.round(typed * unitOf(metric));

function unitOf(metric: string): number {
  const currency = currencyOf(metric);
  return currency === undefined ? 1 : 10 ** currencyDigits(currency);
}

type Condition = Pick<Rule, 'metric' | 'kind' | 'value' | 'windowMinutes'>;

export function conditionWords({ metric, kind, value, windowMinutes }: Condition): string {
  const name = metricName(metric);
  if (kind === 'anomaly') return t('alerts.when_anomaly', { metric: name });
  const currency = currencyOf(metric);
  const amount = currency === undefined ? number(value) : money(value, currency);
  return t(`alerts.when_${kind}`, { metric: name, amount, n: windowMinutes });
}
