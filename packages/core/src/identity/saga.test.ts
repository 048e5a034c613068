import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileOf } from '../person/state.ts';
import type { Claim, ClaimIdentifier, LinkClaim } from './claim.ts';
import { keyOf } from './identifiers.ts';
import { plain } from './ledger.testkit.ts';
import { takeClaim, takeUnlink } from './ledger.ts';
import { naivePartition } from './naive-oracle.testkit.ts';
import { type Crash, World } from './saga.testkit.ts';

/** In CI; the seed is printed at the start of the run. */
const HISTORIES = 10_000;

const DEVICES = ['d0', 'd1', 'd2', 'd3', 'd4'];
const homeOf = (name: string) => `home of ${name}`;
/** Ages cross the order of the names, so that merges go in both directions. */
const sinceOf = (name: string) => ({ d0: 50, d1: 10, d2: 40, d3: 20, d4: 30, ann: 35, bob: 5 })[name] ?? 0;
const seat = (kind: 'device' | 'user_id', value: string): ClaimIdentifier => ({
  kind,
  value,
  home: { seat: kind === 'device' ? value : `server.${value}`, person: homeOf(value), since: sinceOf(value) },
});

type Op =
  | { op: 'claim'; device: string; user?: string; email?: string }
  | { op: 'unlink'; which: number }
  | { op: 'batch'; device: string; many: number }
  | { op: 'replay'; device: string; from: number }
  | { op: 'step'; which: number; crash: Crash }
  | { op: 'late'; which: number };

