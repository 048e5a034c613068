import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as sdk from '../../../../../packages/sdk/src/chunk/contact.ts';
import { identifierOf, normaliseEmail, normalisePhone } from './identifier.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

describe('looking somebody up by what they typed', () => {
  it('[S18] asks by the hash that the script tag makes of an address, however it is written', async () => {
    expect(await identifierOf('email', ' Ann@Example.COM ')).toEqual({
      kind: 'email_sha256',
      value: hash('ann@example.com'),
    });
    expect(await identifierOf('phone', '00 (373) 79 123-456')).toEqual({
      kind: 'phone_sha256',
      value: hash('+37379123456'),
    });
    expect(await identifierOf('user_id', ' 42 ')).toEqual({ kind: 'user_id', value: '42' });
  });

  it('asks for nothing where it is no address, or no number with its country', async () => {
    for (const text of ['', 'ann', 'ann@', 'ann@example', 'a b@example.com']) {
      expect(await identifierOf('email', text), text).toBeUndefined();
    }
    for (const text of ['', '079123456', '+0', 'ann']) expect(await identifierOf('phone', text), text).toBeUndefined();
    expect(await identifierOf('device', '   ')).toBeUndefined();
  });

  it('[S18] reads every text as the script tag does', () => {
    const texts = [
      'Ann@Example.com',
      'ａnn@example.com',
      'ann@пример.рф',
      ' ann@example.co.uk\n',
      'ann@@example.com',
      '',
      '+40 (0) 721 123 456',
      '0040721123456',
      '+40-721/123.456',
      '0721 123 456',
      '＋40721123456',
      '+1',
      '00000000000',
    ];
    for (const text of texts) {
      expect(normaliseEmail(text), text).toBe(sdk.normaliseEmail(text));
      expect(normalisePhone(text), text).toBe(sdk.normalisePhone(text));
    }
  });
});
