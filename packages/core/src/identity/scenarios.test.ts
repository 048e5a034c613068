/**
 * The scenarios that other systems document, and what becomes of them here. Events and outcomes are those of Adobe's
 * "Identity graph linking rules" (example configurations; identity optimization algorithm), Snowplow's "Identities"
 * (merges; unique identifiers) and Segment's "Identity resolution" (create, add, merge; merge protection), in our identifiers:
 * CRMID and user_id → user_id, Email (unique) and the hashes → email_sha256, loginID → external_id, ECID, anonymous_id and the
 * cookies → device. Where ours differs, the row says why that is safer.
 */
import { describe, expect, it } from 'vitest';
import type { Claim, ClaimIdentifier } from './claim.ts';
import { type IdentifierKind, keyOf } from './identifiers.ts';
import { MemoryLedger } from './ledger.testkit.ts';
import { takeClaim } from './ledger.ts';

const KINDS: Record<string, IdentifierKind> = {
  user: 'user_id',
  email: 'email_sha256',
  login: 'external_id',
  device: 'device',
};

interface Scenario {
  name: string;
  /** Each event's identifiers, spaces between; all verified. */
  events: string[];
  /** Persons afterwards, identifiers sorted. */
  ours: string[];
  /** What they document, where it differs, and why ours is safer. */
  differs?: { theirs: string[]; because: string };
}

const LAST_LOGIN_TAKES_ALL =
  'They give the device, and what the first person did on it, to whoever logged in last. Here it stays with its first ' +
  'user, and the second one is told to start a new device: neither ever sees the other.';

const SCENARIOS: Scenario[] = [
  { name: 'Segment: nobody is known, one is made', events: ['user:u1 device:a1'], ours: ['device:a1 user:u1'] },
  {
    name: 'Segment: one is known, the rest is added',
    events: ['user:u1 device:a1', 'user:u1 email:e1', 'email:e1 device:a2'],
    ours: ['device:a1 device:a2 email:e1 user:u1'],
  },
  {
    name: 'Segment: several are known, they merge',
    events: ['user:u1 device:a1', 'email:e1 device:a2', 'user:u1 email:e1'],
    ours: ['device:a1 device:a2 email:e1 user:u1'],
  },
  {
    name: 'Segment: anonymous_id that was not reset at a log-out',
    events: ['user:u1 device:a1', 'user:u2 device:a1'],
    ours: ['device:a1 user:u1'],
    differs: {
      theirs: ['device:a1 user:u1', 'user:u2'],
      because:
        'They drop the device and take the rest of the call. Here the whole claim is refused, so that undoing the first one ' +
        'later cannot give its history to the second: the device begins anew, and says it again as another one.',
    },
  },
  {
    name: 'Segment: a team’s address joins no two users',
    events: ['user:u1 email:team', 'user:u2 email:team', 'user:u2 device:a2'],
    ours: ['email:team user:u1', 'device:a2 user:u2'],
  },
  {
    name: 'Segment: the address over the limit is left out',
    events: ['user:u1 device:a1', ...[1, 2, 3, 4, 5, 6].map((i) => `user:u1 email:e${i}`)],
    ours: ['device:a1 email:e1 email:e2 email:e3 email:e4 email:e5 user:u1'],
  },
  { name: 'single person', events: ['user:Tom device:111'], ours: ['device:111 user:Tom'] },
  {
    name: 'shared device',
    events: ['user:Tom device:111', 'user:Summer device:111'],
    ours: ['device:111 user:Tom'],
    differs: { theirs: ['user:Tom', 'device:111 user:Summer'], because: LAST_LOGIN_TAKES_ALL },
  },
  {
    name: 'shared device, hashed e-mail',
    events: [
      'user:Tom email:aa',
      'user:Tom device:111',
      'user:Summer email:dd',
      'user:Summer device:222',
      'user:Summer device:111',
    ],
    ours: ['device:111 email:aa user:Tom', 'device:222 email:dd user:Summer'],
    differs: {
      theirs: ['email:aa user:Tom', 'device:111 device:222 email:dd user:Summer'],
      because: LAST_LOGIN_TAKES_ALL,
    },
  },
  {
    name: 'an e-mail address that two people have',
    events: [
      'user:Tom email:aa',
      'user:Tom device:111',
      'user:Summer email:dd',
      'user:Summer device:222',
      'user:Summer email:aa',
    ],
    ours: ['device:111 email:aa user:Tom', 'device:222 email:dd user:Summer'],
    differs: {
      theirs: ['device:111 user:Tom', 'device:222 email:aa email:dd user:Summer'],
      because:
        'They move the address to the last who said it. Here it stays where it was first verified: an address typed for ' +
        'somebody else (a gift, a mistake) takes nothing away from its owner.',
    },
  },
  {
    name: 'several logins a person, shared device',
    events: [
      'user:Tom login:A',
      'user:Tom login:B',
      'login:A device:111',
      'user:Summer login:C',
      'user:Summer login:D',
      'login:C device:222',
      'login:C device:111',
    ],
    ours: ['device:111 login:A login:B user:Tom', 'device:222 login:C login:D user:Summer'],
    differs: {
      theirs: ['login:A login:B user:Tom', 'device:111 device:222 login:C login:D user:Summer'],
      because: LAST_LOGIN_TAKES_ALL,
    },
  },
  {
    name: 'bad login data',
    events: [
      'user:Tom login:A',
      'user:Tom login:B',
      'login:A device:111',
      'user:Summer login:C',
      'user:Summer login:D',
      'login:C device:222',
      'user:Tom login:D',
    ],
    ours: ['device:111 login:A login:B user:Tom', 'device:222 login:C login:D user:Summer'],
    differs: {
      theirs: ['device:111 login:A login:B login:D user:Tom', 'device:222 login:C user:Summer'],
      because:
        'The newest claim wins with them, so one bad row takes a login away from its owner. Here the first one stays.',
    },
  },
  {
    name: 'a login without a person',
    events: ['user:Tom login:A', 'user:Tom login:B', 'login:A device:111', 'login:C device:111'],
    ours: ['device:111 login:A login:B login:C user:Tom'],
  },
  {
    name: 'two registered customers on one device',
    events: ['user:Tom email:tom@', 'user:Summer email:summer@', 'user:Tom device:111', 'user:Summer device:111'],
    ours: ['device:111 email:tom@ user:Tom', 'email:summer@ user:Summer'],
    differs: {
      theirs: ['email:tom@ user:Tom', 'device:111 email:summer@ user:Summer'],
      because: LAST_LOGIN_TAKES_ALL,
    },
  },
  {
    name: 'a registered customer and a guest on one device',
    events: ['user:Tom email:tom@', 'user:Tom device:111', 'email:summer@ device:111'],
    ours: ['device:111 email:summer@ email:tom@ user:Tom'],
    differs: {
      theirs: ['email:tom@ user:Tom', 'device:111 email:summer@'],
      because:
        'They allow one address a person, and give Tom’s device to the guest. Here an address typed at the checkout is ' +
        'unverified and joins nothing; where the shop’s backend vouches for it, it is one of Tom’s five, and his device ' +
        'and what he did on it stay his.',
    },
  },
  {
    name: 'a registered customer without an address, and a guest',
    events: ['user:Tom device:111', 'email:summer@ device:111'],
    ours: ['device:111 email:summer@ user:Tom'],
  },
  {
    name: 'two guests on one device',
    events: ['email:tom@ device:111', 'email:summer@ device:111'],
    ours: ['device:111 email:summer@ email:tom@'],
    differs: {
      theirs: ['email:tom@', 'device:111 email:summer@'],
      because:
        'Theirs shows Summer what Tom did, and Tom loses it. Here an address typed at the checkout joins nothing; where ' +
        'the shop’s backend vouches for both, they are one person with two addresses until the staff unlinks one, and a ' +
        'message goes only where every device permits it.',
    },
  },
  {
    name: 'a guest who registers',
    events: ['email:tom@ device:111', 'email:tom@ user:Tom', 'user:Tom device:111'],
    ours: ['device:111 email:tom@ user:Tom'],
  },
  {
    name: 'an app shared by two, then nobody (Snowplow)',
    events: ['device:d1 user:alice', 'device:i1 user:alice', 'device:i1 user:bob'],
    ours: ['device:d1 device:i1 user:alice'],
    differs: {
      theirs: ['device:d1 device:i1 user:alice', 'device:i1 user:bob'],
      because:
        'They link the device to both and give later anonymous events to neither. Here the device stays Alice’s and Bob ' +
        'starts a new one, so that events after him are on his device and hers stay hers.',
    },
  },
];

