/** The counters of a shop, and what is needed to read them. */
import type { Env } from './bindings.ts';
import { pulseConfig, shardsOf } from './count-lines.ts';

/** Adds to a sum by its name: of a metric or a currency. What a shopper can name, such as a source, is summed in a map [T6]. */
export const add = (into: Record<string, number>, key: string, amount: number): void => {
  into[key] = (into[key] ?? 0) + amount;
};

/** Adds to the sum of a value. */
export const addTo = (into: Map<string, number>, value: string, amount: number): void => {
  into.set(value, (into.get(value) ?? 0) + amount);
};

/** The sums by metric of a value, made where there are none yet. */
export function sumsFor(into: Map<string, Record<string, number>>, value: string): Record<string, number> {
  const sums = into.get(value) ?? {};
  into.set(value, sums);
  return sums;
}

export type Shards = ReturnType<typeof shardsOf>;

export async function shardsOfSite(
  env: Env,
  site: string,
): Promise<{ shards: Shards; zone: string; currency: string }> {
  const config = await pulseConfig(env, site, Date.now());
  return { shards: shardsOf(env, site, config.current), zone: config.zone, currency: config.currency };
}
