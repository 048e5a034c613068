import { describe, expect, it } from 'vitest';
import { safeUrl } from './safe-url.ts';

describe('safeUrl', () => {
  it('passes absolute http and https URLs', () => {
    for (const url of [
      'https://shop.example/p/1?x=1&y=2#top',
      'HTTP://shop.example',
      'http://localhost:8788/product.html?id=85123A',
      'https://[::1]:8443/a',
      'https://магазин.example/товар/чай',
    ]) {
      expect(safeUrl(url)).toBe(url);
    }
    expect(safeUrl('  https://shop.example/a  ')).toBe('https://shop.example/a');
  });

  it('refuses every other scheme and every disguise of one', () => {
    for (const url of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\nscript:alert(1)',
      '\u0001javascript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:x',
      'file:///etc/passwd',
      '//shop.example/a',
      '/relative',
      'https:/shop.example',
      'https://',
      'https:\\\\shop.example',
      'https://shop.example\\@evil.example',
      'https://shop.example@evil.example/',
      'https://user:pass@shop.example/',
      'https://shop example/',
      'https://shop.example:99999999/',
      'https://shop.example/\u0000',
      'https://shop.example/\ud800',
      '',
    ]) {
      expect(safeUrl(url), JSON.stringify(url)).toBeUndefined();
    }
  });

  it('encodes what could leave an attribute or turn the text around', () => {
    expect(safeUrl('https://shop.example/"><script>\'`a b\u202e')).toBe(
      'https://shop.example/%22%3E%3Cscript%3E%27%60a%20b%E2%80%AE',
    );
  });
});
