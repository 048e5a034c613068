/**
 * A person's side of moving seats between persons (identity/SPEC.md, I5). Every step changes the state in place, may be
 * repeated, and may come late: the greatest epoch that a seat was held or pointed with here decides.
 */
import { isBlocked } from '../identity/blocked.ts';
import { type Contribution, contributionOf, type Label, type PersonState, type Pointer, seatOf } from './state.ts';

export type Whereabouts =
  /** Held here. */
  | { at: 'here'; epoch: number }
  /** Frozen: on its way out. */
  | { at: 'leaving' }
  | ({ at: 'away' } & Pointer)
  /** Never seen here. */
  | { at: 'unknown' };

/** A device may be called `constructor` [T6]. */
const ownOf = <T>(from: Readonly<Record<string, T>> | undefined, seat: string): T | undefined =>
  from && Object.hasOwn(from, seat) ? from[seat] : undefined;

export const isLeaving = (state: PersonState, seat: string): boolean => ownOf(state.leaving, seat) !== undefined;

export function whereIs(state: PersonState | undefined, seat: string): Whereabouts {
  if (!state) return { at: 'unknown' };
  if (isLeaving(state, seat)) return { at: 'leaving' };
  const held = state.contributions.find((c) => seatOf(c) === seat);
  if (held) return { at: 'here', epoch: held.epoch ?? 1 };
  const pointer = ownOf(state.away, seat);
  return pointer ? { at: 'away', ...pointer } : { at: 'unknown' };
}

/** The greatest epoch of a seat that this person knows; 0 where it knows none. */
function knownEpoch(state: PersonState, seat: string): number {
  const held = state.contributions.find((c) => seatOf(c) === seat);
  return Math.max(held ? (held.epoch ?? 1) : 0, ownOf(state.away, seat)?.epoch ?? 0);
}

/**
 * Freezes a seat and copies what it holds. A seat that never came here yet is made and frozen, so that its first batch
 * waits as well.
 * @param epoch the seat's after the move
 * @param since first contact, ms since the epoch
 * @returns undefined where the seat has moved on already
 */
export function release(
  state: PersonState,
  seat: string,
  epoch: number,
  since: number,
): readonly Contribution[] | undefined {
  if (epoch <= knownEpoch(state, seat)) return undefined;
  if (!state.contributions.some((c) => seatOf(c) === seat)) contributionOf(state, seat, since);
  state.leaving = { ...state.leaving, [seat]: epoch };
  return state.contributions.filter((c) => seatOf(c) === seat);
}

/** Takes a released seat. @returns whether it was new */
export function arrive(
  state: PersonState,
  seat: string,
  epoch: number,
  contributions: readonly Contribution[],
): boolean {
  if (epoch <= knownEpoch(state, seat)) return false;
  state.contributions = state.contributions.filter((c) => seatOf(c) !== seat);
  for (const contribution of contributions) state.contributions.push({ ...structuredCopy(contribution), epoch });
  settleSeat(state, seat);
  return true;
}

/** Drops a seat that arrived elsewhere, and points there. @returns whether anything changed */
export function forward(state: PersonState, seat: string, to: string, epoch: number): boolean {
  if (epoch <= knownEpoch(state, seat)) return false;
  drop(state, seat);
  state.away = { ...state.away, [seat]: { person: to, epoch } };
  return true;
}

/** Shortens a chain: points past the persons between. @returns whether the pointer was older */
export function repoint(state: PersonState, seat: string, pointer: Pointer): boolean {
  const known = ownOf(state.away, seat);
  if (!known || known.epoch >= pointer.epoch) return false;
  state.away = { ...state.away, [seat]: pointer };
  return true;
}

/** Above every epoch that a move can have. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** Stops a seat until it is dropped: it is being erased. */
export function freeze(state: PersonState, seat: string): true {
  state.leaving = { ...state.leaving, [seat]: NEVER };
  return true;
}

/** Forgets a seat, pointer included. */
export function drop(state: PersonState, seat: string): void {
  state.contributions = state.contributions.filter((c) => seatOf(c) !== seat);
  settleSeat(state, seat);
}

/** Neither leaving nor away any more. */
function settleSeat(state: PersonState, seat: string): void {
  for (const field of ['leaving', 'away'] as const) {
    const { [seat]: _, ...rest } = state[field] ?? {};
    if (Object.keys(rest).length > 0) Object.assign(state, { [field]: rest });
    else delete state[field];
  }
}

const structuredCopy = (contribution: Contribution): Contribution =>
  JSON.parse(JSON.stringify(contribution)) as Contribution;

/**
 * Notes who a device says to be. Where it said to be another user before, nothing is noted: a shared device [I6].
 * @returns whether it was noted
 */
export function noteLabel(state: PersonState, device: string, label: Label): boolean {
  const contribution = state.contributions.find((c) => c.device === device);
  if (!contribution) return false;
  const had = contribution.label;
  const isAnother = had?.user_id !== undefined && label.user_id !== undefined && had.user_id !== label.user_id;
  if (isAnother && !isBlocked(had.user_id!) && !isBlocked(label.user_id!)) return false;
  // What is verified is not overwritten by what is only said.
  if (!had?.verified || label.verified) contribution.label = { ...had, ...label };
  return true;
}
