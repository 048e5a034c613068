/** Which stretch of time a page shows, what it is compared with, and what it is filtered by. All of it stands in the address. */
import { computed, signal } from '@preact/signals';
import { queryOf } from './api.ts';
import { query, setQuery } from './location.ts';
import { site } from './site.ts';

export const PERIODS = ['today', '24h', '7d', '30d'] as const;
export type Period = (typeof PERIODS)[number];

const HOUR_MS = 3_600_000;
const LENGTH_MS: Record<Exclude<Period, 'today'>, number> = {
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
};

export const FACETS = [
  'source',
  'medium',
  'campaign',
  'channel',
  'device_class',
  'country',
  'language',
  'landing_page',
  'page_type',
  'app',
  'tier',
] as const;
export type Facet = (typeof FACETS)[number];

export const isFacet = (name: string): name is Facet => (FACETS as readonly string[]).includes(name);

/** ms that a zone's clocks are ahead of UTC at a time. */
function zoneOffset(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - (at - (at % 1000));
}

/** Midnight before a time, in a zone; where the clocks change that night, the one of the clocks then. */
export function startOfDay(at: number, zone: string): number {
  const wall = at + zoneOffset(at, zone);
  const midnight = wall - (wall % (24 * HOUR_MS));
  return midnight - zoneOffset(midnight - zoneOffset(at, zone), zone);
}

/** [from, to) of a period that ends now, ms since the epoch. */
export function windowOf(period: Period, now: number, zone: string): { from: number; to: number } {
  return { from: period === 'today' ? startOfDay(now, zone) : now - LENGTH_MS[period], to: now };
}

export const period = computed<Period>(() => PERIODS.find((one) => one === query.value.get('period')) ?? '7d');
export const isCompared = computed(() => query.value.get('compare') !== 'none');

/** Where periods end. */
const asked = signal(Date.now());
const STALE_MS = 60_000;

/** Moves the period on to now, where it was looked at a while ago. */
export const freshen = (): void => {
  if (Date.now() - asked.peek() > STALE_MS) asked.value = Date.now();
};

export const shownWindow = computed(() => windowOf(period.value, asked.value, site.value?.time_zone ?? 'UTC'));

export const filters = computed(() => [...query.value].filter((entry): entry is [Facet, string] => isFacet(entry[0])));

export const setFilter = (facet: Facet, value: string | undefined): void => setQuery({ [facet]: value });

/** `?from=…&to=…&source=…` with what is asked for beside them. */
export const windowQuery = (more: Readonly<Record<string, string | undefined>> = {}): string =>
  queryOf({ ...shownWindow.value, ...Object.fromEntries(filters.value), ...more });

/** The period before, of the same length, where it is compared. */
export const compareQuery = () => ({ compare: isCompared.value ? 'before' : undefined });
