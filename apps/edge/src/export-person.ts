/** Everything that is kept of a person, as JSON [W14]: what they are known by, why, and what their devices did. */
import type { Identifier } from '@edgewise/core/identity/identifiers';
import { consentOf } from '@edgewise/core/person/merged';
import { type Contribution, hoursOf, type PersonState, profileOf, seatOf } from '@edgewise/core/person/state';
import { RequestFault } from '@edgewise/protocol/read-json';
import type { Env } from './bindings.ts';
import type { Joined } from './joined.ts';
import { type LakeLine, lakePrefixes, readLake } from './lake.ts';
import { directoryOf, ledgerOf, personOf } from './objects/names.ts';
import { moving } from './reach-person.ts';
import { seatName } from './seat-names.ts';

export interface PersonExport {
  v: 1;
  /** ms since the epoch. */
  exported: number;
  scope: 'device' | 'person';
  identifiers: Identifier[];
  /** What was said of who this is. */
  claims: Joined['claims'];
  consent: ReturnType<typeof consentOf>;
  cart: ReturnType<typeof profileOf>['cart'];
  devices: Omit<Contribution, 'serverKeys'>[];
  /** Hour by hour; with `events_next` there are more than one answer holds, from there on. */
  events: LakeLine[];
  events_complete: boolean;
  events_next?: string;
}

/** Longest `events_next`: the name of an object in the lake. */
const MOST_AFTER = 1_024;

/** `?after=…`: the `events_next` of the page before. @throws RequestFault 400 */
export function afterOf(stated: string | undefined): string {
  const after = stated ?? '';
  if (after.length > MOST_AFTER) {
    throw new RequestFault(400, 'invalid', `query.after: got ${after.length} characters, expected an events_next`);
  }
  return after;
}

/**
 * @param after where the page of events before ended
 * @returns null where nobody is known by the identifier
 * @throws RequestFault 503 while a device is on the move
 */
export async function exportPerson(
  env: Env,
  site: string,
  identifier: Identifier,
  scope: PersonExport['scope'],
  now: number,
  after = '',
): Promise<PersonExport | null> {
  const joined = (await ledgerOf(env, site).lookUp(identifier)) as Joined | null;
  const isJoined = joined !== null && joined.person !== '';
  const identifiers = scope === 'person' && isJoined ? joined.identifiers : [identifier];
  const states = new Map<string, PersonState>();
  const held: Contribution[] = [];
  const prefixes: string[] = [];
  for (const { kind, value } of identifiers) {
    if (kind !== 'device' && kind !== 'user_id') continue;
    const seat = await seatName(kind, value);
    const record = joined?.seats.find((one) => one.seat === seat);
    if (record?.move) throw moving();
    const place =
      record?.lives ??
      (await ledgerOf(env, site).whereIs(seat))?.person ??
      (await directoryOf(env, site, kind, value).find(kind, value))?.person;
    if (place === undefined) continue;
    const state = states.get(place) ?? ((await personOf(env, site, place).inspect()) as PersonState | null);
    if (!state) continue;
    states.set(place, state);
    for (const contribution of state.contributions.filter((c) => seatOf(c) === seat)) {
      held.push(contribution);
      for (const one of record?.places ?? [place]) {
        prefixes.push(...lakePrefixes(site, one, contribution.device, hoursOf(contribution)));
      }
    }
  }
  if (held.length === 0 && !isJoined) return null;
  const own: PersonState = { v: 1, id: '', site, unit: '', contributions: held };
  const { lines, next } = await readLake(env, prefixes, after);
  return {
    v: 1,
    exported: now,
    scope,
    identifiers,
    // A device proves itself alone: who else it was said to be is not its to see.
    claims: scope === 'device' ? [] : (joined?.claims ?? []),
    consent: consentOf(own),
    cart: profileOf(own).cart,
    devices: held.map(({ serverKeys: _, ...rest }) => rest),
    events: lines,
    events_complete: next === undefined,
    ...(next !== undefined && { events_next: next }),
  };
}
