import { describe, expect, it } from 'vitest';
import { Model } from './model.ts';
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

  it('gives the same bytes twice', () => {
    expect(train(forwardShop(1500), { now: 0 }).bytes).toEqual(bytes);
  });

  it('keeps settings that hold on most shops where there is too little to learn from, or when told to', () => {
    const small = train(forwardShop(60), { now: 0 });
    expect(small.report.serves).toBe('session-knn');
    expect(small.report.knn).toEqual(DEFAULT_KNN);
    expect(train(forwardShop(1500), { now: 0, learn: false }).report.heldBack).toBeUndefined();
  });
});
