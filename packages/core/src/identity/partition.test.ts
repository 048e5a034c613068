import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlocked } from './blocked.ts';
import {
  type Claim,
  type ClaimIdentifier,
  contentOf,
  type LinkClaim,
  type RetireClaim,
  type UnlinkClaim,
} from './claim.ts';
import { explain, inWords } from './explain.ts';
import { DEVICES_IN_ALL, type IdentifierKind, keyOf, PER_PERSON, RETIRES_AFTER_MS } from './identifiers.ts';
import { MemoryLedger, plain } from './ledger.testkit.ts';
import { crowdedBy, longestSilent, strip, takeClaim, takeRetirement, takeUnlink } from './ledger.ts';
import { naivePartition } from './naive-oracle.testkit.ts';
import { partition } from './partition.ts';

const identifier = (kind: IdentifierKind, value: string, since = 0): ClaimIdentifier =>
  kind === 'device' || kind === 'user_id'
    ? { kind, value, home: { seat: `${kind}.${value}`, person: `home of ${kind} ${value}`, since } }
    : { kind, value };
const link = (stamp: number, identifiers: ClaimIdentifier[], over: Partial<LinkClaim> = {}): LinkClaim => ({
  kind: 'link',
  id: `c${stamp}`,
  stamp,
  at: 1_700_000_000_000 + stamp,
  source: 'token',
  verified: true,
  joins: true,
  identifiers,
  ...over,
});
const user = (value: string) => identifier('user_id', value);
const device = (value: string, since = 0) => identifier('device', value, since);
const email = (value: string) => identifier('email_sha256', value);
const unlink = (stamp: number, undoes: string): Claim => ({
  kind: 'unlink',
  id: `u${stamp}`,
  stamp,
  at: 0,
  source: 'staff',
  undoes,
});
const retire = (stamp: number, value: string): RetireClaim => ({
  kind: 'retire',
  id: `r${stamp}`,
  stamp,
  at: 0,
  source: 'ledger',
  device: { kind: 'device', value },
});

/** Groups as sorted keys, so that they can be compared. */
const groupsOf = (claims: Claim[]): string[][] =>
  partition(claims)
    .components.map(({ identifiers }) => identifiers.map(keyOf).sort())
    .sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
const storedGroups = (store: MemoryLedger): string[][] =>
  [...new Set(store.components.values())]
    .map(({ identifiers }) => identifiers.map(keyOf).sort())
    .sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
const KINDS: IdentifierKind[] = ['user_id', 'external_id', 'phone_sha256', 'email_sha256', 'device', 'device'];
const anyIdentifier = fc
  .tuple(fc.constantFrom(...KINDS), fc.nat(6))
  .map(([kind, i]) => identifier(kind, `${kind[0]}${i}`, (i * 7) % 4));
const anyClaims = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.array(anyIdentifier, { minLength: 1, maxLength: 4 }) },
      { weight: 1, arbitrary: fc.nat(30) },
    ),
    { maxLength: 30 },
  )
  .map((list): Claim[] =>
    list.map((one, i) =>
      Array.isArray(one) ? link(Math.floor(i / 2), one, { id: `c${i}`, joins: i % 7 !== 6 }) : unlink(i, `c${one}`),
    ),
  );

