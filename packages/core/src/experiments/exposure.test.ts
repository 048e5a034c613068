import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyView, CLICK_WINDOW_MS, lastClick, type OrderLine, type ShelfEvent, VIEW_WINDOW_MS } from './attribution.ts';
import { couldDiffer, type ExposureLine, foldExposures, totalsOf } from './exposure.ts';

const line = fc.record<ExposureLine>({
  experiment: fc.constantFrom('hero', 'price'),
  arm: fc.constantFrom('a', 'b', 'c'),
  unit: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
  time: fc.integer({ min: 0, max: 20 }),
});

describe('exposure', () => {
  it('[X11] the first arm counts, whatever the order and the repeats, by canonical person', () => {
    const merged = (unit: string) => (unit === 'p2' ? 'p1' : unit);
    fc.assert(
      fc.property(fc.array(line), fc.array(line), fc.integer(), (lines, repeats, turn) => {
        const log = [...lines, ...repeats.filter((one) => lines.includes(one)), ...lines.slice(0, 3)];
        const at = log.length === 0 ? 0 : Math.abs(turn) % log.length;
        const folded = foldExposures([...log.slice(at), ...log.slice(0, at)].reverse(), 'hero', merged);
        const naive = new Map<string, ExposureLine[]>();
        for (const one of lines) {
          if (one.experiment !== 'hero') continue;
          naive.set(merged(one.unit), [...(naive.get(merged(one.unit)) ?? []), one]);
        }
        expect(folded.size).toBe(naive.size);
        for (const [unit, own] of naive) {
          const [first] = own.toSorted((x, y) => x.time - y.time || (x.arm < y.arm ? -1 : 1));
          expect(folded.get(unit)).toEqual({
            arm: first!.arm,
            time: first!.time,
            crossed: new Set(own.map(({ arm }) => arm)).size > 1,
          });
        }
      }),
    );
  });

  it('[X10] counts only where another arm would have shown something else', () => {
    expect(
      couldDiffer([
        ['a', 'b'],
        ['a', 'b'],
        ['a', 'b'],
      ]),
    ).toBe(false);
    expect(
      couldDiffer([
        ['a', 'b'],
        ['a', 'b'],
        ['b', 'a'],
      ]),
    ).toBe(true);
    expect(couldDiffer([['a'], ['a', 'b']])).toBe(true);
    expect(couldDiffer([['a']])).toBe(false);
  });

  it('[X12] what came before the exposure, or after the window, is no outcome', () => {
    const exposures = foldExposures([{ experiment: 'hero', arm: 'a', unit: 'p1', time: 100 }], 'hero');
    const outcomes = [
      { unit: 'p1', time: 99, value: 1 },
      { unit: 'p1', time: 100, value: 10 },
      { unit: 'p1', time: 149, value: 100 },
      { unit: 'p1', time: 150, value: 1_000 },
      { unit: 'p1', time: 49, value: 10_000 },
      { unit: 'p9', time: 120, value: 5 },
      { unit: 'old', time: 120, value: -10 },
    ];
    const canonical = (unit: string) => (unit === 'old' ? 'p1' : unit);
    expect(totalsOf(exposures, outcomes, 50, canonical)).toEqual([
      { unit: 'p1', arm: 'a', crossed: false, post: 100, pre: 1 },
    ]);
  });
});

describe('attribution', () => {
  const at = (time: number, placement: string, kind: 'view' | 'click', item = 'x', unit = 'p') => ({
    unit,
    time,
    item,
    placement,
    kind,
  });
  const order = (time: number, value: number, item = 'x'): OrderLine => ({ unit: 'p', time, item, value });

  it('[X13] last click: the last before the order, of that item, inside the window', () => {
    const events = [
      at(1, 'home', 'click'),
      at(5, 'similar', 'click'),
      at(7, 'cart', 'click'),
      at(4, 'cart', 'click', 'y'),
    ];
    const { value, rest } = lastClick(events, [order(6, 500), order(5 + CLICK_WINDOW_MS, 90, 'y'), order(3, 20, 'z')]);
    expect([...value]).toEqual([['similar', 500]]);
    expect(rest).toBe(110);
    expect(lastClick([at(0, 'home', 'click')], [order(CLICK_WINDOW_MS - 1, 7)]).value.get('home')).toBe(7);
    expect(lastClick([at(0, 'home', 'click')], [order(CLICK_WINDOW_MS, 7)]).rest).toBe(7);
  });

  it('[X13] any view: shared equally among the shelves that showed it', () => {
    const events = [
      at(1, 'home', 'view'),
      at(2, 'home', 'view'),
      at(3, 'cart', 'view'),
      at(4, 'similar', 'view'),
      at(4, 'x', 'click'),
    ];
    const { value, lines } = anyView(events, [order(5, 100)]);
    expect([...value].sort()).toEqual([
      ['cart', 34],
      ['home', 33],
      ['similar', 33],
    ]);
    expect(lines.get('cart')).toBeCloseTo(1 / 3);
    expect(anyView([at(0, 'home', 'view')], [order(VIEW_WINDOW_MS, 7)]).rest).toBe(7);
  });

  it('[X13] every minor unit is credited once or rests', () => {
    const event = fc.record<ShelfEvent>({
      unit: fc.constantFrom('p', 'q'),
      time: fc.integer({ min: 0, max: 30 }),
      item: fc.constantFrom('x', 'y', '["'),
      placement: fc.constantFrom('home', 'cart', 'similar'),
      kind: fc.constantFrom('view', 'click'),
    });
    const sold = fc.record<OrderLine>({
      unit: fc.constantFrom('p', 'q'),
      time: fc.integer({ min: 0, max: 30 }),
      item: fc.constantFrom('x', 'y', '["'),
      value: fc.integer({ min: -1_000, max: 1_000 }),
    });
    fc.assert(
      fc.property(fc.array(event), fc.array(sold), fc.integer({ min: 1, max: 20 }), (events, lines, window) => {
        for (const by of [lastClick, anyView]) {
          const { value, rest } = by(events, lines, window);
          const credited = [...value.values()].reduce((sum, part) => sum + part, 0);
          expect(credited + rest).toBe(lines.reduce((sum, one) => sum + one.value, 0));
        }
      }),
    );
  });
});
