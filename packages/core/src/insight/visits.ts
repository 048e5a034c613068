/** Visits from lines in any order [N13]: pieces of time that grow and join, never shrink. */
import type { Fact } from './counts.ts';
import type { Facet } from './facets.ts';

export const VISIT_IDLE_MS = 30 * 60_000;

export interface Visit {
  /** Device, or the visit's own id below tier `person`. */
  visitor: string;
  /** ms since the epoch of the first and last line. */
  started: number;
  last: number;
  /** Number of the first line: orders what happened in one millisecond. */
  firstN: number;
  pages: number;
  /** Path of the first page view, and which line that was; time and n are 0 where there was none. */
  landing: string;
  landingTime: number;
  landingN: number;
  engagedMs: number;
  steps: number;
  facets: Record<Facet, string>;
}

const isBefore = (t1: number, n1: number, t2: number, n2: number) => t1 < t2 || (t1 === t2 && n1 < n2);

function join(a: Visit, b: Visit): Visit {
  const first = isBefore(b.started, b.firstN, a.started, a.firstN) ? b : a;
  const landed =
    a.pages === 0 || (b.pages > 0 && isBefore(b.landingTime, b.landingN, a.landingTime, a.landingN)) ? b : a;
  return {
    visitor: a.visitor,
    started: first.started,
    firstN: first.firstN,
    facets: first.facets,
    last: Math.max(a.last, b.last),
    pages: a.pages + b.pages,
    landing: landed.landing,
    landingTime: landed.landingTime,
    landingN: landed.landingN,
    engagedMs: a.engagedMs + b.engagedMs,
    steps: a.steps | b.steps,
  };
}

const visitOf = (visitor: string, facets: Record<Facet, string>, fact: Fact): Visit => ({
  visitor,
  started: fact.time,
  last: fact.time,
  firstN: fact.n,
  pages: fact.page === undefined ? 0 : 1,
  landing: fact.page ?? '',
  landingTime: fact.page === undefined ? 0 : fact.time,
  landingN: fact.page === undefined ? 0 : fact.n,
  engagedMs: fact.engagedMs,
  steps: fact.steps,
  facets,
});

/**
 * The visits of one visitor with more lines in them.
 * @param known those that the lines may touch: within 30 minutes of them
 */
export function addToVisits(
  known: readonly Visit[],
  visitor: string,
  facets: Record<Facet, string>,
  facts: readonly Fact[],
): Visit[] {
  let visits = [...known];
  for (const fact of facts) {
    const touches = (v: Visit) => fact.time >= v.started - VISIT_IDLE_MS && fact.time <= v.last + VISIT_IDLE_MS;
    const joined = visits.filter(touches).reduce(join, visitOf(visitor, facets, fact));
    visits = [...visits.filter((visit) => !touches(visit)), joined];
  }
  return visits;
}
