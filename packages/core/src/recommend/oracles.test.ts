/** Naive, obviously right versions of the recommenders, and the fast ones held against them on random shops. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Model } from './model.ts';
import { SessionLog } from './session-log.ts';
import { DEFAULT_KNN, type KnnSettings } from './settings.ts';
import { train } from './train.ts';

const DAY = 86_400;

interface Past {
  items: string[];
  time: number;
}

const shop = fc.record({
  sessions: fc.array(fc.record({ clicks: fc.array(fc.nat(11), { minLength: 1, maxLength: 8 }), day: fc.nat(40) }), {
    minLength: 1,
    maxLength: 30,
  }),
  session: fc.array(fc.nat(13), { minLength: 1, maxLength: 12 }),
  settings: fc.record({
    clicks: fc.integer({ min: 1, max: 9 }),
    neighbours: fc.integer({ min: 1, max: 20 }),
    positionDecay: fc.double({ min: 0.5, max: 9, noNaN: true }),
    matchDecay: fc.double({ min: 0.5, max: 9, noNaN: true }),
    insideDecay: fc.double({ min: 0.5, max: 9, noNaN: true }),
    recency: fc.double({ min: 0.1, max: 2, noNaN: true }),
    idfWeight: fc.double({ min: 0, max: 3, noNaN: true }),
  }),
});

function pastOf(sessions: { clicks: number[]; day: number }[]): Past[] {
  // Times differ, so that "the newest" is never a tie.
  return sessions.map((s, n) => ({ items: s.clicks.map((i) => `i${i}`), time: s.day * DAY + n * 60 }));
}

function modelOf(past: Past[], knn: KnnSettings): Model {
  const log = new SessionLog();
  past.forEach((session, n) => {
    for (const item of session.items) log.add(`s${n}`, item, session.time, 'purchase');
  });
  return Model.from(train(log.finish(), { now: 0, knn }).bytes.buffer);
}

/** STAN's and VSTAN's formulas written down as they stand in the papers. */
function naiveKnn(past: Past[], session: string[], knn: KnnSettings): Map<string, number> {
  const known = new Set(past.flatMap((p) => p.items));
  const clicks = session.filter((item) => known.has(item)).slice(-knn.clicks);
  const back = (item: string) => clicks.length - 1 - clicks.lastIndexOf(item);
  const weight = (item: string) => Math.exp(-back(item) / knn.positionDecay);
  const distinct = [...new Set(clicks)];
  const norm = Math.sqrt(distinct.reduce((sum, item) => sum + weight(item) ** 2, 0));
  const neighbours = past
    .filter((p) => p.items.length > 1)
    .toSorted((a, b) => b.time - a.time)
    .map((p, newer, all) => {
      const shared = distinct.filter((item) => p.items.includes(item));
      const dot = shared.reduce((sum, item) => sum + weight(item), 0);
      const similarity =
        (dot / norm / Math.sqrt(p.items.length)) *
        Math.exp(-newer / all.length / knn.recency) *
        Math.exp(-Math.min(...shared.map(back)) / knn.matchDecay);
      return { p, shared, similarity };
    })
    .filter((n) => n.shared.length > 0)
    .toSorted((a, b) => b.similarity - a.similarity)
    .slice(0, knn.neighbours);
  const events = past.flatMap((p) => p.items);
  const scores = new Map<string, number>();
  for (const { p, shared, similarity } of neighbours) {
    const match = Math.max(...shared.map((item) => p.items.lastIndexOf(item)));
    for (const item of new Set(p.items)) {
      const distance = Math.abs(p.items.lastIndexOf(item) - match);
      const idf = Math.log(events.length / events.filter((other) => other === item).length);
      const part = similarity * Math.exp(-distance / knn.insideDecay) * (1 + knn.idfWeight * idf);
      scores.set(item, (scores.get(item) ?? 0) + part);
    }
  }
  return scores;
}

function naiveTogether(past: Past[], given: string[]): Map<string, number> {
  const baskets = past.filter((p) => p.items.length > 1);
  const count = (item: string) => baskets.filter((b) => b.items.includes(item)).length;
  const scores = new Map<string, number>();
  for (const j of given) {
    for (const basket of baskets.filter((b) => b.items.includes(j))) {
      for (const i of new Set(basket.items)) {
        if (given.includes(i)) continue;
        const part = 1 / Math.sqrt(basket.items.length) / Math.sqrt(count(i) * count(j));
        scores.set(i, (scores.get(i) ?? 0) + part);
      }
    }
  }
  return scores;
}

function expectSame(model: Model, ranked: ReturnType<Model['predict']>, expected: Map<string, number>) {
  expect(ranked.length).toBe(expected.size);
  for (let r = 0; r < ranked.length; r++) {
    const score = expected.get(model.items.get(ranked.item[r]!));
    expect(score).toBeDefined();
    expect(Math.abs(ranked.score[r]! - score!)).toBeLessThan(2e-3 * score! + 1e-9);
    if (r > 0) expect(ranked.score[r]!).toBeLessThanOrEqual(ranked.score[r - 1]!);
  }
}

const interactions = (items: string[]) => items.map((item) => ({ item, kind: 'view' as const, time: 0 }));