const device = fc.constantFrom(...DEVICES);
const anyOp: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        op: fc.constant('claim' as const),
        device,
        user: fc.constantFrom('ann', 'bob'),
        email: fc.constantFrom('e0', 'e1'),
      },
      { requiredKeys: ['op', 'device'] },
    ) as fc.Arbitrary<Op>,
  },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('unlink' as const), which: fc.nat(20) }) },
  {
    weight: 4,
    arbitrary: fc.record({ op: fc.constant('batch' as const), device, many: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ op: fc.constant('replay' as const), device, from: fc.integer({ min: 1, max: 5 }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      op: fc.constant('step' as const),
      which: fc.nat(10),
      crash: fc.constantFrom<Crash>('none', 'none', 'none', 'before', 'after'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('late' as const), which: fc.nat(40) }) },
);

/** Runs a history and checks after every step what must hold at every moment. */
function run(ops: readonly Op[], crashAt?: number) {
  const world = new World();
  const log: Claim[] = [];
  /** What each device has waiting in its outbox, and has counted so far. */
  const outbox = new Map(DEVICES.map((one) => [one, { next: 1, acked: 0 }]));
  const everyone = [
    ...DEVICES.map((one) => [one, homeOf(one)]),
    ['server.ann', homeOf('ann')],
    ['server.bob', homeOf('bob')],
  ];

  const check = () => {
    for (const [one, home] of everyone) {
      const { person } = world.resolve(one!, home!);
      const holders = [...world.persons.values()].filter(
        (state) => state.contributions.some((c) => (c.seat ?? c.device) === one) && state.leaving?.[one!] === undefined,
      );
      // Between arriving and forwarding the source is frozen: at most one object takes its events.
      expect(holders.length).toBeLessThanOrEqual(1);
      const record = world.ledger.seat(one!);
      if (record) expect(record.places).toContain(person);
    }
  };
  const flush = (one: string) => {
    const { next, acked } = outbox.get(one)!;
    if (next - 1 === acked) return;
    const numbers = Array.from({ length: next - 1 - acked }, (_, i) => acked + 1 + i);
    const ack = world.batch(one, homeOf(one), numbers);
    if (ack !== undefined) outbox.get(one)!.acked = ack;
  };

  for (const [i, op] of ops.entries()) {
    if (op.op === 'claim') {
      const identifiers: ClaimIdentifier[] = [seat('device', op.device)];
      if (op.user !== undefined) identifiers.push(seat('user_id', op.user));
      if (op.email !== undefined) identifiers.push({ kind: 'email_sha256', value: op.email });
      const id = identifiers.map(keyOf).join('+');
      const claim: LinkClaim = {
        kind: 'link',
        id,
        stamp: i,
        at: i,
        source: 'token',
        verified: true,
        joins: true,
        identifiers,
      };
      if (takeClaim(world.ledger, claim) === 'stamped') log.push(claim);
    } else if (op.op === 'unlink') {
      const links = log.filter(({ kind }) => kind === 'link');
      const undone = links[op.which % Math.max(1, links.length)];
      if (!undone) continue;
      const claim: Claim = { kind: 'unlink', id: `u${i}`, stamp: i, at: i, source: 'staff', undoes: undone.id };
      if (takeUnlink(world.ledger, claim)) log.push(claim);
    } else if (op.op === 'batch') {
      outbox.get(op.device)!.next += op.many;
      flush(op.device);
    } else if (op.op === 'replay') {
      const { next } = outbox.get(op.device)!;
      if (op.from < next) world.batch(op.device, homeOf(op.device), [op.from]);
    } else if (op.op === 'late') {
      world.sent[op.which % Math.max(1, world.sent.length)]?.();
    } else {
      const moving = world.moving();
      const record = moving[op.which % Math.max(1, moving.length)];
      if (record) world.step(record, world.steps === crashAt ? 'after' : op.crash);
    }
    check();
  }

  world.settle();
  check();
  for (const one of DEVICES) flush(one);
  return { world, log, outbox };
}

/** What must hold once every alarm has run. */
function checkSettled({ world, log, outbox }: ReturnType<typeof run>): void {
  const groups = naivePartition(plain(log));
  // Each group lives in one person, the oldest home of its members; whoever is in none lives at home.
  for (const name of [...DEVICES, 'ann', 'bob']) {
    const key = DEVICES.includes(name) ? `device:${name}` : `user_id:${name}`;
    const members = (groups.find((group) => group.includes(key)) ?? [key])
      .filter((one) => !one.startsWith('email'))
      .map((one) => one.slice(one.indexOf(':') + 1))
      .sort((a, b) => sinceOf(a) - sinceOf(b));
    const seatName = DEVICES.includes(name) ? name : `server.${name}`;
    expect(world.resolve(seatName, homeOf(name))).toMatchObject({ person: homeOf(members[0]!), frozen: false });
  }
  // Each event once, in what was published and in what the persons hold.
  const everything = DEVICES.flatMap((one) =>
    Array.from({ length: outbox.get(one)!.next - 1 }, (_, i) => `${one}/${i + 1}`),
  );
  expect([...world.published].sort()).toEqual(everything.sort());
  const held = [...world.persons.values()].flatMap((state) =>
    profileOf(state).history.map(({ device: one, item }) => `${one}/${item.slice(5)}`),
  );
  expect(held.sort()).toEqual(everything);
}

describe('the saga', () => {
  it(`[I4] [I5] ${HISTORIES} random histories: any order, duplicates, late steps, crashes after any step`, () => {
    let steps = 0;
    let moved = 0;
    fc.assert(
      fc.property(fc.array(anyOp, { minLength: 6, maxLength: 40 }), (ops) => {
        const result = run(ops);
        checkSettled(result);
        steps += result.world.steps;
        moved += [...result.world.ledger.seats.values()].reduce((sum, { epoch }) => sum + epoch - 1, 0);
      }),
      { numRuns: HISTORIES },
    );
    console.log(`${HISTORIES} histories: ${moved} moves, ${steps} steps of them, each possibly a crash`);
    expect(moved).toBeGreaterThan(HISTORIES / 2);
  }, 300_000);

  it('[I5] a crash after each step of one history ends in the same place', () => {
    const steps: Op[] = Array.from({ length: 40 }, (_, which) => ({ op: 'step', which, crash: 'none' }));
    const ops: Op[] = [
      ...DEVICES.map((one): Op => ({ op: 'batch', device: one, many: 2 })),
      { op: 'claim', device: 'd0', user: 'ann' },
      { op: 'claim', device: 'd1', user: 'ann' },
      ...steps.slice(0, 5),
      { op: 'batch', device: 'd0', many: 1 },
      { op: 'claim', device: 'd2', user: 'ann' },
      { op: 'claim', device: 'd3', user: 'bob' },
      { op: 'unlink', which: 1 },
      ...steps,
      { op: 'batch', device: 'd1', many: 1 },
    ];
    const whole = run(ops);
    checkSettled(whole);
    for (let at = 1; at <= whole.world.steps; at++) {
      const crashed = run(ops, at);
      checkSettled(crashed);
      expect(crashed.world.held()).toEqual(whole.world.held());
    }
  });

  it('[I3a] two merges in opposite directions end in one person', () => {
    for (const order of [
      ['d0', 'd1'],
      ['d1', 'd0'],
    ]) {
      const result = run([
        { op: 'batch', device: 'd0', many: 1 },
        { op: 'batch', device: 'd1', many: 1 },
        { op: 'claim', device: order[0]!, email: 'e0' },
        { op: 'claim', device: order[1]!, email: 'e0' },
      ]);
      checkSettled(result);
      expect(result.world.held()).toEqual({ [homeOf('d1')]: ['d0', 'd1'] });
    }
  });

  it('[I5d] a device that moved a hundred times is still found, and its pointers name no object twice', () => {
    const world = new World();
    world.batch('d', 'p0', [1]);
    takeClaim(world.ledger, {
      kind: 'link',
      id: 'c',
      stamp: 1,
      at: 0,
      source: 'token',
      verified: true,
      joins: true,
      identifiers: [{ kind: 'device', value: 'd', home: { seat: 'd', person: 'p0', since: 0 } }],
    });
    for (let i = 1; i <= 100; i++) {
      const record = world.ledger.seat('d')!;
      world.ledger.putSeat({ ...record, wanted: `p${i}`, move: { to: `p${i}`, epoch: record.epoch + 1 } });
      world.settle();
    }
    expect(world.resolve('d', 'p0')).toEqual({ person: 'p100', frozen: false, hops: 100 });
    expect(world.batch('d', 'p0', [1, 2])).toBe(2);
    expect(world.published).toEqual(['d/1', 'd/2']);
  });
});
