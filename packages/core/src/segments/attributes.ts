/**
 * What a segment's condition may ask about: one person, over all their devices. The names are the contract with every segment
 * that is stored; they may grow and never change.
 */
import { majorUnits } from '@edgewise/protocol/minor-units';
import type { Attributes } from '../conditions/condition.ts';
import { salesOf } from '../person/sales.ts';
import { isServers, type PersonState, profileOf } from '../person/state.ts';

/** By name, with what it is: what validation and the console know. */
export const SEGMENT_ATTRIBUTES: Readonly<Record<string, string>> = {
  devices: 'devices that are joined as this person',
  known: 'true where the shop has said who it is: a verified log-in',
  'viewed.count': 'products looked at, repeats counted',
  'viewed.items': 'array of the item ids looked at',
  'cart.count': 'items in the cart',
  'cart.items': 'array of the item ids in the cart',
  'bought.items': 'array of the item ids bought',
  'orders.count': 'orders, without those that were given back whole',
  'orders.spent': "what they came to in major units of the shop's first currency, refunds taken off",
  'orders.days_since': 'whole days since the newest order; null where there is none',
  'first_seen.days_since': 'whole days since the first contact',
  'visit.source': 'where the visit under way came from: newsletter, google, …',
  'visit.medium': 'email, cpc, organic, …',
  'visit.campaign': 'its campaign',
  'visit.channel': "GA4's default channel group: Email, Paid Search, …",
};

const DAY_MS = 86_400_000;
const daysSince = (time: number, now: number): number => Math.max(0, Math.floor((now - time) / DAY_MS));

/** @param now ms since the epoch */
export function segmentAttributes(state: PersonState, now: number): Attributes {
  const { contributions } = state;
  const { history, cart, bought } = profileOf(state);
  const views = history.filter(({ kind }) => kind === 'view');
  const sales = salesOf(state);
  const currency = state.currency ?? sales[0]?.currency ?? '';
  const spent = sales.reduce((sum, sale) => sum + (sale.currency === currency ? sale.value : 0), 0);
  const newest = Math.max(...sales.map(({ time }) => time));
  const first = Math.min(...contributions.map(({ since }) => since ?? now));
  const visits = contributions.flatMap(({ session }) => session ?? []);
  const arrival = visits.sort((a, b) => b.last - a.last)[0]?.arrival;
  const unique = (list: readonly { item: string }[]) => [...new Set(list.map(({ item }) => item))];
  return {
    devices: contributions.filter((one) => !isServers(one)).length,
    known: contributions.some(({ label }) => label?.verified === true),
    viewed: { count: views.length, items: unique(views) },
    cart: { count: cart.length, items: unique(cart) },
    bought: { items: unique(bought) },
    orders: {
      count: sales.length,
      spent: majorUnits(spent, currency),
      days_since: sales.length === 0 ? null : daysSince(newest, now),
    },
    first_seen: { days_since: daysSince(first, now) },
    visit: {
      source: arrival?.source ?? '',
      medium: arrival?.medium ?? '',
      campaign: arrival?.campaign ?? '',
      channel: arrival?.channel ?? '',
    },
  };
}
