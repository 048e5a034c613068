/**
 * To the person that holds a seat, wherever it has moved: by the route, or from its home, along pointers, and after two of
 * them by the ledger, so that a chain of any length costs the same (core's identity/SPEC.md, I5d).
 */
import { RequestFault } from '@edgewise/protocol/read-json';
import type { Env } from './bindings.ts';
import type { HomeKind } from './objects/directory.ts';
import { directoryOf, ledgerOf, personOf } from './objects/names.ts';
import type { Person, Reached } from './objects/person.ts';

const POINTERS_FOLLOWED = 2;
/** More than a route, a home, two pointers and the ledger can need, unless a move happens meanwhile. */
const ATTEMPTS = 8;

export interface Seat {
  name: string;
  /** What to ask the Directory for, where no person is known yet. */
  home?: { kind: HomeKind; value: string };
}

export interface Found<T> {
  person: string;
  epoch: number;
  value: T;
}

/**
 * Calls the person that holds the seat.
 * @param start a person that holds it or did; the Directory is asked where it is missing or has never heard of the seat
 * @param call `isHome` says that the seat may be made there
 * @returns null where the device was erased
 * @throws RequestFault 503 while the seat is on the move
 */
export async function reachPerson<T>(
  env: Env,
  site: string,
  seat: Seat,
  start: string | undefined,
  call: (stub: DurableObjectStub<Person>, person: string, isHome: boolean) => Promise<Reached<T>>,
): Promise<Found<T> | null> {
  let person = start;
  let isHome = false;
  let pointers = 0;
  let first: string | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (person === undefined) {
      const { kind, value } = seat.home ?? {};
      if (kind === undefined || value === undefined) return null;
      const home = await directoryOf(env, site, kind, value).resolve(kind, value);
      if (!home) return null;
      person = home.person;
      isHome = true;
    }
    const answer: Reached<T> = await call(personOf(env, site, person), person, isHome);
    if (answer.at === 'here') {
      const { epoch, value } = answer;
      if (first !== undefined && pointers > 1) await personOf(env, site, first).repoint(seat.name, { person, epoch });
      return { person, epoch, value };
    }
    if (answer.at === 'leaving') throw moving();
    if (answer.at === 'unknown') {
      if (isHome) throw moving();
      person = undefined;
      continue;
    }
    first ??= person;
    isHome = false;
    person = answer.person;
    if (++pointers > POINTERS_FOLLOWED) person = (await ledgerOf(env, site).whereIs(seat.name))?.person ?? person;
  }
  throw moving();
}

export const moving = (): RequestFault =>
  new RequestFault(503, 'moving', 'this device is joining another of the same person: send it again in a moment');