/** Persons as the ledger has them after the events, in the short names of the table. */
function personsAfter(events: readonly string[]): string[] {
  const store = new MemoryLedger();
  events.forEach((event, i) => {
    const identifiers = event.split(' ').map((part): ClaimIdentifier => {
      const [short, value] = part.split(':') as [string, string];
      const kind = KINDS[short]!;
      const hasHome = kind === 'device' || kind === 'user_id';
      return { kind, value, ...(hasHome && { home: { seat: part, person: `home of ${part}`, since: i } }) };
    });
    const claim: Claim = {
      kind: 'link',
      id: `c${i}`,
      stamp: i,
      at: i,
      source: 'token',
      verified: true,
      joins: true,
      identifiers,
    };
    takeClaim(store, claim);
  });
  const short = new Map(Object.entries(KINDS).map(([name, kind]) => [kind as string, name]));
  return [...new Set(store.components.values())]
    .map(({ identifiers }) =>
      identifiers
        .map((one) => keyOf(one).replace(/^[^:]+/, (kind) => short.get(kind)!))
        .sort()
        .join(' '),
    )
    .sort();
}

describe('scenarios of Segment, Adobe and Snowplow', () => {
  it.each(SCENARIOS)('[I3] [I6] $name', ({ events, ours, differs }) => {
    expect(personsAfter(events)).toEqual([...ours].sort());
    // A row that differs without a reason, or gives one without differing, is a mistake in the table.
    if (differs) {
      expect([...differs.theirs].sort()).not.toEqual([...ours].sort());
      expect(differs.because.length).toBeGreaterThan(40);
    }
  });

  it('no row of ours ever puts two users into one person', () => {
    for (const { ours } of SCENARIOS)
      for (const person of ours) expect(person.match(/user:/g)?.length ?? 0).toBeLessThanOrEqual(1);
  });
});
