import type { Consent } from '@edgewise/protocol/events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capsOf, consentOf, exposuresOf, timersOf, unitOf } from './merged.ts';
import { arrive, noteLabel, release } from './seats.ts';
import { type Contribution, contributionOf, newPerson, type PersonState } from './state.ts';

/** A person with these devices, first contact in the order given. */
function personWith(...devices: Partial<Contribution>[]): PersonState {
  const state = newPerson('p', 'demo', 'the person’s own');
  devices.forEach((over, i) => {
    Object.assign(contributionOf(state, over.device ?? `d${i}`, i + 1), over);
  });
  return state;
}
const consent = (messages?: Consent['messages'], tier: Consent['tier'] = 'person'): Partial<Contribution> => ({
  consent: { tier, ...(messages && { messages }) },
});

describe('[I5e] what is merged', () => {
  it('consent: the strictest tier, and a permission only where every device gives it', () => {
    expect(consentOf(personWith(consent({ email: true }), consent({ email: true, push: true })))).toEqual({
      tier: 'person',
      messages: { email: true, push: false },
    });
    expect(consentOf(personWith(consent({ email: true }), consent()))).toEqual({
      tier: 'person',
      messages: { email: false },
    });
    expect(consentOf(personWith(consent(), consent(undefined, 'session'))).tier).toBe('session');
    expect(consentOf(personWith(consent({ sms: true }), { device: 'server.x' })).messages).toEqual({ sms: true });
    expect(consentOf(personWith())).toEqual({ tier: 'contextual' });
  });

  it('exposures: the first arm stays, and more than one is marked as crossed', () => {
    const state = personWith(
      { exposures: { price: { arm: 'b', time: 20 }, hero: { arm: 'a', time: 5 } } },
      { exposures: { price: { arm: 'a', time: 10 }, hero: { arm: 'a', time: 1 } } },
    );
    expect(exposuresOf(state)).toEqual({
      price: { arm: 'a', time: 10, crossed: true },
      hero: { arm: 'a', time: 1, crossed: false },
    });
  });

  it('caps are summed, of timers the later one counts', () => {
    const state = personWith(
      { caps: { 'email/day': 1 }, timers: { cart: 50 } },
      { caps: { 'email/day': 2, push: 1 }, timers: { cart: 40, visit: 7 } },
    );
    expect(capsOf(state)).toEqual({ 'email/day': 3, push: 1 });
    expect(timersOf(state)).toEqual({ cart: 50, visit: 7 });
  });

  it('the experiment unit is that of the oldest device, and a device takes its own along', () => {
    const old = newPerson('old', 'demo', 'unit of old');
    contributionOf(old, 'phone', 1);
    const young = newPerson('young', 'demo', 'unit of young');
    contributionOf(young, 'laptop', 2);
    const copy = release(young, 'laptop', 2, 2)!;
    arrive(old, 'laptop', 2, copy);
    expect(unitOf(old)).toBe('phone');
    expect(old.contributions.find(({ device }) => device === 'laptop')!.unit).toBe('laptop');
  });

  it('is the same in whatever order the devices joined', () => {
    const device = fc.record({
      exposures: fc.dictionary(
        fc.constantFrom('x', 'y'),
        fc.record({ arm: fc.constantFrom('a', 'b'), time: fc.nat(3) }),
      ),
      caps: fc.dictionary(fc.constantFrom('x', 'y'), fc.nat(3)),
      timers: fc.dictionary(fc.constantFrom('x', 'y'), fc.nat(9)),
      messages: fc.option(fc.record({ email: fc.boolean() }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(device, { maxLength: 5 }), (devices) => {
        const state = personWith(...devices.map(({ messages, ...over }) => ({ ...over, ...consent(messages) })));
        const turned: PersonState = { ...state, contributions: state.contributions.toReversed() };
        const all = (of: PersonState) => [exposuresOf(of), capsOf(of), timersOf(of), consentOf(of), unitOf(of)];
        expect(all(turned)).toEqual(all(state));
      }),
    );
  });
});

describe('[I6] what a device is called', () => {
  it('another user is not noted on it; the same one is, and what is verified stays', () => {
    const state = personWith({ device: 'tablet' });
    expect(noteLabel(state, 'tablet', { user_id: 'guest', verified: false })).toBe(true);
    expect(noteLabel(state, 'tablet', { user_id: 'ann', verified: true })).toBe(true);
    expect(noteLabel(state, 'tablet', { user_id: 'ann', email_sha256: 'e', verified: false })).toBe(true);
    expect(state.contributions[0]!.label).toEqual({ user_id: 'ann', verified: true });
    expect(noteLabel(state, 'tablet', { user_id: 'bob', verified: false })).toBe(false);
    expect(state.contributions[0]!.label).toEqual({ user_id: 'ann', verified: true });
  });
});
