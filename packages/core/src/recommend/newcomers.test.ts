import { expect, it } from 'vitest';
import { rankBesideNewcomers } from './newcomers.ts';

it('moves each product by the new ones that are put before it: the fourth of every eight places', () => {
  const shelf: (number | 'new')[] = Array.from({ length: 40 }, (_, r) => r + 1);
  for (const place of [4, 12, 20, 28, 36]) shelf.splice(place - 1, 0, 'new');
  for (let rank = 1; rank <= 35; rank++) expect(shelf[rankBesideNewcomers(rank) - 1]).toBe(rank);
});
