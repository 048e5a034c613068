/** What travels on the queue, from a Person's outbox to the trainer and the event lake. Version on each [W11]. */
import type { Facets } from '@edgewise/protocol/facets';
import type { Refusal } from '@edgewise/protocol/parse';
import type { Arrival, ShopEvent } from '@edgewise/protocol/shop-event';
import type { Interaction } from '../recommend/situation.ts';
import type { Outcome } from './outcomes.ts';

interface MessageBase {
  v: 1;
  site: string;
}

/** Events of one device, each named by `(device, n)`; consumers drop repeats by it [W9]. */
export interface EventsMessage extends MessageBase {
  kind: 'events';
  person: string;
  device: string;
  /** `server`: signed by the shop's backend, so a purchase among them is verified [T2]. */
  source: 'browser' | 'server';
  /** Server clock, ms since the epoch. */
  received: number;
  /** Pseudonym of the sender's network for a day, where it is known [T3]. */
  network?: string;
  /** BCP 47, or empty. */
  language: string;
  /** What the batch said of where it came from; missing is not set. */
  facets?: Facets;
  /** Which segments the person was in once these events were taken [G5]; missing is none. */
  segments?: string[];
  events: ShopEvent[];
  refused: Refusal[];
}

/** A visit that has ended. `session` names it for ever. */
export interface SessionMessage extends MessageBase {
  kind: 'session';
  session: string;
  /** ms since the epoch. */
  started: number;
  ended: number;
  /** How it began, where it was reached from outside [W20]. */
  arrival?: Arrival;
  interactions: Interaction[];
}

/** A batch from below tier `person`: no person and no device; repeats are dropped by `batch` for 24 hours. */
export interface AnonymousMessage extends MessageBase {
  kind: 'anonymous';
  batch: string;
  visit?: string;
  received: number;
  network?: string;
  language: string;
  facets?: Facets;
  /** The shop's first currency. */
  currency?: string;
  events: ShopEvent[];
  refused: Refusal[];
}

/** A device's sequences belong to another person from now on; `epoch` rises with every move of them. */
export interface MovedMessage extends MessageBase {
  kind: 'moved';
  /** Names of the sequences, as in `EventsMessage.device`. */
  devices: string[];
  from: string;
  to: string;
  epoch: number;
  /** ms since the epoch. */
  at: number;
}

/** What a person did in each experiment, whole: it takes the place of what they published before. */
export interface OutcomeMessage extends MessageBase {
  kind: 'outcome';
  person: string;
  /** Rises with each of a person's. */
  revision: number;
  /** Currency of the amounts. */
  currency: string;
  outcomes: Outcome[];
}

export type QueueMessage = EventsMessage | SessionMessage | AnonymousMessage | MovedMessage | OutcomeMessage;
