import { describe, expect, it } from 'vitest';
import { bestOf, type Served } from './learn.ts';
import { Model } from './model.ts';
import { readModel, writeModel } from './model-format.ts';
import { SessionLog, type TrainingLog } from './session-log.ts';
import { DEFAULT_KNN } from './settings.ts';
import { train } from './train.ts';

/**
 * A shop where sessions walk forward along a ring, two steps at a time, and never look at an item twice: session kNN, which
 * likes what is near on either side and what was just looked at, has something to learn.
 */
function forwardShop(sessions: number): TrainingLog {
  const log = new SessionLog();
  for (let s = 0; s < sessions; s++) {
    const start = (s * 37) % 300;
    for (let c = 0; c < 5; c++) log.add(`s${s}`, `i${(start + 2 * c) % 300}`, s * 100 + c);
  }
  return log.finish();
}

const session = (...items: string[]) => items.map((item) => ({ item, kind: 'view' as const, time: 0 }));

describe('learning from held-back sessions', () => {
  const { bytes, report } = train(forwardShop(1500), { now: 0 });
  const model = Model.from(bytes.buffer);

  it('serves the blend where it beats session kNN on clicks that neither learned from, and says what both scored', () => {
    expect(report.serves).toBe('blend');
    expect(model.serves).toBe('blend');
    expect(report.heldBack!.decided).toBeGreaterThan(50);
    const worth = (score: { 'hr@20': number; 'mrr@20': number }) => score['hr@20'] + score['mrr@20'];
    expect(worth(report.heldBack!.blend)).toBeGreaterThan(worth(report.heldBack!.knn));
    expect(model.meta.heldBack).toEqual(report.heldBack);
  });

  it('learned which way sessions go', () => {
    const ranked = model.predict(session('i100', 'i102'), 0, 5);
    expect(model.items.get(ranked.item[0]!)).toBe('i104');
    expect(model.items.get(ranked.because[0]!)).toMatch(/^i10[02]$/);
  });

  it('gives scores between 0 and 1 that fall, each item once, also past the candidates it looked at', () => {
    const ranked = model.predict(session('i100', 'i102', 'i104'), 0, 1000);
    const items = Array.from(ranked.item.subarray(0, ranked.length));
    expect(new Set(items).size).toBe(items.length);
    for (let r = 0; r < ranked.length; r++) {
      expect(ranked.score[r]).toBeGreaterThan(0);
      expect(ranked.score[r]).toBeLessThan(1);
      if (r > 0) expect(ranked.score[r]!).toBeLessThanOrEqual(ranked.score[r - 1]!);
    }
  });

  it('answers the same whatever was asked before', () => {
    const ask = () => Array.from(model.predict(session('i7', 'i9'), 0, 20).item.subarray(0, 20));
    const first = ask();
    model.predict(session('i50'), 0, 20);
    model.predict(session('stranger'), 0, 20);
    expect(ask()).toEqual(first);
  });

  it('asks for the known items of a page before it is read, where its sessions are elsewhere, and nobody otherwise', async () => {
    expect(model.reach(() => expect.unreachable())).toBeUndefined();
    const asked: (readonly number[])[] = [];
    const sharded = Model.from(bytes.buffer, { reach: async (items) => void asked.push(items) });
    await sharded.reach(() => ['i7', 'stranger', 'i9', 'i7']);
    expect(asked).toEqual([[model.items.indexOf('i7'), model.items.indexOf('i9')]]);
  });

  it('gives the same bytes twice', () => {
    expect(train(forwardShop(1500), { now: 0 }).bytes).toEqual(bytes);
  });

  it('keeps settings that hold on most shops where there is too little to learn from, or when told to', () => {
    const small = train(forwardShop(60), { now: 0 });
    expect(small.report.serves).toBe('session-knn');
    expect(small.report.knn).toEqual(DEFAULT_KNN);
    expect(train(forwardShop(1500), { now: 0, learn: false }).report.heldBack).toBeUndefined();
  });

  it('serves the best on the clicks that decided, and the blend only where it adds something', () => {
    const scored = (hr: number, mrr: number) => ({ 'hr@20': hr, 'mrr@20': mrr });
    const low = scored(0.1, 0.1);
    const all = { knn: low, blend: low, alsoViewed: low, trending: low };
    expect(bestOf(all)).toBe('session-knn');
    expect(bestOf({ ...all, blend: scored(0.1, 0.2) })).toBe('blend');
    expect(bestOf({ ...all, blend: scored(0.1, 0.2), alsoViewed: scored(0.3, 0.1) })).toBe('also-viewed');
    expect(bestOf({ ...all, blend: scored(0.1, 0.2), trending: scored(0.2, 0.2) })).toBe('trending');
  });

  it('predicts with the one strategy that a model names', () => {
    const { meta, items, blend: _, ...columns } = readModel(bytes.buffer);
    const serving = (serves: Served) => {
      const ids = Array.from({ length: items.size }, (_, i) => items.get(i));
      return Model.from(writeModel({ ...columns, items: ids, meta: { ...meta, serves } }).buffer);
    };
    const seen = session('i100', 'i102');
    const listed = ({ item, length }: { item: Int32Array; length: number }) => Array.from(item.subarray(0, length));
    const knn = serving('session-knn');
    expect(listed(knn.predict(seen, 0, 10))).toEqual(listed(model.neighbours(seen, 10)));
    const viewed = serving('also-viewed');
    expect(viewed.serves).toBe('also-viewed');
    expect(listed(viewed.predict(seen, 0, 20))).toEqual(listed(model.alsoViewed(items.indexOf('i102'), 20)));
    const trending = serving('trending');
    expect(listed(trending.predict(seen, 0, 20))).toEqual(listed(model.trending(20)));
    for (const one of [knn, viewed, trending]) expect(one.predict(session('stranger'), 0, 20).length).toBe(0);
    // A file that names the blend and has none, as an older version's is read: session kNN.
    expect(serving('blend').serves).toBe('session-knn');
  });

  it('learns from a small log in several parts, and leaves enough before them to know something', () => {
    // 1,200 of 6,000 clicks are a fifth: four such parts, the newest of which decides too, before the fifth that is only known.
    const { points, decided } = report.heldBack!;
    expect(points + decided).toBeGreaterThan(4_500);
    expect(points + decided).toBeLessThanOrEqual(4_800);
  });

  it('is not held up by a session without end', () => {
    const log = new SessionLog();
    for (let s = 0; s < 600; s++) for (let c = 0; c < 4; c++) log.add(`s${s}`, `i${(s + c) % 50}`, s * 100 + c);
    for (let c = 0; c < 30_000; c++) log.add('robot', `i${(c * 7) % 50}`, 60_001 + c);
    const { heldBack } = train(log.finish(), { now: 0 }).report;
    expect(heldBack!.points + heldBack!.decided).toBeLessThan(1_800);
  });
});
