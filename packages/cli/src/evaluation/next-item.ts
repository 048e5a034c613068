/**
 * The next-item protocol: every click of every test session but the first is predicted from the clicks before it,
 * ranked over the whole training catalogue.
 *
 * Test items that training never saw are taken out of the sessions first, as is usual with session-based methods. The
 * figures count the current item like any other, because the published ones do (immediate repeats are real clicks);
 * `shelf` are those a shop's shelf needs: the current item is neither shown nor counted.
 */
import type { Model, Ranked } from '@edgewise/core/recommend/model';
import type { TrainingLog } from '@edgewise/core/recommend/session-log';
import type { Interaction, InteractionKind } from '@edgewise/core/recommend/situation';
import { Progress } from '../progress.ts';
import { DEPTH, Durations, Tally } from './tally.ts';

export interface NextItemResult {
  all: Tally;
  shelf: Tally;
  durations: Durations;
  /** Test clicks left out because training never saw their item. */
  unseen: number;
}

/** Predictions made before the clock counts, so that the engine has compiled what it runs. */
const WARM_UP = 1000;
const KINDS: readonly InteractionKind[] = ['view', 'cart', 'purchase'];

export type Predict = (session: readonly Interaction[], now: number, limit: number) => Ranked;

export function evaluateNextItem(model: Model, test: TrainingLog, predict: Predict): NextItemResult {
  const result: NextItemResult = { all: new Tally(), shelf: new Tally(), durations: new Durations(), unseen: 0 };
  const known = test.items.map((item) => model.items.indexOf(item));
  let left = WARM_UP;
  for (const { session, now } of predictionPoints(test, known)) {
    if (left-- <= 0) break;
    predict(session, now, DEPTH + 1);
  }
  for (const index of test.item) if (known[index] === -1) result.unseen++;
  const progress = new Progress('predicting');
  for (const { session, now, current, wanted } of predictionPoints(test, known)) {
    const started = performance.now();
    const ranked = predict(session, now, DEPTH + 1);
    result.durations.add(performance.now() - started);
    let rank = 0;
    let shelfRank = 0;
    let shown = 0;
    for (let r = 0; r < ranked.length; r++) {
      const item = ranked.item[r]!;
      if (item !== current) shown++;
      if (item !== wanted) continue;
      if (r < DEPTH) rank = r + 1;
      if (shown <= DEPTH) shelfRank = shown;
      break;
    }
    result.all.add(rank);
    if (wanted !== current) result.shelf.add(shelfRank);
    if (result.all.predictions % 256 === 0) progress.at(result.all.predictions, test.item.length);
  }
  progress.end();
  return result;
}

interface Point {
  /** Reused between points: the clicks so far, oldest first. */
  session: Interaction[];
  /** ms since the epoch. */
  now: number;
  /** Model indexes. */
  current: number;
  wanted: number;
}

function* predictionPoints(test: TrainingLog, known: readonly number[]): Generator<Point> {
  for (let s = 0; s + 1 < test.at.length; s++) {
    const session: Interaction[] = [];
    let current = -1;
    for (let r = test.at[s]!; r < test.at[s + 1]!; r++) {
      const wanted = known[test.item[r]!]!;
      if (wanted === -1) continue;
      if (current !== -1) yield { session, now: session.at(-1)!.time, current, wanted };
      current = wanted;
      const item = test.items[test.item[r]!]!;
      session.push({ item, kind: KINDS[test.kind[r]!]!, time: test.time[r]! * 1000 });
    }
  }
}
