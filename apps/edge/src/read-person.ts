/** One person for the shop's staff: the state as it is kept, and what its devices come to together. */
import { consentOf, type Exposure, exposuresOf, unitOf } from '@edgewise/core/person/merged';
import { type PersonState, type Profile, profileOf } from '@edgewise/core/person/state';
import { segmentsOf } from '@edgewise/core/segments/segments';
import type { Consent } from '@edgewise/protocol/events';
import type { Env } from './bindings.ts';
import { compiledSegments, segmentsIn } from './compiled-segments.ts';
import type { Joined } from './joined.ts';
import { ledgerOf, personOf } from './objects/names.ts';
import type { SiteView } from './site-view.ts';
import { titlesOf } from './titles.ts';

export interface PersonAnswer extends PersonState {
  /** Who they are joined with and why; null where nobody ever said who they are. */
  joined: Joined | null;
  /** All devices together. */
  together: {
    consent: Consent;
    /** Of experiments. */
    unit: string;
    /** Oldest first. */
    history: Profile['history'];
    cart: Profile['cart'];
    bought: Profile['bought'];
    segments: { id: string; name: string }[];
    /** Experiment → the arm that counts. */
    arms: Record<string, Exposure>;
  };
  /** Of the items named here, those that the catalogue has. */
  titles: Record<string, string>;
}

/** How often a person whose devices have all moved on is followed. */
const MOST_MOVES = 4;

/**
 * The state of a person by their own id, as figures name them; followed where everything of it has moved to another.
 * @returns null where nothing is kept of them
 */
export async function personById(
  env: Env,
  site: string,
  id: string,
): Promise<{ state: PersonState; joined: Joined | null } | null> {
  let person = id;
  for (let moves = 0; moves <= MOST_MOVES; moves++) {
    const state = (await personOf(env, site, person).inspect()) as PersonState | null;
    if (!state) return null;
    const device = state.contributions.find(({ device }) => !device.startsWith('server.'))?.device;
    const [pointer] = Object.values(state.away ?? {});
    if (state.contributions.length === 0 && pointer) {
      person = pointer.person;
      continue;
    }
    if (state.contributions.length === 0) return null;
    const joined = device === undefined ? null : await ledgerOf(env, site).lookUp({ kind: 'device', value: device });
    return { state, joined: joined as Joined | null };
  }
  return null;
}

/** @param now ms since the epoch */
export function describePerson(view: SiteView, state: PersonState, joined: Joined | null, now: number): PersonAnswer {
  const { settings } = view.shop;
  const profile = profileOf(state);
  const names = new Map(segmentsIn(settings.segments).map(({ id, name }) => [id, name]));
  const items = [
    ...[...profile.history, ...profile.cart, ...profile.bought].map(({ item }) => item),
    ...state.contributions.flatMap(({ touches = [], sales = [] }) => [
      ...touches.map(({ item }) => item),
      ...sales.flatMap(({ lines }) => lines.map(([item]) => item)),
    ]),
  ];
  return {
    ...state,
    joined,
    together: {
      consent: consentOf(state),
      unit: unitOf(state),
      ...profile,
      segments: segmentsOf(state, compiledSegments(settings.segments), now).map((id) => ({
        id,
        name: names.get(id) ?? id,
      })),
      arms: Object.fromEntries(
        Object.entries(exposuresOf(state)).map(([experiment, { network: _, ...exposure }]) => [experiment, exposure]),
      ),
    },
    titles: titlesOf(view.catalogue?.value, items),
  };
}
