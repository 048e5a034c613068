/** Splits one log in time: what came last is held back to measure on. */
import { SessionLog, type TrainingLog } from '@edgewise/core/recommend/session-log';
import type { InteractionKind } from '@edgewise/core/recommend/situation';

const KINDS: readonly InteractionKind[] = ['view', 'cart', 'purchase'];

/** @param share of the sessions, the newest, that go to `test` */
export function holdOut(log: TrainingLog, share: number): { train: TrainingLog; test: TrainingLog } {
  const sessions = log.at.length - 1;
  const cut = sessions - Math.round(sessions * share);
  return { train: sessionsOf(log, 0, cut), test: sessionsOf(log, cut, sessions) };
}

/** Sessions `from` up to `to` as a log of their own. */
export function sessionsOf(log: TrainingLog, from: number, to: number): TrainingLog {
  const copy = new SessionLog();
  for (let s = from; s < to; s++) {
    for (let r = log.at[s]!; r < log.at[s + 1]!; r++) {
      copy.add(String(s), log.items[log.item[r]!]!, log.time[r]!, KINDS[log.kind[r]!]!);
    }
  }
  return copy.finish();
}
