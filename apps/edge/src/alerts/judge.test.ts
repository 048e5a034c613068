import { describe, expect, it } from 'vitest';
import { complaintOfHost, complaintOfUrl } from './judge.ts';

describe('an address that the worker is to call [T4]', () => {
  it.each([
    'https://hooks.slack.com/services/T/B/x',
    'https://api.shop.com:8443/alert?x=1',
    'https://xn--bcher-kva.de/',
  ])('%s may be called', (url) => expect(complaintOfUrl(url)).toBeUndefined());

  it.each([
    'http://shop.com/',
    'ftp://shop.com/',
    'https://shop.com:22/',
    'https://user:secret@shop.com/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://10.0.0.8/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://db.internal/',
    'https://printer.local/',
    'https://intranet/',
    'javascript:alert(1)',
    'not a url',
    `https://shop.com/${'x'.repeat(2_048)}`,
  ])('%s may not', (url) => expect(complaintOfUrl(url)).toMatch(/^url: /));

  it.each(['127.1', '0x7f.1', '2130706433', '10.0.0.8.', '0x7f.0x0', 'smtp', '[::1]', 'a.1'])(
    'mail server %s may not, though no URL parser has read it',
    (host) => expect(complaintOfHost(host)).toMatch(/^url: /),
  );

  it('a mail server may be called by its name', () => expect(complaintOfHost('smtp1.shop.com')).toBeUndefined());
});
