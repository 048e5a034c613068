import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { normaliseEmail, normalisePhone, sha256 } from './contact.ts';

it.each([
  ['ann@example.com', 'ann@example.com'],
  ['  Ann@Example.COM \n', 'ann@example.com'],
  ['ＡＮＮ@example.com', 'ann@example.com'],
  ['ann+shop@example.co.uk', 'ann+shop@example.co.uk'],
  ['ann', undefined],
  ['ann@localhost', undefined],
  ['a b@example.com', undefined],
  ['@example.com', undefined],
  ['', undefined],
  [undefined, undefined],
  [{}, undefined],
])('[S18] the e-mail address %j counts as %j', (given, expected) => {
  expect(normaliseEmail(given)).toBe(expected);
});

it.each([
  ['+442079460000', '+442079460000'],
  ['+44 20 7946 0000', '+442079460000'],
  ['+44 (0)20 7946-0000', '+442079460000'],
  ['0044 20.7946.0000', '+442079460000'],
  ['020 7946 0000', undefined],
  ['+44', undefined],
  ['+0123456789', undefined],
  ['+1234567890123456', undefined],
  [442079460000, undefined],
  [null, undefined],
])('[S18] the phone number %j counts as %j', (given, expected) => {
  expect(normalisePhone(given)).toBe(expected);
});

it('[S18] hashes as everybody does, in lower-case hex', async () => {
  expect(await sha256('ann@example.com')).toBe(createHash('sha256').update('ann@example.com').digest('hex'));
  expect(await sha256(undefined)).toBeUndefined();
});
