/** What shoppers allowed, what was erased, and how long anything is kept. Counts alone: nobody is named. */
import type { ErasureReceipt } from '@edgewise/protocol/events';
import type { Env } from './bindings.ts';
import { ledgerOf } from './objects/names.ts';
import { readDimension, readSeries } from './read-figures.ts';
import { RETENTION, type Retention } from './retention.ts';

export const TIERS = ['contextual', 'session', 'device', 'person'] as const;
type Tier = (typeof TIERS)[number];

export interface PrivacyAnswer {
  v: 1;
  from: number;
  to: number;
  consent: {
    /** Page views of the period whose batch said a tier; the shares are of these. */
    views: number;
    tiers: { tier: Tier; views: number; share: number | null }[];
    /** Page views by day of the shop and tier. */
    days: ({ start: number } & Record<Tier, number>)[];
  };
  erasures: {
    count: number;
    /** Not finished yet, or due for a second run. */
    open: number;
    /** Digests that refuse what was said before an erasure. */
    tombstones: number;
    newest: ErasureReceipt[];
  };
  retention: readonly Retention[];
}

export async function readPrivacy(
  env: Env,
  site: string,
  { from, to }: { from: number; to: number },
): Promise<PrivacyAnswer> {
  const [sums, erasures, ...series] = await Promise.all([
    readDimension(env, site, 'tier', from, to),
    ledgerOf(env, site).erasures() as Promise<PrivacyAnswer['erasures']>,
    ...TIERS.map((value) => readSeries(env, site, ['views'], 'day', { from, to }, { dimension: 'tier', value })),
  ]);
  const viewsOf = (tier: Tier): number => sums.get(tier)?.views ?? 0;
  const views = TIERS.reduce((sum, tier) => sum + viewsOf(tier), 0);
  const days = new Map<number, PrivacyAnswer['consent']['days'][0]>();
  for (const [i, { points }] of series.entries()) {
    for (const { start, amount } of points) {
      const day = days.get(start) ?? { start, contextual: 0, session: 0, device: 0, person: 0 };
      day[TIERS[i]!] += amount;
      days.set(start, day);
    }
  }
  return {
    v: 1,
    from,
    to,
    consent: {
      views,
      tiers: TIERS.map((tier) => ({ tier, views: viewsOf(tier), share: views === 0 ? null : viewsOf(tier) / views })),
      days: [...days.values()].sort((a, b) => a.start - b.start),
    },
    erasures,
    retention: RETENTION,
  };
}
