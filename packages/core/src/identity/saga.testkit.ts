/**
 * A site's ledger and persons in memory, running the same pure steps as the Durable Objects do, one atomic turn at a time,
 * so that a test can crash between any two of them.
 */
import type { ParsedPersonBatch } from '@edgewise/protocol/parse';
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import { collect } from '../person/collect.ts';
import { arrive, forward, release, whereIs } from '../person/seats.ts';
import { type Contribution, newPerson, type PersonState, seatOf } from '../person/state.ts';
import { MemoryLedger } from './ledger.testkit.ts';
import { finishMove, type SeatRecord } from './placement.ts';

const NOW = 1_700_000_000_000;
/** More hops than any chain of the test can have. */
const ENDLESS = 1_000;

type Stage = { name: 'release' } | { name: 'arrive'; copy: Contribution[] } | { name: 'forward' } | { name: 'finish' };
export type Crash = 'none' | 'before' | 'after';

export class World {
  readonly ledger = new MemoryLedger();
  readonly persons = new Map<string, PersonState>();
  /** What was published, as `device/n`. */
  readonly published: string[] = [];
  /** Steps as they were sent, to be delivered again late. */
  readonly sent: (() => void)[] = [];
  /** How far each move has come: in memory alone, lost in a crash. */
  #stages = new Map<string, Stage>();
  steps = 0;

  #person(id: string): PersonState {
    let state = this.persons.get(id);
    if (!state) {
      state = newPerson(id, 'site', `unit of ${id}`);
      this.persons.set(id, state);
    }
    return state;
  }

  /** A state that a step has changed goes through JSON, as it does in storage. */
  #store(state: PersonState): void {
    this.persons.set(state.id, JSON.parse(JSON.stringify(state)) as PersonState);
  }

  /** The person that holds a seat, by following pointers from its home. @throws where they end nowhere */
  resolve(seat: string, home: string): { person: string; frozen: boolean; hops: number } {
    let person = home;
    let epoch = 0;
    for (let hops = 0; hops < ENDLESS; hops++) {
      const where = whereIs(this.persons.get(person), seat);
      if (where.at === 'here' || where.at === 'leaving') return { person, frozen: where.at === 'leaving', hops };
      if (where.at === 'unknown') {
        if (hops > 0) throw new Error(`${seat}: the pointer to ${person} ends there`);
        return { person, frozen: false, hops };
      }
      if (where.epoch <= epoch) throw new Error(`${seat}: epochs fall at ${person}`);
      epoch = where.epoch;
      person = where.person;
    }
    throw new Error(`${seat}: a cycle`);
  }

  /** A device's batch. @returns the acknowledgement, or undefined where it has to wait */
  batch(device: string, home: string, numbers: readonly number[]): number | undefined {
    const { person, frozen } = this.resolve(device, home);
    if (frozen) return undefined;
    const state = this.#person(person);
    const result = collect(state, batchOf(device, numbers), NOW);
    for (const message of result.messages) {
      if (message.kind === 'events') this.published.push(...message.events.map(({ n }) => `${message.device}/${n}`));
    }
    return result.ack;
  }

  moving(): SeatRecord[] {
    return [...this.ledger.seats.values()].filter(({ move }) => move !== undefined);
  }

  /** One step of one seat's move; the ledger may crash before it is sent or before its answer is noted. */
  step(record: SeatRecord, crash: Crash): void {
    this.steps++;
    const { seat, lives, since } = record;
    const move = record.move!;
    if (crash === 'before') {
      this.crash();
      return;
    }
    const stage: Stage = this.#stages.get(seat) ?? { name: 'release' };
    let next: Stage = { name: 'finish' };
    const at = (id: string, change: (state: PersonState) => void) => {
      const run = () => {
        const state = this.#person(id);
        change(state);
        this.#store(state);
      };
      this.sent.push(run);
      run();
    };
    if (stage.name === 'release') {
      at(lives, (state) => {
        const copy = release(state, seat, move.epoch, since);
        next = copy ? { name: 'arrive', copy: JSON.parse(JSON.stringify(copy)) as Contribution[] } : next;
      });
    } else if (stage.name === 'arrive') {
      at(move.to, (state) => arrive(state, seat, move.epoch, stage.copy));
      next = { name: 'forward' };
    } else if (stage.name === 'forward') {
      at(lives, (state) => forward(state, seat, move.to, move.epoch));
    } else {
      this.ledger.putSeat(finishMove(this.ledger.seats.get(seat)!, move.epoch));
      this.#stages.delete(seat);
      if (crash === 'after') this.crash();
      return;
    }
    this.#stages.set(seat, next);
    if (crash === 'after') this.crash();
  }

  /** The ledger forgets whatever is not stored. */
  crash(): void {
    this.#stages = new Map();
  }

  /** Alarms until nothing is left to do. */
  settle(): void {
    this.crash();
    for (let record = this.moving()[0]; record; record = this.moving()[0]) this.step(record, 'none');
  }

  /** The seats that each person holds, persons that hold none left out. */
  held(): Record<string, string[]> {
    return Object.fromEntries(
      [...this.persons.values()]
        .filter(({ contributions }) => contributions.length > 0)
        .map((state) => [state.id, state.contributions.map(seatOf).sort()]),
    );
  }
}

function batchOf(device: string, numbers: readonly number[]): ParsedPersonBatch {
  const events = numbers.map(
    (n): ShopEvent => ({
      n,
      time: NOW,
      name: 'view_item',
      items: [{ item: `item ${n}`, category: [], quantity: 1 }],
      params: {},
    }),
  );
  return {
    kind: 'person',
    site: 'site',
    device,
    consent: { tier: 'person' },
    context: { page_location: '' },
    events,
    refused: [],
    void: [],
  };
}