describe('session kNN', () => {
  it('scores every item as the naive version of the formula does', () => {
    fc.assert(
      fc.property(shop, ({ sessions, session, settings }) => {
        const past = pastOf(sessions);
        const knn = { ...settings, postings: 500 };
        const wanted = session.map((i) => `i${i}`);
        // Where the last neighbour kept ties with the first one dropped, either is right: look at all of them.
        const all = { ...knn, neighbours: 1000 };
        const model = modelOf(past, all);
        expectSame(model, model.neighbours(interactions(wanted), 1000), naiveKnn(past, wanted, all));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the most similar neighbours where there are too many', () => {
    const past = [
      { items: ['a', 'b', 'old'], time: 1 * DAY },
      { items: ['a', 'b', 'c', 'both'], time: 2 * DAY },
      { items: ['a', 'x', 'y', 'z', 'one'], time: 2 * DAY + 1 },
    ];
    const knn = { ...DEFAULT_KNN, neighbours: 2, recency: 10 };
    const model = modelOf(past, knn);
    const ranked = model.neighbours(interactions(['b', 'a']), 20);
    expectSame(model, ranked, naiveKnn(past, ['b', 'a'], knn));
    const items = Array.from(ranked.item.subarray(0, ranked.length), (i) => model.items.get(i));
    expect(items).not.toContain('one');
  });

  it('looks at the newest sessions of an item only, as many as the setting says', () => {
    const past = Array.from({ length: 5 }, (_, n) => ({ items: ['a', `n${n}`], time: n * DAY }));
    const model = modelOf(past, { ...DEFAULT_KNN, postings: 2 });
    const ranked = model.predict(interactions(['a']), 0, 20);
    const items = Array.from(ranked.item.subarray(0, ranked.length), (i) => model.items.get(i)).toSorted();
    expect(items).toEqual(['a', 'n3', 'n4']);
  });

  it('says which click led to an item', () => {
    const past = [
      { items: ['shoe', 'sock'], time: 1 },
      { items: ['pen', 'ink'], time: 2 },
    ];
    const model = modelOf(past, DEFAULT_KNN);
    const ranked = model.predict(interactions(['shoe', 'pen']), 0, 20);
    const because = new Map<string, string>();
    for (let r = 0; r < ranked.length; r++) {
      because.set(model.items.get(ranked.item[r]!), model.items.get(ranked.because[r]!));
    }
    expect(because.get('sock')).toBe('shoe');
    expect(because.get('ink')).toBe('pen');
  });

  it('answers nothing for a session it knows nothing of', () => {
    const model = modelOf([{ items: ['a', 'b'], time: 1 }], DEFAULT_KNN);
    expect(model.predict(interactions(['stranger']), 0, 20).length).toBe(0);
    expect(model.predict([], 0, 20).length).toBe(0);
  });
});

describe('bought together', () => {
  it('scores as the naive cosine does', () => {
    fc.assert(
      fc.property(shop, ({ sessions, session }) => {
        const past = pastOf(sessions);
        const model = modelOf(past, DEFAULT_KNN);
        const given = [...new Set(session.map((i) => `i${i}`))].filter((item) => model.items.indexOf(item) !== -1);
        const indexes = given.map((item) => model.items.indexOf(item));
        expectSame(model, model.boughtTogether(indexes, 1000), naiveTogether(past, given));
        for (const index of indexes.slice(0, 1)) {
          expectSame(model, model.alsoViewed(index, 1000), naiveTogether(past, given.slice(0, 1)));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('trending', () => {
  it('ranks by sessions, newer ones more', () => {
    const model = modelOf(
      [
        { items: ['old'], time: 0 },
        { items: ['old', 'old', 'old'], time: 1 },
        { items: ['new'], time: 30 * DAY },
      ],
      DEFAULT_KNN,
    );
    const ranked = model.trending(5);
    expect(Array.from(ranked.item.subarray(0, ranked.length), (i) => model.items.get(i))).toEqual(['new', 'old']);
    expect(ranked.score[0]).toBeCloseTo(1, 5);
    expect(ranked.score[1]).toBeCloseTo(2 * Math.exp(-30 / 7), 4);
  });
});

describe('train', () => {
  it('gives the same bytes for the same log, and another name for another log', () => {
    const log = (extra: boolean) => {
      const rows = new SessionLog();
      rows.add('1', 'a', 5);
      rows.add('1', 'b', 6);
      if (extra) rows.add('1', 'c', 7);
      return rows.finish();
    };
    const one = train(log(false), { now: 1000 });
    expect(train(log(false), { now: 1000 }).bytes).toEqual(one.bytes);
    expect(train(log(true), { now: 1000 }).report.version).not.toBe(one.report.version);
  });

  it('makes a model of an empty log that answers nothing', () => {
    const model = Model.from(train(new SessionLog().finish(), { now: 0 }).bytes.buffer);
    expect(model.predict(interactions(['a']), 0, 20).length).toBe(0);
    expect(model.trending(20).length).toBe(0);
  });

  it('is refused by name when a bit is flipped, the end is cut or the version is newer', () => {
    const { bytes } = train(new SessionLog().finish(), { now: 0 });
    const flipped = bytes.slice();
    flipped[flipped.length >> 1]! ^= 1;
    expect(() => Model.from(flipped.buffer)).toThrow(/checksum/);
    expect(() => Model.from(bytes.slice(0, bytes.length - 16).buffer)).toThrow(/bytes, the header says/);
    const newer = bytes.slice();
    newer[8] = 99;
    expect(() => Model.from(newer.buffer)).toThrow(/got version 99/);
  });
});
