/** A line of a site's log, as it is asked for and as it is shown ([A10] of apps/edge/SPEC.md). */
import { LIMITS } from '@edgewise/protocol/limits';
import { RequestFault } from '@edgewise/protocol/read-json';
import type { AppContext } from '../http.ts';

export interface By {
  who: string;
  why: string;
}

/** @param why what the body says; the query's where missing. @throws RequestFault 400 where it is too long */
export function byOf(c: AppContext, why: unknown = c.req.query('why') ?? ''): By {
  if (typeof why !== 'string' || why.length > LIMITS.whyLength) {
    throw new RequestFault(400, 'invalid', `why: expected a text of at most ${LIMITS.whyLength} characters`);
  }
  return { who: c.get('staff').name, why };
}

/** As the Shop stores it. */
export interface LogLine {
  id: number;
  /** ms since the epoch. */
  at: number;
  /** Null: the worker itself, or a shopper. */
  who: string | null;
  why: string | null;
  what: string;
  /** JSON. */
  detail: string;
}

export interface LogEntry extends Omit<LogLine, 'detail'> {
  detail: Record<string, unknown>;
}

export const entryOf = ({ detail, ...line }: LogLine): LogEntry => ({
  ...line,
  detail: JSON.parse(detail) as Record<string, unknown>,
});
