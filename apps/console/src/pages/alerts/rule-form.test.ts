import { expect, it } from 'vitest';
import { sending } from './rule-form.ts';

it('a rule is sent with the names that the worker knows, and nothing else', () => {
  const rule = {
    id: 'a',
    name: 'A',
    metric: 'orders',
    kind: 'below' as const,
    value: 3,
    windowMinutes: 30,
    channels: [],
    on: true,
    state: {},
  };
  expect(sending(rule)).toEqual({
    name: 'A',
    metric: 'orders',
    kind: 'below',
    value: 3,
    window_minutes: 30,
    channels: [],
    on: true,
  });
});
