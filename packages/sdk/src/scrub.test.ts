import { describe, expect, it } from 'vitest';
import { scrubEmail, scrubText, scrubUrl } from './scrub.ts';
import { settings } from './settings.ts';

describe('[S8] [T7] scrubbing', () => {
  it.each([
    ['Hello jo.bloggs+shop@mail.example.co.uk!', 'Hello redacted!'],
    ['call +40 722 123 456 now', 'call redacted now'],
    ['0722123456', 'redacted'],
    ['(0)20 7946 0958', 'redacted'],
    ['555-123-4567', 'redacted'],
    ['mug 2024-10-31, 12 x 30 cm, 01.05.2024', 'mug 2024-10-31, 12 x 30 cm, 01.05.2024'],
    ['EAN 5901234123457 and 0012345678905', 'EAN 5901234123457 and 0012345678905'],
    ['order 1234567890', 'order 1234567890'],
  ])('%s → %s', (text, clean) => {
    expect(scrubText(text)).toBe(clean);
  });

  it('leaves article numbers that look like phones alone where only addresses are looked for', () => {
    expect(scrubEmail('0722123456 jo@example.com')).toBe('0722123456 redacted');
  });

  it.each([
    [
      'https://shop.example/p/red-mug?variant=12&utm_source=news',
      'https://shop.example/p/red-mug?variant=12&utm_source=news',
    ],
    ['https://shop.example/account/jo@example.com/orders', 'https://shop.example/account/redacted/orders'],
    ['https://shop.example/?q=jo%40example.com', 'https://shop.example/?q=redacted'],
    ['https://shop.example/?email=whatever&page=2', 'https://shop.example/?email=redacted&page=2'],
    [
      'https://shop.example/?yclid=123&FBCLID=x&li_fat_id=1&q=a',
      'https://shop.example/?yclid=redacted&FBCLID=redacted&li_fat_id=redacted&q=a',
    ],
    [
      'https://shop.example/?utm_campaign=black_friday_2026_retargeting&utm_term=jo%40example.com',
      'https://shop.example/?utm_campaign=black_friday_2026_retargeting&utm_term=redacted',
    ],
    ['https://shop.example/?gclid=Cj0KCQjw1a2b3c4d5e6f7g8h', 'https://shop.example/?gclid=redacted'],
    ['https://shop.example/?id=6fa459ea-ee8a-3ca4-894e-db77e160355e', 'https://shop.example/?id=redacted'],
    [
      'https://shop.example/?q=a+long+search+for+mugs+of+2024',
      'https://shop.example/?q=a+long+search+for+mugs+of+2024',
    ],
    ['https://shop.example/?msisdn=40722123456', 'https://shop.example/?msisdn=redacted'],
    // A plus that was not escaped is a blank.
    ['https://shop.example/?q=+40722123456', 'https://shop.example/?q=redacted'],
    [
      'https://shop.example/?first_name=Jo&lastname=Bloggs&names=2',
      'https://shop.example/?first_name=redacted&lastname=redacted&names=2',
    ],
    ['https://shop.example/#access_token=abc', 'https://shop.example/'],
    ['about:blank', 'about:blank'],
    ['no address', ''],
    ['', ''],
  ])('%s → %s', (href, clean) => {
    expect(scrubUrl(href)).toBe(clean);
  });

  it('keeps click ids where the shop allows them', () => {
    settings.clickIds = 'keep';
    expect(scrubUrl('https://shop.example/?gclid=Cj0KCQjw1a2b3c4d5e6f7g8h')).toContain('gclid=Cj0K');
    delete settings.clickIds;
  });
});
