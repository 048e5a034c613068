import { expect, it, vi } from 'vitest';
import { assignConsent, consentNow, judge, permitsHistory, permitsPerson, permitsVisit } from './consent.ts';

// Node 20 has none.
vi.stubGlobal('navigator', {});

it('[S2] each tier permits what the one below does, and one thing more', () => {
  const permitted = () => [permitsVisit(), permitsHistory(), permitsPerson()];
  expect(permitted()).toEqual([false, false, false]);
  expect(assignConsent(judge('session'))).toBe(1);
  expect(permitted()).toEqual([true, false, false]);
  expect(assignConsent(judge('device'))).toBe(1);
  expect(permitted()).toEqual([true, true, false]);
  expect(assignConsent(judge({ tier: 'person', messages: { email: true } }))).toBe(1);
  expect(permitted()).toEqual([true, true, true]);
  expect(() => assignConsent(judge('all' as never))).toThrow('all');
  expect(consentNow).toEqual({ tier: 'person', messages: { email: true } });
  expect(assignConsent(judge('contextual'))).toBe(-3);
  expect(permitted()).toEqual([false, false, false]);
});
