/**
 * Objects by site. Every name begins with the site [T1], and a site's jurisdiction is part of every id: the key's suffix
 * `.eu` says it, so no look-up is needed to find a site's objects.
 */
import type { Env } from '../bindings.ts';
import type { Alerts } from './alerts.ts';
import type { Desk } from './desk.ts';
import type { Directory } from './directory.ts';
import type { Gate } from './gate.ts';
import type { Ledger } from './ledger.ts';
import type { Person } from './person.ts';
import type { Pulse } from './pulse.ts';
import type { Results } from './results.ts';
import type { Shop } from './shop.ts';
import type { Trainer } from './trainer.ts';

/** Shards of a site's Directory. Part of every name: a change would need a migration. */
const DIRECTORY_SHARDS = 16;

export type Jurisdiction = 'eu' | 'none';

export const jurisdictionOf = (site: string): Jurisdiction => (site.endsWith('.eu') ? 'eu' : 'none');

function stub<T extends Rpc.DurableObjectBranded>(
  env: Env,
  namespace: DurableObjectNamespace<T>,
  site: string,
  name: string,
): DurableObjectStub<T> {
  // workerd on a developer's machine knows no jurisdictions; the name is the site's own all the same.
  const where =
    jurisdictionOf(site) === 'eu' && env.ENVIRONMENT === 'production' ? namespace.jurisdiction('eu') : namespace;
  return where.get(where.idFromName(`${site}/${name}`));
}

export const shopOf = (env: Env, site: string): DurableObjectStub<Shop> => stub(env, env.SHOP, site, 'shop');

export const trainerOf = (env: Env, site: string): DurableObjectStub<Trainer> =>
  stub(env, env.TRAINER, site, 'trainer');

/** One a site: rows of its experiments. */
export const resultsOf = (env: Env, site: string): DurableObjectStub<Results> =>
  stub(env, env.RESULTS, site, 'results');

/** One a site: claims are as rare as log-ins, and one object gives them one order. */
export const ledgerOf = (env: Env, site: string): DurableObjectStub<Ledger> => stub(env, env.LEDGER, site, 'ledger');

export const personOf = (env: Env, site: string, person: string): DurableObjectStub<Person> =>
  stub(env, env.PERSON, site, `person/${person}`);

export const alertsOf = (env: Env, site: string): DurableObjectStub<Alerts> => stub(env, env.ALERTS, site, 'alerts');

/** Settings of the figures, sockets of the console, alerts. */
export const deskOf = (env: Env, site: string): DurableObjectStub<Desk> => stub(env, env.DESK, site, 'desk');

/** A shard of a site's live counters; the first one has the orders. `generation` rises with a rebuild. */
export const pulseOf = (env: Env, site: string, shard: number, generation: number): DurableObjectStub<Pulse> =>
  stub(env, env.PULSE, site, `pulse/${generation}/${shard}`);

const GATES = 16;

/** The deployment's own, of no site: sign-ins. @param key the network, or the session */
export const gateOf = (env: Env, key: string): DurableObjectStub<Gate> =>
  env.GATE.get(env.GATE.idFromName(`gate/${shardOf(key, GATES)}`));

/** Every shard, for what is found by something else than the identifier. */
export const directoryShards = (env: Env, site: string): DurableObjectStub<Directory>[] =>
  Array.from({ length: DIRECTORY_SHARDS }, (_, i) => stub(env, env.DIRECTORY, site, `directory/${i}`));

/** The shard that knows an identifier. */
export const directoryOf = (env: Env, site: string, kind: string, value: string): DurableObjectStub<Directory> =>
  stub(env, env.DIRECTORY, site, `directory/${shardOf(`${kind}:${value}`, DIRECTORY_SHARDS)}`);

/** FNV-1a over UTF-16 code units. */
function shardOf(text: string, shards: number): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h >>> 0) % shards;
}
