import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asKept, CLICKS_PER_SESSION, SessionLog } from './session-log.ts';

const rows = fc.array(
  fc.record({ session: fc.integer({ max: 6, min: 0 }), item: fc.integer({ max: 9, min: 0 }), time: fc.nat(50) }),
  { maxLength: 60 },
);

describe('SessionLog', () => {
  it('lays sessions out oldest first and their rows by time, as a naive sort does', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const log = new SessionLog();
        for (const row of given) log.add(`s${row.session}`, `i${row.item}`, row.time);
        const laid = log.finish();
        const sessions = new Map<number, typeof given>();
        for (const row of given) sessions.set(row.session, [...(sessions.get(row.session) ?? []), row]);
        const expected = [...sessions.values()]
          .map((clicks) => clicks.toSorted((a, b) => a.time - b.time))
          .toSorted((a, b) => a.at(-1)!.time - b.at(-1)!.time);
        expect(laid.at.length).toBe(expected.length + 1);
        expected.forEach((clicks, s) => {
          const got = Array.from(laid.item.subarray(laid.at[s]!, laid.at[s + 1]!), (i) => laid.items[i]);
          expect(got).toEqual(clicks.map((click) => `i${click.item}`));
        });
      }),
    );
  });

  it('keeps kinds beside their rows, and grows past its first size', () => {
    const log = new SessionLog();
    for (let r = 3000; r > 0; r--) log.add('s', `i${r}`, r, r % 3 === 0 ? 'purchase' : 'view');
    const laid = log.finish();
    expect(laid.items[laid.item[0]!]).toBe('i1');
    expect(Array.from(laid.kind.subarray(0, 3))).toEqual([0, 0, 2]);
    expect(log.rows).toBe(3000);
  });

  it('keeps of equal rows one and of a session the newest clicks, as a trainer does', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const [once, twice] = [new SessionLog(), new SessionLog()];
        const seen = new Set<string>();
        for (const row of given) {
          twice.add(`s${row.session}`, `i${row.item}`, row.time);
          if (!seen.has(JSON.stringify(row))) once.add(`s${row.session}`, `i${row.item}`, row.time);
          seen.add(JSON.stringify(row));
        }
        expect(asKept(twice.finish())).toEqual(once.finish());
      }),
    );
    for (const clicks of [CLICKS_PER_SESSION, CLICKS_PER_SESSION + 1]) {
      const log = new SessionLog();
      for (let c = 0; c < clicks; c++) log.add('s', `i${c}`, c);
      const kept = asKept(log.finish());
      expect([kept.item.length, kept.items[kept.item[0]!]]).toEqual([200, `i${clicks - 200}`]);
    }
  });

  it('numbers items by what was laid out first, whatever came first', () => {
    const log = new SessionLog();
    log.add('late', 'b', 9);
    log.add('early', 'a', 1);
    expect(log.finish()).toMatchObject({ items: ['a', 'b'], item: Uint32Array.of(0, 1) });
  });

  it('refuses a time that is no number, and names it', () => {
    expect(() => new SessionLog().add('s', 'shoe', Number.NaN)).toThrow(/NaN of item 'shoe'/);
  });
});
