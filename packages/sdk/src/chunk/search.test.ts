import { expect, it } from 'vitest';
import { searchOf } from './search.ts';

it.each([
  ['/search?q=red+mug', 'red mug'],
  ['/catalogsearch/result/?q=mug', 'mug'],
  ['/?s=%C5%9Fal%C4%83&post_type=product', 'şală'],
  ['/en/search?controller=search&s=mug', 'mug'],
  ['/szukaj?text=kubek', 'kubek'],
  ['/search/red-mug', 'red mug'],
  ['/catalog?keyword=mug&page=2', 'mug'],
  ['/3-clothes?q=Size-S/Colour-Red', undefined],
  ['/search?q=t-shirt', 't-shirt'],
  ['/p/mug?variant=1', undefined],
  ['/p/mug?s=41', undefined],
  ['/p/mug?text=1', undefined],
  ['/search?q=', undefined],
  ['/search?q=https%3A%2F%2Fspam.example', undefined],
  [`/search?q=${'x'.repeat(300)}`, undefined],
  ['/research/papers', undefined],
])('[S30] [S8] %s is a search for %s', (path, term) => {
  expect(searchOf(`https://shop.example${path}`)).toBe(term);
});
