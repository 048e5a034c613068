/**
 * The capsule: the person's profile made small enough to travel with each request for shelves, so that any isolate can
 * answer from memory (DESIGN §4). Sealed by the worker; this file decides what is in it.
 *
 * It holds no more than a shelf shows: what this device did, valid 7 days, and what other devices did, valid 10 minutes.
 */
import { stepNamed } from '../experiments/bandit-steps.ts';
import type { InteractionKind } from '../recommend/situation.ts';
import { isRunning } from './exposures.ts';
import { exposuresOf, unitOf } from './merged.ts';
import { type PersonState, profileOf } from './state.ts';

const OWN_VALID_MS = 7 * 86_400_000;
const OTHERS_VALID_MS = 10 * 60_000;
const KEPT = { own: 60, others: 40, cart: 40, bought: 60, arms: 10, bandits: 4 };

/** Item, kind as its first letter, and age in seconds when the capsule was made. */
type Entry = [item: string, kind: 'v' | 'c' | 'p', ageSeconds: number];

interface CapsuleV1 {
  v: 1;
  /** Made at, seconds since the epoch. */
  t: number;
  /** Experiment unit. */
  u: string;
  /** Experiment → the arm that was shown first, the newest ones. */
  e?: Record<string, string>;
  /** Segments that the person is in [G3]. */
  s?: string[];
  /** What this device did. */
  m: Part;
  /** What the person's other devices did. */
  o: Part;
}

interface Part {
  /** Interactions, oldest first. */
  h: Entry[];
  /** Items in the cart, oldest change first. */
  c: string[];
  /** Items bought, newest last. */
  b: string[];
}

export interface CapsuleContent {
  /** When it was made, ms since the epoch. */
  made: number;
  unit: string;
  /** Experiment → the arm that was shown first. */
  kept: Readonly<Record<string, string>>;
  /** Oldest first; what has expired is left out. */
  history: { item: string; kind: InteractionKind; time: number }[];
  cart: string[];
  bought: string[];
  /** Segments that the person is in; none where it is stale, since they depend on all devices. */
  segments: readonly string[];
  /** Whether it is too old to speak for the person's other devices, so that the Person should be asked [P2]. */
  stale: boolean;
}

const LETTER: Record<InteractionKind, Entry[1]> = { view: 'v', cart: 'c', purchase: 'p' };
const KIND: Record<Entry[1], InteractionKind> = { v: 'view', c: 'cart', p: 'purchase' };

/**
 * The capsule for one device as UTF-8 JSON of at most `maxBytes`; the oldest entries leave first.
 * @param now ms since the epoch
 * @param segments ids of those that the person is in
 */
export function encodeCapsule(
  state: PersonState,
  device: string,
  now: number,
  maxBytes: number,
  segments: readonly string[] = [],
): Uint8Array {
  const profile = profileOf(state);
  const made = Math.floor(now / 1000);
  const part = (mine: boolean): Part => {
    const belongs = (entry: { device: string }) => (entry.device === device) === mine;
    const items = (entries: { item: string; device: string }[], keep: number) =>
      entries
        .filter(belongs)
        .map(({ item }) => item)
        .slice(-keep);
    const history = profile.history
      .filter((entry) => belongs(entry) && now - entry.time < OWN_VALID_MS)
      .slice(mine ? -KEPT.own : -KEPT.others);
    return {
      h: history.map(({ item, kind, time }) => [item, LETTER[kind], Math.max(0, made - Math.floor(time / 1000))]),
      c: items(profile.cart, KEPT.cart),
      b: items(profile.bought, KEPT.bought),
    };
  };
  const arms = keptArms(state);
  const capsule: CapsuleV1 = {
    v: 1,
    t: made,
    u: unitOf(state),
    ...(arms.length > 0 && { e: Object.fromEntries(arms) as Record<string, string> }),
    ...(segments.length > 0 && { s: [...segments] }),
    m: part(true),
    o: part(false),
  };
  const encoder = new TextEncoder();
  let bytes = encoder.encode(JSON.stringify(capsule));
  while (bytes.length > maxBytes && dropOldest(capsule)) {
    bytes = encoder.encode(JSON.stringify(capsule));
  }
  return bytes;
}

/** The plan's holdout first, then what else the plan has, then the newest of each kind; of a bandit the newest step alone, since an earlier one's arm is served no more. */
function keptArms(state: PersonState): [experiment: string, arm: string][] {
  const { experiments: running = [] } = state;
  const rank = (id: string) => (isRunning(id, running) ? (id === running[0] ? 2 : 1) : 0);
  const newest = Object.entries(exposuresOf(state)).sort((a, b) => rank(b[0]) - rank(a[0]) || b[1].time - a[1].time);
  const placements = new Set<string>();
  const steps = newest.filter(([id]) => {
    const bandit = stepNamed(id);
    if (!bandit || placements.has(bandit.placement)) return false;
    return placements.add(bandit.placement);
  });
  const others = newest.filter(([id]) => !stepNamed(id));
  return [...others.slice(0, KEPT.arms), ...steps.slice(0, KEPT.bandits)].map(([id, { arm }]) => [id, arm]);
}

/**
 * Removes the oldest interaction; when none is left, the oldest purchase, the oldest cart line, and at last the oldest arm and
 * a segment.
 * @returns false where nothing is left to remove
 */
function dropOldest(capsule: CapsuleV1): boolean {
  const { m, o, e = {}, s = [] } = capsule;
  const own = m.h[0]?.[2] ?? -1;
  const other = o.h[0]?.[2] ?? -1;
  if (own >= 0 || other >= 0) (own >= other ? m : o).h.shift();
  else if (o.b.length + m.b.length > 0) (o.b.length > 0 ? o : m).b.shift();
  else if (o.c.length + m.c.length > 0) (o.c.length > 0 ? o : m).c.shift();
  else if (Object.keys(e).length > 0) delete e[Object.keys(e).at(-1)!];
  else return s.pop() !== undefined;
  return true;
}

/** The experiment unit of an opened capsule: it outlives what the capsule says of anybody. */
export function unitIn(bytes: Uint8Array): string | undefined {
  const { v, u } = JSON.parse(new TextDecoder().decode(bytes)) as CapsuleV1;
  return v === 1 ? u : undefined;
}

/**
 * Reads an opened capsule, leaving out what has expired. `undefined` where nothing of it is valid any more, or it is of
 * a version this reader does not know.
 */
export function decodeCapsule(bytes: Uint8Array, now: number): CapsuleContent | undefined {
  const capsule = JSON.parse(new TextDecoder().decode(bytes)) as CapsuleV1;
  if (capsule.v !== 1) return undefined;
  const made = capsule.t * 1000;
  const age = now - made;
  if (age >= OWN_VALID_MS) return undefined;
  const stale = age >= OTHERS_VALID_MS;
  const parts = stale ? [capsule.m] : [capsule.m, capsule.o];
  const history = parts
    .flatMap((part) => part.h)
    .map(([item, kind, ageSeconds]) => ({ item, kind: KIND[kind], time: made - ageSeconds * 1000 }))
    .filter(({ time }) => now - time < OWN_VALID_MS)
    .sort((a, b) => a.time - b.time);
  return {
    made,
    unit: capsule.u,
    kept: capsule.e ?? {},
    history,
    cart: [...new Set(parts.flatMap((part) => part.c))],
    bought: [...new Set(parts.flatMap((part) => part.b))],
    segments: stale ? [] : (capsule.s ?? []),
    stale,
  };
}
