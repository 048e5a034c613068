/**
 * A shop on its first day: what is predicted by models of only the newest sessions before the test, as if the shop had
 * opened then. Every click of the test counts, so that all sizes share one denominator.
 */
import { Model } from '@edgewise/core/recommend/model';
import type { TrainingLog } from '@edgewise/core/recommend/session-log';
import { train } from '@edgewise/core/recommend/train';
import { sessionsOf } from './holdout.ts';
import { evaluateNextItem } from './next-item.ts';
import type { Figures } from './tally.ts';

const SIZES = [100, 1_000, 10_000];
/** The oldest sessions of the test are enough to tell one size from the next. */
const TEST_SESSIONS = 2_000;

export interface FirstDay {
  /** Training sessions; the last entry is of all that there are. */
  sessions: number;
  serves: Model['serves'];
  everyClick: Figures;
}

/** @param whole the model of the whole log */
export function firstDays(log: TrainingLog, test: TrainingLog, whole: Model): FirstDay[] {
  const sessions = log.at.length - 1;
  const later = sessionsOf(test, 0, Math.min(test.at.length - 1, TEST_SESSIONS));
  const of = (model: Model, size: number): FirstDay => {
    const predict = model.predict.bind(model);
    const { everyClick } = evaluateNextItem(model, later, predict);
    return { sessions: size, serves: model.serves, everyClick };
  };
  const young = SIZES.filter((size) => size < sessions).map((size) => {
    const part = sessionsOf(log, sessions - size, sessions);
    return of(Model.from(train(part, { now: whole.meta.trained }).bytes.buffer), size);
  });
  return [...young, of(whole, sessions)];
}
