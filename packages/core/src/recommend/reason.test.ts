import { describe, expect, it } from 'vitest';
import { reasonsIn } from './reason.ts';
import { catalogueOf, productOf } from './shop.testkit.ts';

const offer = { url: 'https://shop.example/', price: 1, currency: 'EUR' };
const catalogue = catalogueOf([
  productOf('1', { title: 'White $& lantern', offers: { uk: offer, pl: { ...offer, title: 'Biała latarnia' } } }),
  productOf('2', { title: 'x'.repeat(100) }),
]);

describe('reasonsIn', () => {
  it('names what led to the card, in the market’s words', () => {
    expect(reasonsIn('en', 'uk', catalogue)({ strategy: 'session-knn', because: '1' })).toBe(
      'Because you looked at White $& lantern',
    );
    expect(reasonsIn('pl', 'pl', catalogue)({ strategy: 'content', because: '1' })).toBe('Podobne do: Biała latarnia');
    expect(reasonsIn('ro', 'uk', catalogue)({ strategy: 'bought-together', because: '1' })).toBe(
      'Cumpărat adesea împreună cu White $& lantern',
    );
  });

  it('stays general where nothing led there, or what did has left the catalogue', () => {
    expect(reasonsIn('ru', 'uk', catalogue)({ strategy: 'trending' })).toBe('Популярно сейчас');
    expect(reasonsIn('en', 'uk', catalogue)({ strategy: 'session-knn', because: 'gone' })).toBe('Picked for you');
    expect(reasonsIn('en', '__proto__', catalogue)({ strategy: 'content' })).toBe('Matches what you are looking for');
  });

  it('cuts a long title', () => {
    expect(reasonsIn('en', 'uk', catalogue)({ strategy: 'content', because: '2' })).toBe(
      `Similar to ${'x'.repeat(60)}…`,
    );
  });
});
