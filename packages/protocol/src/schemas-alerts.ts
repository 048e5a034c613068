/** Alert rules and the channels that they speak through. */
import * as v from 'valibot';

const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/));
const short = (most: number) => v.pipe(v.string(), v.nonEmpty(), v.maxLength(most));

export const alertId = id;

export const alertRule = v.strictObject({
  name: short(120),
  metric: v.pipe(v.string(), v.regex(/^[a-z_]{1,40}(\.[A-Z]{3})?$/)),
  kind: v.picklist(['above', 'below', 'anomaly']),
  value: v.optional(v.pipe(v.number(), v.finite(), v.minValue(-1e15), v.maxValue(1e15)), 0),
  window_minutes: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1_440)), 15),
  channels: v.pipe(v.array(id), v.maxLength(10)),
  on: v.optional(v.boolean(), true),
});

const url = short(2_048);
const address = short(260);
export const alertChannel = v.variant('kind', [
  v.strictObject({ kind: v.literal('webhook'), name: short(120), url, secret: v.exactOptional(short(200)) }),
  v.strictObject({ kind: v.literal('slack'), name: short(120), url }),
  v.strictObject({ kind: v.literal('telegram'), name: short(120), token: short(100), chat: short(100) }),
  v.strictObject({
    kind: v.literal('mail-http'),
    name: short(120),
    url,
    authorization: v.pipe(short(500), v.regex(/^[\x20-\x7e]+$/)),
    from: address,
    to: address,
  }),
  v.strictObject({
    kind: v.literal('smtp'),
    name: short(120),
    host: short(253),
    port: v.pipe(v.number(), v.safeInteger()),
    user: short(260),
    password: short(500),
    from: address,
    to: address,
  }),
]);

export const snooze = v.strictObject({
  minutes: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(30 * 1_440)),
});
