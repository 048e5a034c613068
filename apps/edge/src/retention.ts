/** How long each store keeps what, as it is carried out: the numbers are those that the stores themselves go by. */
import { KEPT_MS } from '@edgewise/core/insight/buckets';
import { LOG_KEPT_MS } from './storage/alert-store.ts';
import { SHOWN_LASTS_MS } from './storage/catalogue-notes.ts';
import { WINDOW_MS as TODAY_MS } from './storage/fresh-items.ts';
import { ORDERS_KEPT_MS } from './storage/pulse/order-store.ts';
import { PRESENCE_KEPT_MS } from './storage/pulse/presence-store.ts';
import { REJECTS_KEPT_MS } from './storage/refusals.ts';
import { WINDOW_INTERACTIONS } from './storage/session-window.ts';
import { AUDIT_KEPT_MS } from './storage/shop-log.ts';
import { KEPT_HOURS as SIGHTED_HOURS } from './storage/sightings.ts';

export interface Retention {
  store: string;
  /** `people`: what can be led back to somebody; erasure empties it. */
  holds: 'people' | 'counts' | 'staff';
  /** ms after which it goes by itself; null: it stays until somebody takes it away. */
  kept_ms: number | null;
  /** Newest rows that are kept, where that is the bound. */
  kept_rows?: number;
}

export const RETENTION: readonly Retention[] = [
  { store: 'persons', holds: 'people', kept_ms: null },
  { store: 'identity', holds: 'people', kept_ms: null },
  { store: 'lake', holds: 'people', kept_ms: null },
  { store: 'presence', holds: 'people', kept_ms: PRESENCE_KEPT_MS },
  { store: 'orders', holds: 'people', kept_ms: ORDERS_KEPT_MS },
  { store: 'sessions', holds: 'people', kept_ms: null, kept_rows: WINDOW_INTERACTIONS },
  { store: 'trending', holds: 'people', kept_ms: TODAY_MS },
  { store: 'sightings', holds: 'people', kept_ms: SIGHTED_HOURS * 3_600_000 },
  { store: 'rejects', holds: 'people', kept_ms: REJECTS_KEPT_MS },
  { store: 'dead', holds: 'people', kept_ms: null },
  { store: 'tombstones', holds: 'counts', kept_ms: null },
  { store: 'minutes', holds: 'counts', kept_ms: KEPT_MS.minute },
  { store: 'hours', holds: 'counts', kept_ms: KEPT_MS.hour },
  { store: 'days', holds: 'counts', kept_ms: KEPT_MS.day },
  { store: 'shown', holds: 'counts', kept_ms: SHOWN_LASTS_MS },
  { store: 'alerts', holds: 'staff', kept_ms: LOG_KEPT_MS },
  { store: 'audit', holds: 'staff', kept_ms: AUDIT_KEPT_MS },
];
