/** What share of the audience each segment is [G5]. */
import { per } from '@edgewise/core/insight/figures';
import type { Env } from './bindings.ts';
import { segmentsIn } from './compiled-segments.ts';
import { pulseConfig, shardsOf } from './count-lines.ts';
import { shopOf } from './objects/names.ts';
import type { Window } from './storage/pulse/presence-sums.ts';

export interface SegmentShare {
  id: string;
  name: string;
  /** People of the window who were in it at some time. */
  visitors: number;
  /** Of all visitors; null where there were none. */
  share: number | null;
  /** Of its people, those who ordered. */
  ordered: number;
  conversion_rate: number | null;
}

export interface SegmentsShareAnswer {
  v: 1;
  from: number;
  to: number;
  /** Everybody, in a segment or not; below tier `person` visits count. */
  visitors: number;
  segments: SegmentShare[];
}

/** The shop's segments as they are named now; one that is no longer defined is left out. */
export async function readSegmentShares(env: Env, site: string, window: Window): Promise<SegmentsShareAnswer> {
  const { current } = await pulseConfig(env, site, Date.now());
  const shards = shardsOf(env, site, current);
  const [view, people, parts] = await Promise.all([
    shopOf(env, site).view(),
    Promise.all(shards.map((shard) => shard.people(window))),
    Promise.all(shards.map((shard) => shard.segments(window))),
  ]);
  const visitors = people.reduce((sum, part) => sum + part.visitors, 0);
  const segments = segmentsIn(view?.settings.segments).map(({ id, name }): SegmentShare => {
    const its = parts.flatMap((part) => (Object.hasOwn(part, id) ? [part[id]!] : []));
    const count = its.reduce((sum, one) => sum + one.visitors, 0);
    const ordered = its.reduce((sum, one) => sum + one.ordered, 0);
    return { id, name, visitors: count, share: per(count, visitors), ordered, conversion_rate: per(ordered, count) };
  });
  return { v: 1, from: window.from, to: window.to, visitors, segments };
}
