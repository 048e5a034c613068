import type { QueueMessage } from '@edgewise/core/person/messages';
import type { Alerts } from './objects/alerts.ts';
import type { Desk } from './objects/desk.ts';
import type { Directory } from './objects/directory.ts';
import type { Gate } from './objects/gate.ts';
import type { Ledger } from './objects/ledger.ts';
import type { Person } from './objects/person.ts';
import type { Pulse } from './objects/pulse.ts';
import type { Results } from './objects/results.ts';
import type { Shop } from './objects/shop.ts';
import type { Trainer } from './objects/trainer.ts';

/** What wrangler.toml binds and `wrangler secret put` sets. */
export interface Env {
  PERSON: DurableObjectNamespace<Person>;
  DIRECTORY: DurableObjectNamespace<Directory>;
  LEDGER: DurableObjectNamespace<Ledger>;
  SHOP: DurableObjectNamespace<Shop>;
  RESULTS: DurableObjectNamespace<Results>;
  TRAINER: DurableObjectNamespace<Trainer>;
  ALERTS: DurableObjectNamespace<Alerts>;
  DESK: DurableObjectNamespace<Desk>;
  /** Of the deployment, not of a site. */
  GATE: DurableObjectNamespace<Gate>;
  PULSE: DurableObjectNamespace<Pulse>;
  /** Person → lake, trainer and live counters. */
  EVENTS: Queue<QueueMessage>;
  /** Snapshots, event lake, dead letters. */
  BUCKET: R2Bucket;
  /** What may be a minute stale: the list of sites. */
  CONFIG: KVNamespace;
  ASSETS: Fetcher;
  /** Requests in ten seconds, by Cloudflare location: `quotas.ts`. */
  SENDER_LIMIT?: RateLimit;
  SHELVES_LIMIT?: RateLimit;
  EVENTS_LIMIT?: RateLimit;
  ADMIN_LIMIT?: RateLimit;
  ENVIRONMENT: string;
  EDGEWISE_ADMIN_TOKEN: string;
  /** `id:base64url` pairs, newest first, comma between. */
  EDGEWISE_KEYS: string;
  /** Cloudflare Access: the team, the application's audience tag, and who has which role ([A6] of apps/edge/SPEC.md). */
  EDGEWISE_ACCESS_TEAM?: string;
  EDGEWISE_ACCESS_AUD?: string;
  EDGEWISE_ACCESS_ROLES?: string;
}