describe('the partition', () => {
  it('[I3] [I4] equals the naive fold, limits included, whatever order the claims arrive in', () => {
    fc.assert(
      fc.property(anyClaims, fc.infiniteStream(fc.nat()), (claims, order) => {
        const shuffled = claims.map((claim) => [order.next().value as number, claim] as const);
        const arrived = shuffled.sort((a, b) => a[0] - b[0]).map(([, claim]) => claim);
        expect(groupsOf(arrived)).toEqual(naivePartition(plain(claims)));
      }),
      { numRuns: 4_000 },
    );
  });

  it('[I4] claim by claim, touching only what a claim touches, it is the fold of the whole log; erasure leaves the rest', () => {
    fc.assert(
      fc.property(anyClaims, anyIdentifier, (claims, erased) => {
        const store = new MemoryLedger();
        const log: Claim[] = [];
        for (const [i, claim] of claims.entries()) {
          const stamped = { ...claim, stamp: i };
          const taken =
            stamped.kind === 'link'
              ? takeClaim(store, stamped) === 'stamped'
              : takeUnlink(store, stamped as UnlinkClaim);
          if (taken) log.push(stamped);
          expect(storedGroups(store)).toEqual(naivePartition(plain(log)));
        }
        for (const { person, identifiers } of new Set(store.components.values())) {
          for (const { home } of identifiers) if (home) expect(store.seat(home.seat)!.wanted).toBe(person);
        }
        strip(store, new Set([keyOf(erased)]));
        const rest = plain(log).map((claim) => ({
          ...claim,
          ...(claim.names && { names: claim.names.filter((name) => name !== keyOf(erased)) }),
        }));
        expect(storedGroups(store)).toEqual(naivePartition(rest));
        expect(JSON.stringify([...store.claims.values(), ...store.seats.values()])).not.toContain(
          JSON.stringify(erased),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('[I4] an unlink gives the partition of the log without that claim', () => {
    fc.assert(
      fc.property(anyClaims, fc.nat(30), (claims, which) => {
        const links = claims.filter(({ kind }) => kind === 'link');
        const undone = links[which % Math.max(1, links.length)];
        if (!undone) return;
        const without = claims.filter(({ id }) => id !== undone.id);
        expect(groupsOf([...claims, unlink(1_000, undone.id)])).toEqual(groupsOf(without));
      }),
    );
  });

  it('[I3] creates, adds, merges; the older person survives', () => {
    const claims = [link(1, [user('ann'), device('phone', 20)]), link(2, [email('ann@'), device('laptop', 10)])];
    expect(groupsOf(claims)).toHaveLength(2);
    claims.push(link(3, [user('ann'), email('ann@')]));
    expect(groupsOf(claims)).toEqual([['device:laptop', 'device:phone', 'email_sha256:ann@', 'user_id:ann']]);
    const { components } = partition([link(1, [device('phone', 20), device('laptop', 10)])]);
    expect(components[0]!.person).toBe('home of device laptop');
  });

  it.each(Object.entries(PER_PERSON).filter(([kind]) => kind !== 'user_id') as [IdentifierKind, number][])(
    '[I1] takes as many of %s as a person can have, and leaves the next out',
    (kind, most) => {
      const claims = Array.from({ length: most + 1 }, (_, i) =>
        link(i, [user('ann'), identifier(kind, `x${100 + i}`)]),
      );
      const [group] = groupsOf(claims);
      expect(group!.filter((key) => key.startsWith(`${kind}:`))).toHaveLength(most);
      expect(group).not.toContain(`${kind}:x${100 + most}`);
    },
  );

  it('[I3] two user ids never merge, whatever joins them', () => {
    const claims = [
      link(1, [user('ann'), email('shared@'), device('tablet')]),
      link(2, [user('bob'), email('shared@'), device('tablet')]),
      link(3, [user('bob'), device('laptop')]),
      link(4, [device('tablet'), device('laptop')]),
    ];
    expect(groupsOf(claims)).toEqual([
      ['device:laptop', 'user_id:bob'],
      ['device:tablet', 'email_sha256:shared@', 'user_id:ann'],
    ]);
  });

  it('[I2] an unverified claim joins nothing', () => {
    expect(groupsOf([link(1, [user('ann'), device('phone')], { verified: false, joins: false })])).toEqual([]);
  });

  it("[I6] a device that is another user's takes no other, not even when the first is unlinked later", () => {
    const store = new MemoryLedger();
    expect(takeClaim(store, link(1, [user('ann'), device('tablet')]))).toBe('stamped');
    expect(takeClaim(store, link(2, [user('bob'), device('tablet')]))).toBe('anothers');
    takeClaim(store, link(3, [user('bob'), device('laptop')]));
    expect(takeClaim(store, link(4, [device('tablet'), device('laptop')]))).toBe('anothers');
    expect(takeUnlink(store, { ...unlink(5, 'c1'), kind: 'unlink', undoes: 'c1' })).toBe(true);
    expect(storedGroups(store)).toEqual([['device:laptop', 'user_id:bob']]);
    expect(store.seat('device.tablet')!.wanted).toBe('home of device tablet');
  });

  it('[I3b] a device over the limit is refused and not stamped; where one leaves, it joins when it claims again', () => {
    const store = new MemoryLedger();
    const claims = Array.from({ length: PER_PERSON.device }, (_, i) => link(i, [user('ann'), device(`d${i}`)]));
    for (const claim of claims) expect(takeClaim(store, claim)).toBe('stamped');
    const late = link(50, [user('ann'), device('late')]);
    expect(takeClaim(store, late)).toBe('full');
    expect(store.claims.size).toBe(PER_PERSON.device);
    expect(takeClaim(store, link(51, [user('ann'), email('new@'), device('late')]))).toBe('stamped');
    takeUnlink(store, { ...unlink(60, 'c3'), kind: 'unlink', undoes: 'c3' });
    expect(takeClaim(store, late)).toBe('stamped');
    expect(store.componentOf('device:late')?.person).toBe(store.componentOf('user_id:ann')?.person);
  });

  it('[I3c] the device that was silent longest makes room, once it was silent for 30 days; it stays the person’s', () => {
    const store = new MemoryLedger();
    const day = 86_400_000;
    for (let i = 0; i < PER_PERSON.device; i++) takeClaim(store, link(i, [user('ann'), device(`d${i}`)]));
    const late = link(50, [user('ann'), device('late')]);
    const full = crowdedBy(store, late)!;
    const seen = new Map(full.identifiers.map(({ value }, i) => [value, i * day]));
    const oldest = [...seen].find(([value]) => value.startsWith('d'))!;
    expect(longestSilent(full, seen, oldest[1] + RETIRES_AFTER_MS - 1)).toBeUndefined();
    const silent = longestSilent(full, seen, oldest[1] + RETIRES_AFTER_MS)!;
    expect(silent.value).toBe(oldest[0]);
    expect(longestSilent(full, new Map(), 1e15)).toBeUndefined();
    takeRetirement(store, retire(49, silent.value));
    expect(crowdedBy(store, late)).toBeUndefined();
    expect(takeClaim(store, late)).toBe('stamped');
    expect(store.componentOf('device:late')).toBe(store.componentOf(keyOf(silent)));
    expect(takeClaim(store, link(51, [user('ann'), device('later')]))).toBe('full');
    // Nobody's, another's, known, or full for good: nothing to make room for.
    expect(crowdedBy(store, link(52, [user('bob'), device('x')]))).toBeUndefined();
    expect(crowdedBy(store, link(53, [user('bob'), device('d3')]))).toBeUndefined();
    expect(crowdedBy(store, late)).toBeUndefined();
    for (let i = 0; i < 100; i++) {
      const next = link(100 + 2 * i + 1, [user('ann'), device(`n${i}`)]);
      const crowded = crowdedBy(store, next);
      const one = crowded?.identifiers.find(({ kind, retired }) => kind === 'device' && !retired);
      if (one) takeRetirement(store, retire(100 + 2 * i, one.value));
      takeClaim(store, next);
    }
    const devices = store.componentOf('user_id:ann')!.identifiers.filter(({ kind }) => kind === 'device');
    expect(devices).toHaveLength(DEVICES_IN_ALL);
    expect(devices.filter(({ retired }) => !retired)).toHaveLength(PER_PERSON.device);
  });

  it('[I8] [I3b] [I3c] a hand-off to a hundred devices stops at the limit, whichever name is the greater; silence makes room', () => {
    const store = new MemoryLedger();
    const names = Array.from({ length: 100 }, (_, i) => `${i % 2 ? 'a' : 'z'}${i}`);
    const handOff = (stamp: number, to: string) => link(stamp, [device('m'), device(to)], { source: 'browser' });
    const taken = names.map((name, i) => takeClaim(store, handOff(i, name)));
    expect(taken.slice(0, 19)).toEqual(Array(19).fill('stamped'));
    expect(taken.slice(19)).toEqual(Array(81).fill('full'));
    expect(store.claims.size).toBe(19);
    expect(store.componentOf('device:m')!.identifiers).toHaveLength(20);
    for (const [stamp, late] of [
      [200, 'a-late'],
      [300, 'z-late'],
    ] as const) {
      const crowded = crowdedBy(store, handOff(stamp, late))!;
      expect(crowded).toEqual(store.componentOf('device:m'));
      const silent = crowded.identifiers.find((one) => !one.retired && one.value !== 'm')!;
      takeRetirement(store, retire(stamp + 1, silent.value));
      expect(takeClaim(store, handOff(stamp + 2, late))).toBe('stamped');
      expect(store.componentOf(`device:${late}`)).toEqual(store.componentOf('device:m'));
    }
  });

  it('[I3c] [I4] with retirements too, claim by claim is the fold of the whole log, at the limit of devices', () => {
    const step = fc.oneof(
      { weight: 8, arbitrary: fc.record({ user: fc.nat(9), device: fc.nat(40) }) },
      { weight: 2, arbitrary: fc.record({ retire: fc.nat(40) }) },
      { weight: 1, arbitrary: fc.record({ undo: fc.nat(60) }) },
      { weight: 3, arbitrary: fc.record({ from: fc.nat(40), to: fc.nat(40) }) },
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 25, maxLength: 70 }), (steps) => {
        const store = new MemoryLedger();
        const log: Claim[] = [];
        for (const [i, one] of steps.entries()) {
          if ('retire' in one) {
            const claim = retire(i, `d${one.retire}`);
            const member = store.componentOf(keyOf(claim.device));
            takeRetirement(store, claim);
            if (member) log.push(claim);
          } else if ('undo' in one) {
            const claim = unlink(i, `c${one.undo}`) as UnlinkClaim;
            if (takeUnlink(store, claim)) log.push(claim);
          } else if ('from' in one) {
            // A hand-off between host names [I8].
            const claim = link(i, [device(`d${one.from}`), device(`d${one.to}`)], { source: 'browser' });
            if (takeClaim(store, claim) === 'stamped') log.push(claim);
          } else {
            // Mostly of one user, so that there are more than twenty.
            const claim = link(i, [user(one.user ? 'ann' : 'bob'), device(`d${one.device}`)]);
            if (takeClaim(store, claim) === 'stamped') log.push(claim);
          }
          expect(storedGroups(store)).toEqual(naivePartition(plain(log)));
        }
        expect(groupsOf([...log].reverse())).toEqual(naivePartition(plain(log)));
        strip(store, new Set(['device:d1', 'user_id:bob']));
        expect(JSON.stringify([...store.claims.values()])).not.toContain('"value":"d1"');
      }),
      { numRuns: 300 },
    );
  });

  it('[I4a] the same content is the same claim', () => {
    const [a, b] = [link(1, [user('ann'), device('phone')]), link(2, [device('phone', 9), user('ann')])];
    expect(contentOf(a)).toBe(contentOf(b));
    expect(contentOf({ ...a, verified: false })).not.toBe(contentOf(a));
  });

  it.each([
    ...['', '  ', '0', '0000', '---', '00000000-0000-0000-0000-000000000000', '-1', 'null', 'NULL', 'None', 'NaN'],
    ...['undefined', 'guest', 'Guest', 'anonymous', '[object Object]', 'true', 'false', 'distinct_id', 'email', 'id'],
    ...['"null"', "'guest'", '" undefined "', `"'none'"`, "''", '"0"', 'not_authenticated'],
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  ])('[I1] %j names nobody', (value) => {
    expect(isBlocked(value)).toBe(true);
    expect(groupsOf([link(1, [user(value), device('a')]), link(2, [user(value), device('b')])])).toHaveLength(2);
  });

  it.each(['10', 'ann', 'nullable', '0a', 'guesthouse', '"', "'ann'"])('[I1] %j is a name', (value) => {
    expect(isBlocked(value)).toBe(false);
  });
});

describe('[I4] why two are one', () => {
  const claims: Claim[] = [
    link(1, [user('ann'), device('phone')]),
    link(2, [user('ann'), email('ann@')], { source: 'backend' }),
    link(3, [email('ann@'), device('laptop')], { source: 'link' }),
  ];

  it('is the shortest chain of claims, in words', () => {
    const chain = explain(claims, device('phone'), device('laptop'))!;
    expect(chain.map(({ claim }) => claim.id)).toEqual(['c1', 'c2', 'c3']);
    expect(inWords(chain)[0]).toBe(
      '2023-11-14 22:13 UTC: a token signed for the shop said that device phone and user ann are one person (claim c1).',
    );
  });

  it('is not there for two persons, nor after an unlink', () => {
    expect(explain(claims, device('phone'), device('tablet'))).toBeUndefined();
    expect(explain([...claims, unlink(9, 'c2')], device('phone'), device('laptop'))).toBeUndefined();
    expect(explain(claims, user('ann'), user('ann'))).toEqual([]);
  });

  it('leads from any member to any other, over members alone', () => {
    fc.assert(
      fc.property(anyClaims, fc.nat(100), fc.nat(100), (log, i, j) => {
        for (const { identifiers } of partition(log).components) {
          const [a, b] = [identifiers[i % identifiers.length]!, identifiers[j % identifiers.length]!];
          const chain = explain(log, a, b)!;
          expect([keyOf(a), ...chain.map(({ to }) => keyOf(to))].at(-1)).toBe(keyOf(b));
          for (const [at, { from }] of chain.entries()) {
            expect(keyOf(from)).toBe(at === 0 ? keyOf(a) : keyOf(chain[at - 1]!.to));
          }
        }
      }),
    );
  });
});
