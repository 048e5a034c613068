/**
 * Where each seat lives, and the moves that bring it where the partition wants it [I5]. A seat is what one device did, or
 * what the shop's backend said of one user.
 *
 *   source                     ledger                      target
 *   release: freeze, copy ◄──  move {to, epoch}
 *        └───────────────────►                    ──────►  arrive: take the copy
 *   forward: drop, point  ◄──
 *                              lives = to, epoch; no move
 *
 * A crash anywhere leaves the move in the ledger, which starts it again from the first step.
 */

export interface Move {
  to: string;
  /** Of the seat once it has moved: its epoch before, plus one. */
  epoch: number;
}

export interface SeatRecord {
  seat: string;
  /** The person it was first seen as. */
  home: string;
  /** First contact, ms since the epoch. */
  since: number;
  /** The person that holds it. */
  lives: string;
  /** Rises by one with each move. */
  epoch: number;
  /** Every person that held it or was to: erasure must reach them all. */
  places: string[];
  /** Where the partition wants it. */
  wanted: string;
  /** Under way. */
  move?: Move;
}

export function newSeat(seat: string, home: string, since: number): SeatRecord {
  return { seat, home, since, lives: home, epoch: 1, places: [home], wanted: home };
}

/** The record with its next move under way, where one is needed and none is. One move at a time. */
export function startMove(record: SeatRecord): SeatRecord {
  if (record.move || record.lives === record.wanted) return record;
  const places = record.places.includes(record.wanted) ? record.places : [...record.places, record.wanted];
  return { ...record, places, move: { to: record.wanted, epoch: record.epoch + 1 } };
}

/** The record after its move is done; another one may be needed by then. */
export function finishMove(record: SeatRecord, epoch: number): SeatRecord {
  const { move, ...rest } = record;
  if (!move || move.epoch !== epoch) return record;
  return startMove({ ...rest, lives: move.to, epoch });
}
