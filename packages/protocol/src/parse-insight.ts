/** The boundary of the figures' API. */
import type * as v from 'valibot';
import { check } from './parse.ts';
import { RequestFault } from './read-json.ts';
import * as schema from './schemas-insight.ts';

type Facet = v.InferOutput<typeof schema.facet>;

export interface InsightWindow {
  /** ms since the epoch; [from, to). */
  from: number;
  to: number;
  filter: Partial<Record<Facet, string>>;
}

/**
 * @param now ms since the epoch: where a window ends that does not say
 * @param length of a window that does not say where it begins, ms
 * @throws RequestFault 400 that names the field
 */
export function parseInsightWindow(query: Record<string, string>, now: number, length: number): InsightWindow {
  const { from: stated, to = now, ...filter } = check('query', schema.insightWindow, query);
  const from = stated ?? to - length;
  if (to <= from) throw new RequestFault(400, 'invalid', `query.to: got ${to}, expected more than from, ${from}`);
  if (to - from > schema.LONGEST_WINDOW_MS) {
    throw new RequestFault(400, 'invalid', `query.from: ${from} lies more than three years before ${to}`);
  }
  return { from, to, filter };
}

export const parseBreakdown = (by: string | undefined) =>
  by === undefined ? undefined : check('query.by', schema.breakdownBy, by);
export const parseSeriesQuery = (query: Record<string, string>) => check('query', schema.seriesQuery, query);
export const parseBehindQuery = (query: Record<string, string>) => check('query', schema.behindQuery, query);
export const parseRebuild = (body: unknown) => check('rebuild', schema.rebuildBody, body);
