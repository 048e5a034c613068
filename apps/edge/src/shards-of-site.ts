/** The counters of a shop, and what is needed to read them. */
import type { Env } from './bindings.ts';
import { pulseConfig, shardsOf } from './count-lines.ts';

/** Adds to a sum by its name. */
export const add = (into: Record<string, number>, key: string, amount: number): void => {
  into[key] = (into[key] ?? 0) + amount;
};

export type Shards = ReturnType<typeof shardsOf>;

export async function shardsOfSite(
  env: Env,
  site: string,
): Promise<{ shards: Shards; zone: string; currency: string }> {
  const config = await pulseConfig(env, site, Date.now());
  return { shards: shardsOf(env, site, config.current), zone: config.zone, currency: config.currency };
}
