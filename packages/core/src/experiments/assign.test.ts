import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { deal, HELD, holdoutExperiment } from './deal.ts';
import { type Experiment, prepare } from './experiment.ts';
import { factorialArms } from './factors.ts';
import { placeOf } from './hash.ts';
import { chooseArm, rangesOf } from './ranges.ts';

const units = Array.from({ length: 20_000 }, (_, i) => `u${i}`);
const two: Experiment = { id: 'hero', arms: [{ id: 'a' }, { id: 'b' }] };
const asker = (unit: string) => ({ unit, attributes: {} });
const dealt = (experiment: Experiment, unit: string) => assign(prepare(experiment), asker(unit));
const share = (test: (unit: string) => boolean) => units.filter(test).length / units.length;

describe('assignment', () => {
  it('[X1] places are even, and seeds independent of one another', () => {
    const tenths = new Array(10).fill(0);
    for (const unit of units) tenths[Math.floor(placeOf('s', unit, 2)! * 10)]++;
    // Five standard deviations of a binomial.
    for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(5 * Math.sqrt(1_800));
    const both = share((unit) => dealt(two, unit).arm === 'b' && dealt({ ...two, id: 'price' }, unit).arm === 'b');
    expect(Math.abs(both - 0.25)).toBeLessThan(0.016);
  });

  it('[X2] widening the coverage moves nobody who is in', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        share,
        share,
        share,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 6 }),
        (place, a, b, parts) => {
          const sum = parts.reduce((total, part) => total + part, 0);
          const weights = parts.map((part) => part / sum);
          const [less, more] = [Math.min(a, b), Math.max(a, b)].map((c) =>
            chooseArm(place, rangesOf(parts.length, c, weights)),
          );
          if (less! >= 0) expect(more).toBe(less);
        },
      ),
    );
  });

  it('[X3] the reason is the first that applies', () => {
    const [inside, outside] = ['b', 'a'].map((arm) => units.find((unit) => dealt(two, unit).arm === arm)!);
    const reason = (change: Partial<Experiment>, also = {}) =>
      assign(prepare({ ...two, ...change }), { ...asker(inside!), ...also }).reason;
    expect(reason({})).toBe('dealt');
    expect(reason({ arms: [{ id: 'a' }] }, { forced: { hero: 'a' } })).toBe('too-few-arms');
    expect(reason({ active: false }, { forced: { hero: 'a' } })).toBe('forced');
    expect(reason({ active: false }, { kept: { hero: 'a' } })).toBe('off');
    expect(reason({}, { unit: '' })).toBe('no-unit');
    expect(reason({ audience: { country: 'RO' } })).toBe('not-in-audience');
    expect(reason({ audience: { country: 'RO' } }, { attributes: { country: 'RO' } })).toBe('dealt');
    expect(reason({ filters: [{ seed: 'x', ranges: [] }], audience: { a: 1 } })).toBe('not-in-filters');
    expect(reason({ namespace: { id: 'n', range: [0, 0] } })).toBe('not-in-namespace');
    expect(reason({ coverage: 0 })).toBe('not-covered');
    expect(reason({ only: 'b' })).toBe('forced');
    expect(reason({ only: 'z' })).toBe('no-such-arm');
    expect(reason({ coverage: 0, only: 'b' })).toBe('not-covered');
    expect(reason({}, { previewing: true })).toBe('previewing');
    expect(reason({}, { forced: { hero: 'no such arm' } })).toBe('dealt');
    expect([dealt(two, inside!), dealt(two, outside!)].map(({ counted, index }) => [counted, index])).toEqual([
      [true, 1],
      [true, 0],
    ]);
  });

  it('[X5] the first arm stays when weights, audience or unit change, and ends with the experiment', () => {
    const changed = {
      ...two,
      coverage: 0.01,
      audience: { country: 'RO' },
      namespace: { id: 'n', range: [0, 0] as const },
    };
    const kept = { hero: 'b' };
    for (const unit of units.slice(0, 50)) {
      expect(assign(prepare(changed), { ...asker(unit), kept })).toMatchObject({
        arm: 'b',
        reason: 'kept',
        counted: true,
      });
      expect(assign(prepare({ ...changed, active: false }), { ...asker(unit), kept }).arm).toBeUndefined();
    }
    // An arm that is gone is not kept.
    expect(assign(prepare(two), { ...asker('u1'), kept: { hero: 'c' } }).reason).toBe('dealt');
    expect(assign(prepare({ ...two, id: '__proto__' }), { ...asker('u1'), kept: {} }).reason).toBe('dealt');
  });

  it('[X6] five in a hundred are held out, of every experiment, and a preview may still force one', () => {
    const holdout = prepare(holdoutExperiment());
    const experiments = [prepare(two), prepare({ ...two, id: 'price' })];
    const held = units.filter((unit) => deal(experiments, holdout, asker(unit)).held);
    expect(Math.abs(held.length / units.length - 0.05)).toBeLessThan(0.008);
    const answer = deal(experiments, holdout, asker(held[0]!));
    expect(answer.holdout).toMatchObject({ arm: HELD, counted: true });
    expect(answer.assignments.map(({ arm, reason }) => [arm, reason])).toEqual([
      [undefined, 'held-out'],
      [undefined, 'held-out'],
    ]);
    const preview = deal(experiments, holdout, { ...asker(held[0]!), forced: { price: 'b' } });
    expect(preview.assignments[1]).toMatchObject({ arm: 'b', counted: false });
    expect(deal(experiments, prepare(holdoutExperiment(0)), asker(held[0]!)).held).toBe(false);
    // Another period holds others.
    const next = prepare(holdoutExperiment(0.05, '2027'));
    expect(held.filter((unit) => deal([], next, asker(unit)).held).length / held.length).toBeLessThan(0.12);
  });

  it('[X6] the split of an experiment is even among those who are not held', () => {
    const holdout = prepare(holdoutExperiment(0.2));
    const arms = units.map((unit) => deal([prepare(two)], holdout, asker(unit)).assignments[0]!.arm).filter(Boolean);
    const b = arms.filter((arm) => arm === 'b').length;
    expect(Math.abs(b / arms.length - 0.5)).toBeLessThan(0.02);
  });

  it('[X7] every combination of levels is an arm', () => {
    const arms = factorialArms([
      { id: 'colour', levels: ['red', 'blue'] },
      { id: 'rows', levels: ['1', '2', '3'] },
    ]);
    expect(arms.map(({ id }) => id)).toEqual(['red.1', 'red.2', 'red.3', 'blue.1', 'blue.2', 'blue.3']);
    expect(arms[4]).toEqual({ id: 'blue.2', levels: { colour: 'blue', rows: '2' }, weight: 1 / 6 });
  });

  it('[X8] experiments of one namespace never share a unit', () => {
    const cut = (id: string, from: number, to: number) => ({
      ...two,
      id,
      namespace: { id: 'home', range: [from, to] as const },
    });
    const [first, second] = [cut('one', 0, 0.4), cut('two', 0.4, 1)].map((one) => prepare(one));
    const both = units.map((unit) => [first!, second!].filter((one) => assign(one, asker(unit)).index >= 0).length);
    expect(Math.max(...both)).toBe(1);
    expect(Math.min(...both)).toBe(1);
  });
});
