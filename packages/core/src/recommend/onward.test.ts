/** The second step against what session kNN says of the found items, through the model. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Model } from './model.ts';
import { SHELF } from './onward.ts';
import { SessionLog } from './session-log.ts';
import { DEFAULT_KNN } from './settings.ts';
import { train } from './train.ts';

const interactions = (items: readonly string[]) => items.map((item) => ({ item, kind: 'view' as const, time: 0 }));

function modelOf(sessions: readonly (readonly string[])[]): Model {
  const log = new SessionLog();
  sessions.forEach((items, s) => {
    for (const item of items) log.add(`s${s}`, item, s);
  });
  return Model.from(train(log.finish(), { now: 0, knn: DEFAULT_KNN }).bytes.buffer);
}

function ranked(model: Model, list: ReturnType<Model['predict']>) {
  return Array.from({ length: list.length }, (_, r) => ({
    item: model.items.get(list.item[r]!),
    score: list.score[r]!,
    because: list.because[r] === -1 ? undefined : model.items.get(list.because[r]!),
  }));
}

describe('a ranking that is too short', () => {
  it('goes on with the neighbours of what was found, below it', () => {
    const model = modelOf([
      ['far', 'further'],
      ['b', 'far'],
      ['a', 'b'],
    ]);
    expect(ranked(model, model.neighbours(interactions(['a']), 20)).map(({ item }) => item)).toEqual(['a', 'b']);
    // One step further and no more: from b to far, not from far to further.
    const longer = ranked(model, model.predict(interactions(['a']), 0, 20));
    expect(longer.map(({ item }) => item)).toEqual(['a', 'b', 'far']);
    expect(longer[2]!.because).toBe('a');
    expect(longer[2]!.score).toBeGreaterThan(0);
    expect(longer[2]!.score).toBeLessThan(longer[1]!.score);
    expect(ranked(model, model.predict(interactions(['a']), 0, 2)).map(({ item }) => item)).toEqual(['a', 'b']);
  });

  it('is the first step as it was, then the second step of the best found items, each item once', () => {
    const item = fc.nat(40).map((i) => `i${i}`);
    const sessions = fc.array(fc.array(item, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        sessions,
        fc.array(item, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 60 }),
        (past, session, limit) => {
          const model = modelOf(past);
          const first = ranked(model, model.neighbours(interactions(session), limit));
          const found = first.map(({ item }) => item).filter((item) => !session.includes(item));
          const second = ranked(
            model,
            model.neighbours(interactions(found.slice(0, DEFAULT_KNN.clicks).toReversed()), 100),
          );
          const known = new Set(first.map(({ item }) => item));
          const expected = [...known, ...second.map(({ item }) => item).filter((item) => !known.has(item))];
          const list = ranked(model, model.predict(interactions(session), 0, limit));
          expect(list.map(({ item }) => item)).toEqual(
            expected.slice(0, Math.max(first.length, Math.min(limit, SHELF))),
          );
          expect(list.slice(0, first.length)).toEqual(first);
          for (const [r, { score, because }] of list.entries()) {
            expect(score).toBeGreaterThan(0);
            if (r > 0) expect(score).toBeLessThanOrEqual(list[r - 1]!.score);
            expect(session).toContain(because);
          }
        },
      ),
    );
  });
});
