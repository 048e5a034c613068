/** Which device of a person without room makes way for a new one [I3c]: the one that was silent longest. */
import type { LinkClaim } from '@edgewise/core/identity/claim';
import type { Identifier } from '@edgewise/core/identity/identifiers';
import { crowdedBy, longestSilent } from '@edgewise/core/identity/ledger';
import { type Contribution, hoursOf, isServers, type PersonState } from '@edgewise/core/person/state';
import type { Env } from './bindings.ts';
import { personOf } from './objects/names.ts';
import type { ClaimLog } from './storage/claim-log.ts';

/** Silence is counted in months. */
const SEEN_LASTS_MS = 3_600_000;
const MOST_SEEN = 1_000;

export class SilentDevices {
  readonly #env: Env;
  readonly #log: ClaimLog;
  /** When the devices of persons without room were last heard of, for a while. */
  readonly #seen = new Map<string, { until: number; seen: Promise<Map<string, number>> }>();

  constructor(env: Env, log: ClaimLog) {
    this.#env = env;
    this.#log = log;
  }

  /** The device that may make room for the claim's [I3c]; undefined where none has to, or may. */
  async deviceFor(site: string, claim: LinkClaim): Promise<Identifier | undefined> {
    const component = crowdedBy(this.#log, claim);
    if (!component) return undefined;
    const { person } = component;
    // A storm of devices asks once; a yes is asked for anew.
    const asked = this.#seen.get(person);
    if (asked && asked.until > Date.now() && !longestSilent(component, await asked.seen, Date.now())) return undefined;
    return longestSilent(component, await this.#askSeen(site, person), Date.now());
  }

  #askSeen(site: string, person: string): Promise<Map<string, number>> {
    const seen = personOf(this.#env, site, person)
      .inspect()
      .then((state) => {
        const { contributions } = (state as PersonState | null) ?? { contributions: [] };
        return new Map(contributions.filter((one) => !isServers(one)).map((one) => [one.device, lastHeard(one)]));
      });
    seen.catch(() => this.#seen.delete(person));
    if (this.#seen.size >= MOST_SEEN) this.#seen.clear();
    this.#seen.set(person, { until: Date.now() + SEEN_LASTS_MS, seen });
    return seen;
  }
}

/** When a device last told something, ms since the epoch, to the hour. */
const lastHeard = (contribution: Contribution): number =>
  Math.max(contribution.since ?? 0, ((hoursOf(contribution).at(-1) ?? -1) + 1) * 3_600_000);
