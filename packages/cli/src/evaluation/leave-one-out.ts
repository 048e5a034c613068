/**
 * Leave-one-out, for baskets whose lines have no order: each line in turn is hidden and predicted from the others. What
 * is in the basket already is neither shown nor counted. Lines that training never saw are left out.
 */
import type { Model, Ranked } from '@edgewise/core/recommend/model';
import type { TrainingLog } from '@edgewise/core/recommend/session-log';
import type { Interaction } from '@edgewise/core/recommend/situation';
import { Progress } from '../progress.ts';
import { Durations } from './durations.ts';
import { DEPTH, Tally } from './tally.ts';

export interface BasketStrategy {
  name: string;
  rank(given: readonly number[], session: readonly Interaction[], now: number, limit: number): Ranked;
}

export interface BasketResult {
  tally: Tally;
  durations: Durations;
}

export function basketStrategies(model: Model): BasketStrategy[] {
  return [
    { name: 'bought-together', rank: (given, _session, _now, limit) => model.boughtTogether(given, limit) },
    { name: 'predict', rank: (_given, session, now, limit) => model.predict(session, now, limit) },
    { name: 'popularity', rank: (_given, _session, _now, limit) => model.trending(limit) },
  ];
}

export function evaluateLeaveOneOut(model: Model, test: TrainingLog, strategy: BasketStrategy): BasketResult {
  const result: BasketResult = { tally: new Tally(), durations: new Durations() };
  const progress = new Progress(`predicting with ${strategy.name}`);
  for (let s = 0; s + 1 < test.at.length; s++) {
    const basket = new Map<number, Interaction>();
    for (let r = test.at[s]!; r < test.at[s + 1]!; r++) {
      const item = test.items[test.item[r]!]!;
      const index = model.items.indexOf(item);
      if (index !== -1) basket.set(index, { item, kind: 'purchase', time: test.time[r]! * 1000 });
    }
    if (basket.size < 2) continue;
    for (const [wanted, line] of [...basket]) {
      basket.delete(wanted);
      const given = [...basket.keys()];
      const session = [...basket.values()];
      const started = performance.now();
      const ranked = strategy.rank(given, session, line.time, DEPTH + given.length);
      result.durations.add(performance.now() - started);
      let rank = 0;
      let shown = 0;
      for (let r = 0; r < ranked.length && shown < DEPTH; r++) {
        if (basket.has(ranked.item[r]!)) continue;
        shown++;
        if (ranked.item[r] === wanted) {
          rank = shown;
          break;
        }
      }
      result.tally.add(rank);
      basket.set(wanted, line);
    }
    progress.at(s, test.at.length - 1);
  }
  progress.end();
  return result;
}
