/**
 * Carries out the moves that the ledger has noted: release at the source, arrive at the target, forward at the source, done.
 * Each may be repeated, so a move that failed anywhere is started again from its first step.
 */
import { finishMove, type SeatRecord } from '@edgewise/core/identity/placement';
import type { Env } from './bindings.ts';
import { personOf } from './objects/names.ts';
import type { ClaimLog } from './storage/claim-log.ts';

export class SeatMover {
  readonly #env: Env;
  readonly #log: ClaimLog;
  /** One at a time for each seat. */
  readonly #running = new Map<string, Promise<void>>();

  constructor(env: Env, log: ClaimLog) {
    this.#env = env;
    this.#log = log;
  }

  /** Moves these seats until each is where it is wanted. @returns whether any failed */
  async run(site: string, seats: readonly string[]): Promise<boolean> {
    const results = await Promise.allSettled(seats.map((seat) => this.#moveOne(site, seat)));
    const failures = results.filter((result) => result.status === 'rejected');
    for (const { reason } of failures) {
      console.error(JSON.stringify({ at: 'ledger.move', site, error: String(reason) }));
    }
    return failures.length > 0;
  }

  /** Waits for the moves of these seats that are running now, however they end. */
  async idle(seats: readonly string[]): Promise<void> {
    await Promise.allSettled(seats.map((seat) => this.#running.get(seat)));
  }

  #moveOne(site: string, seat: string): Promise<void> {
    let running = this.#running.get(seat);
    if (!running) {
      running = this.#moveAll(site, seat).finally(() => this.#running.delete(seat));
      this.#running.set(seat, running);
    }
    return running;
  }

  async #moveAll(site: string, seat: string): Promise<void> {
    for (let record = this.#log.seat(seat); record?.move; record = this.#log.seat(seat)) {
      await this.#step(site, record, record.move);
      // Erasure may have removed the record meanwhile.
      const now = this.#log.seat(seat);
      if (now) this.#log.putSeat(finishMove(now, record.move.epoch));
    }
  }

  async #step(site: string, { seat, lives, since }: SeatRecord, move: NonNullable<SeatRecord['move']>): Promise<void> {
    const source = personOf(this.#env, site, lives);
    const copy = await source.release(lives, site, seat, move.epoch, since);
    if (copy === null) return; // forwarded before, by a run whose end was not noted
    await personOf(this.#env, site, move.to).arrive(move.to, site, seat, move.epoch, copy, lives);
    await source.forward(seat, move.to, move.epoch);
  }
}
