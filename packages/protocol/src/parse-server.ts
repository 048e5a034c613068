/** The boundary of `POST /v1/server/events`: what the shop's backend says [W10]. */
import * as v from 'valibot';
import { LIMITS } from './limits.ts';
import { check, complaint, flaw, shopEvent } from './parse.ts';
import { prototypeKey, utf8Length } from './read-json.ts';
import * as schema from './schemas.ts';
import type { ShopEvent } from './shop-event.ts';

export interface ParsedServerEvent {
  /** Place in the request. */
  index: number;
  user?: string;
  device?: string;
  event: ShopEvent;
}

/**
 * @returns the good events in order, and the bad ones by index
 * @throws RequestFault 400 where the body is no list of events
 */
export function parseServerEvents(body: unknown, received: number, defaultCurrency: string) {
  const envelope = check(
    'server_events',
    v.object({ events: v.pipe(v.array(v.unknown()), v.nonEmpty(), v.maxLength(LIMITS.eventsPerBatch)) }),
    body,
  );
  const accepted: ParsedServerEvent[] = [];
  const refused: { index: number; reason: string }[] = [];
  envelope.events.forEach((raw, index) => {
    const one = parseOne(raw, index, received, defaultCurrency);
    if (typeof one === 'string') refused.push({ index, reason: one });
    else accepted.push(one);
  });
  return { accepted, refused };
}

/** The event, or why it is refused. */
function parseOne(raw: unknown, index: number, received: number, defaultCurrency: string): ParsedServerEvent | string {
  const bad = prototypeKey(raw);
  if (bad) return `event: the key '${bad}' is not allowed`;
  const result = v.safeParse(schema.serverEvent, raw, { abortEarly: true });
  if (!result.success) return complaint(result.issues);
  const { name, t, user_id, device, params = {} } = result.output;
  const reason = flaw(name, params);
  if (reason) return reason;
  if (user_id === undefined && device === undefined && params.transaction_id === undefined) {
    return 'event: names nobody; expected user_id, device or params.transaction_id';
  }
  const event = shopEvent(name, index + 1, Math.min(t ?? received, received), params, defaultCurrency);
  const bytes = utf8Length(JSON.stringify(event));
  if (bytes > LIMITS.messageBytes) return `event: is ${bytes} bytes, expected at most ${LIMITS.messageBytes}`;
  return {
    index,
    event,
    ...(user_id !== undefined && { user: String(user_id) }),
    ...(device !== undefined && { device }),
  };
}
