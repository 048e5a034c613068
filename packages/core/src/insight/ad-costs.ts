/** What advertising cost, by day and source: rows of a CSV or of the API, replaced by their key. */
import { isCurrency, minorUnits } from '@edgewise/protocol/minor-units';
import { facetValue, NOT_SET } from './facets.ts';

export interface AdCost {
  /** `2026-03-01`, a day of the shop's time zone. */
  day: string;
  source: string;
  campaign: string;
  /** ISO 4217. */
  currency: string;
  /** Minor units. */
  amount: number;
}

export const MOST_COST_ROWS = 10_000;

/** @returns the cost, or why it is refused */
export function adCostOf(row: Readonly<Record<string, unknown>>, defaultCurrency: string): AdCost | string {
  const day = String(row.day ?? row.date ?? '');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !isDay(day)) return `day: got '${day.slice(0, 40)}', expected YYYY-MM-DD`;
  const currency = String(row.currency ?? defaultCurrency).toUpperCase();
  if (!isCurrency(currency)) return `currency: got '${currency.slice(0, 40)}', expected an ISO 4217 code`;
  const stated = row.cost ?? row.amount;
  const amount = typeof stated === 'number' ? stated : Number(String(stated ?? '').trim() || Number.NaN);
  if (!Number.isFinite(amount) || amount < 0 || amount > 1e10) {
    return `cost: got '${String(stated ?? '').slice(0, 40)}', expected a decimal number from 0, with a point`;
  }
  return {
    day,
    source: facetValue(row.source),
    campaign: facetValue(row.campaign || NOT_SET),
    currency,
    amount: minorUnits(amount, currency),
  };
}

/** A date that exists: not 2026-02-30. */
function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(day);
}
