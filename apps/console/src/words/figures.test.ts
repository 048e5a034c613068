/** The worker says in English what a figure means; the other languages miss none and add none. */
import { FIGURES } from '@edgewise/core/insight/figures';
import { expect, it } from 'vitest';
import { figures as pl } from './pl/figures.ts';
import { figures as ro } from './ro/figures.ts';
import { figures as ru } from './ru/figures.ts';

it.each([
  ['ro', ro],
  ['ru', ru],
  ['pl', pl],
])('every figure has its title, words and formula: %s', (_, figures) => {
  expect(Object.keys(figures).sort()).toEqual(FIGURES.map(({ id }) => id).sort());
  for (const texts of Object.values(figures)) expect(texts.filter((text) => text.length > 1)).toHaveLength(3);
});
