import { expect, it } from 'vitest';
import { isLeaving, release, repoint, whereIs } from './seats.ts';
import { newPerson } from './state.ts';

it('[T6] a device may have a name that every object answers to', () => {
  const pointer = { person: 'elsewhere', epoch: 3 };
  const state = { ...newPerson('ann', 'demo', 'unit'), leaving: { other: 2 }, away: { another: pointer } };
  for (const seat of ['constructor', 'hasOwnProperty', '__lookupGetter__']) {
    expect(whereIs(state, seat)).toEqual({ at: 'unknown' });
    expect(isLeaving(state, seat)).toBe(false);
    expect(repoint(state, seat, pointer)).toBe(false);
    expect(release(state, seat, 1, 0)).toHaveLength(1);
    expect(whereIs(state, seat)).toEqual({ at: 'leaving' });
  }
});
