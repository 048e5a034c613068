/**
 * Erasure: tombstones first, so that nothing more comes in; then every store that holds something, a task at a time, each of
 * which may be repeated; and all of it again a little later, for what was still on its way through the queue.
 */
import type { Identifier } from '@edgewise/core/identity/identifiers';
import { keyOf } from '@edgewise/core/identity/identifiers';
import { strip } from '@edgewise/core/identity/ledger';
import type { ErasureReceipt } from '@edgewise/protocol/events';
import type { Env } from './bindings.ts';
import { carryOut } from './erase-tasks.ts';
import { sha256Hex } from './http.ts';
import { lakePrefixes } from './lake.ts';
import type { SeatMover } from './move-seats.ts';
import { directoryOf } from './objects/names.ts';
import { seatName } from './seat-names.ts';
import type { ClaimLog } from './storage/claim-log.ts';
import type { Erasures, ErasureTask } from './storage/erasures.ts';

const HOUR_MS = 3_600_000;
const AGAIN_AFTER_MS = 2 * 60_000;
/** In the request itself; the alarm does the rest. */
const TASKS_AT_ONCE = 200;

export class Eraser {
  readonly #env: Env;
  readonly #log: ClaimLog;
  readonly #mover: SeatMover;
  readonly #store: Erasures;
  #running: Promise<unknown> = Promise.resolve();

  constructor(env: Env, log: ClaimLog, mover: SeatMover, store: Erasures) {
    this.#env = env;
    this.#log = log;
    this.#mover = mover;
    this.#store = store;
  }

  /**
   * Begins an erasure and writes its tasks; `run` carries them out.
   * @param identifiers everything that is to be forgotten
   * @returns the erasure's id, or null where nobody is known by any of them
   */
  async begin(
    site: string,
    identifiers: readonly Identifier[],
    scope: ErasureReceipt['scope'],
    now: number,
  ): Promise<string | null> {
    const seats = await this.#seatsOf(site, identifiers);
    const members = identifiers.filter((one) => this.#log.claimsNaming(keyOf(one)).length > 0);
    if (seats.length === 0 && members.length === 0) return null;
    // A move that is under way would bring the seat back.
    await this.#mover.idle(seats.map(({ seat }) => seat));
    const names = seats.flatMap(({ seat }) => (seat.startsWith('server.') ? [seat] : [seat, `server.${seat}`]));
    const keys = identifiers.map((one) => keyOf(one));
    const digests = await Promise.all([...names, ...keys].map((name) => sha256Hex(name)));

    const id = crypto.randomUUID();
    this.#store.bury(digests, now);
    strip(this.#log, new Set(keys));
    const homes = identifiers.filter(({ kind }) => kind === 'device' || kind === 'user_id');
    const tasks: ErasureTask[] = [
      {
        do: 'directory',
        identifiers: homes.map(({ kind, value }) => ({ kind: kind as 'device' | 'user_id', value })),
      },
      ...seats.flatMap(({ seat, places }) =>
        places.map((person): ErasureTask => ({ do: 'survey', person, seat, places, names })),
      ),
      // What a consumer had in its hands when the tombstones were written lands under these hours at the latest.
      ...seats.flatMap(({ seat, places }) =>
        places.flatMap((person) =>
          [seat, `server.${seat}`].flatMap((name) => {
            const hour = Math.floor(now / HOUR_MS);
            return lakePrefixes(site, person, name, [hour - 1, hour]).map(
              (prefix): ErasureTask => ({ do: 'lake', prefix, names }),
            );
          }),
        ),
      ),
      { do: 'orders', seats: names },
      { do: 'trainer', names, persons: [...new Set(seats.flatMap(({ places }) => places))] },
      { do: 'rejects', names },
      { do: 'dead-letters', names },
      { do: 'counters', names },
    ];
    this.#store.open({ id, at: now, scope, counts: {} }, tasks, now + AGAIN_AFTER_MS);
    return id;
  }

  /**
   * Carries out what is due: of one erasure, or of any. One run at a time: the alarm may come while the request still runs, and
   * a task that both carry out counts twice in the receipt.
   * @returns whether a task failed and must be tried again
   */
  run(site: string, now: number, erasure?: string): Promise<boolean> {
    const mine = this.#running.then(() => this.#runNow(site, now, erasure));
    this.#running = mine.catch(() => undefined);
    return mine;
  }

  async #runNow(site: string, now: number, erasure?: string): Promise<boolean> {
    this.#store.again(now);
    for (let i = 0; i < TASKS_AT_ONCE; i++) {
      const next = this.#store.next(erasure);
      if (!next) return false;
      try {
        const at = this.#store.row(next.erasure)?.at ?? now;
        const { emptied, found } = await carryOut(this.#env, site, next.task, at);
        this.#store.done(next.id, next.erasure, emptied, found);
      } catch (cause) {
        console.error(JSON.stringify({ at: 'ledger.erase', site, task: next.task.do, error: String(cause) }));
        return true;
      }
    }
    return false;
  }

  receipt(id: string): ErasureReceipt | null {
    const row = this.#store.row(id);
    if (!row) return null;
    const { tasks, again } = this.#store.pending(id);
    const day = (days: number) => new Date(row.at + days * 86_400_000).toISOString();
    return {
      v: 1,
      receipt: id,
      erased_at: row.at,
      scope: row.scope,
      emptied: Object.entries(row.counts).map(([store, count]) => ({ store, count })),
      pending: [
        ...(tasks > 0
          ? [{ store: `${tasks} pieces of the above`, until: 'minutes: tried again until they are done' }]
          : []),
        ...(again
          ? [{ store: 'what was on its way through the queue', until: new Date(row.at + AGAIN_AFTER_MS).toISOString() }]
          : []),
        {
          store: 'model snapshots',
          until: 'the next training, which is due within minutes; the one before leaves with the training after it',
        },
        { store: 'capsules and routes in browsers', until: day(7) },
        { store: "the platform's point-in-time recovery", until: day(30) },
      ],
    };
  }

  /** The seats of the identifiers, with every person that held one. */
  async #seatsOf(site: string, identifiers: readonly Identifier[]): Promise<{ seat: string; places: string[] }[]> {
    const seats: { seat: string; places: string[] }[] = [];
    for (const { kind, value } of identifiers) {
      if (kind !== 'device' && kind !== 'user_id') continue;
      const seat = await seatName(kind, value);
      const record = this.#log.seat(seat);
      const home = record ?? (await directoryOf(this.#env, site, kind, value).find(kind, value));
      if (record) seats.push({ seat, places: record.places });
      else if (home) seats.push({ seat, places: [(home as { person: string }).person] });
    }
    return seats;
  }
}
