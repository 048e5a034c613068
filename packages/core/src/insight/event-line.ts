/** One accepted event with what its batch said of it: a line of the event lake, and what the counters fold [N1]. */
import type { Facets } from '@edgewise/protocol/facets';
import type { ShopEvent } from '@edgewise/protocol/shop-event';

export interface EventLine extends ShopEvent {
  /** `server`: signed by the shop's backend. */
  source: 'browser' | 'server';
  /** Server clock, ms since the epoch. */
  received: number;
  /** BCP 47, or empty. */
  language?: string;
  /** Who it was when it was accepted. */
  person?: string;
  /** Name of the sequence: a device, or `server.…`. */
  device?: string;
  /** Below tier `person`. */
  batch?: string;
  visit?: string;
  facets?: Facets;
  /** Segments that the person was in once it was taken [G5]. */
  segments?: string[];
  /** Of an erased person: amounts alone, times by the hour. */
  erased?: true;
}

/** Names the sequence that a line's number is of [N2]. Undefined of somebody who was erased. */
export const actorOf = (line: Pick<EventLine, 'device' | 'batch'>): string | undefined =>
  line.device ?? (line.batch === undefined ? undefined : `batch.${line.batch}`);

/** Whose visit a line is part of, where there is a way to tell. */
export function visitorOf(line: EventLine): { person: string; device: string } | undefined {
  if (line.person !== undefined && line.device !== undefined) return { person: line.person, device: line.device };
  if (line.visit === undefined) return undefined;
  return { person: `visit.${line.visit}`, device: `visit.${line.visit}` };
}
