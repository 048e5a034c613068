/** The console's requests: windows, filters and settings of the figures. */
import * as v from 'valibot';

const day = 86_400_000;
const time = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number), v.maxValue(8.64e15));

/** Longest window of one request, ms. */
export const LONGEST_WINDOW_MS = 3 * 366 * day;

export const facet = v.picklist([
  'source',
  'medium',
  'campaign',
  'device_class',
  'country',
  'landing_page',
  'page_type',
  'language',
  'arm',
  'channel',
  'app',
  'tier',
]);

const value = v.pipe(v.string(), v.maxLength(96));

/** `?from&to` in ms since the epoch, and any facet as a filter. */
export const insightWindow = v.object({
  from: v.exactOptional(time),
  to: v.exactOptional(time),
  source: v.exactOptional(value),
  medium: v.exactOptional(value),
  campaign: v.exactOptional(value),
  device_class: v.exactOptional(value),
  country: v.exactOptional(value),
  landing_page: v.exactOptional(value),
  page_type: v.exactOptional(value),
  language: v.exactOptional(value),
  arm: v.exactOptional(value),
  channel: v.exactOptional(value),
  app: v.exactOptional(value),
  tier: v.exactOptional(value),
});

export const breakdownBy = v.picklist([...facet.options, 'landing', 'list', 'reason', 'route']);

export const seriesQuery = v.object({
  metrics: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.]{1,60}(,[A-Za-z0-9_.]{1,60}){0,19}$/)),
  step: v.optional(v.picklist(['minute', 'hour', 'day']), 'hour'),
  dimension: v.exactOptional(v.picklist([...facet.options, 'list', 'reason', 'route'])),
  value: v.exactOptional(value),
});

export const behindQuery = v.object({
  /** Steps that they came to, and steps that they did not. */
  reached: v.optional(v.pipe(v.string(), v.regex(/^[a-z_]*(,[a-z_]+)*$/)), ''),
  missed: v.optional(v.pipe(v.string(), v.regex(/^[a-z_]*(,[a-z_]+)*$/)), ''),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(500)),
    '100',
  ),
});

export const rebuildBody = v.strictObject({
  shards: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(64)),
});
