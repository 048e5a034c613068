/** `POST /v1/server/events`: the shop's backend says what happened, signed by its secret [W10]. */
import { markOwnLists } from '@edgewise/core/plan/own-lists';
import { LIMITS } from '@edgewise/protocol/limits';
import { type ParsedServerEvent, parseServerEvents } from '@edgewise/protocol/parse-server';
import { answerOnce, openBackend } from '../backend-request.ts';
import type { Env } from '../bindings.ts';
import type { AppContext } from '../http.ts';
import { directoryOf } from '../objects/names.ts';
import { reachPerson, type Seat } from '../reach-person.ts';
import { seatName } from '../seat-names.ts';
import { shelvesOf } from '../site-view.ts';

export async function serverEventsRoute(c: AppContext): Promise<Response> {
  const received = Date.now();
  const { site, view } = await openBackend(c, received);
  const limit = { bytes: LIMITS.serverEventsBytes, depth: LIMITS.depth };
  return answerOnce(c, site, '', received, limit, async (body, key) => {
    const { accepted, refused } = parseServerEvents(body, received, view.shop.settings.currencies[0]!);
    markOwnLists(
      accepted.map(({ event }) => event),
      shelvesOf(view),
    );
    const bySeat = new Map<string, { about: About; events: ParsedServerEvent[] }>();
    for (const one of accepted) {
      const about = await whomItIsAbout(c.env, site, one);
      if (typeof about === 'string') {
        refused.push({ index: one.index, reason: about });
        continue;
      }
      const { name } = about.seat;
      bySeat.set(name, { about, events: [...(bySeat.get(name)?.events ?? []), one] });
    }
    let repeated = 0;
    let taken = 0;
    for (const { about, events } of bySeat.values()) {
      const found = await reachPerson(c.env, site, about.seat, about.person, async (stub, person, isHome) =>
        stub.collectFromServer(
          person,
          site,
          about.seat.name,
          events.map(({ event }) => event),
          { key, received, isHome: isHome || (about.mayBeNew && person === about.person) },
        ),
      );
      if (!found) refused.push(...events.map(({ index }) => ({ index, reason: ERASED })));
      else if (found.value.isNew) taken += events.length;
      else repeated += events.length;
    }
    return { accepted: taken, repeated, refused };
  });
}

const ERASED = 'event: the person was erased after it happened';

/** Whose seat an event belongs to, and a person who holds it or did. */
interface About {
  seat: Seat;
  person: string;
  /** Nothing may be known of the seat there yet. */
  mayBeNew: boolean;
}

/** An order that is known belongs to whoever made it; else the device or the user the backend names. Or why it is refused. */
async function whomItIsAbout(env: Env, site: string, one: ParsedServerEvent): Promise<About | string> {
  const { transactionId: order, name, time } = one.event;
  if (name === 'purchase' && order !== undefined) {
    const owner = await directoryOf(env, site, 'order', order).find('order', order);
    if (owner?.seat) {
      return { seat: { name: owner.seat }, person: owner.person, mayBeNew: owner.seat.startsWith('server.') };
    }
  }
  const named =
    one.device !== undefined
      ? { kind: 'device' as const, value: one.device }
      : one.user !== undefined
        ? { kind: 'user_id' as const, value: one.user }
        : { kind: 'order' as const, value: order! };
  const seat: Seat = { name: await seatName(named.kind, named.value), home: named };
  const own = { seat: seat.name };
  const home = await directoryOf(env, site, named.kind, named.value).resolve(named.kind, named.value, own);
  if (!home || (home.erased !== null && time <= home.erased)) return ERASED;
  if (order !== undefined && named.kind !== 'order') {
    await directoryOf(env, site, 'order', order).resolve('order', order, { ...own, person: home.person });
  }
  return { seat, person: home.person, mayBeNew: true };
}
