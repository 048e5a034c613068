import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matching, POSTINGS_PER_QUERY, similarTo } from './content.ts';
import type { Ranked } from './ranked.ts';
import { catalogueOf, productOf } from './shop.testkit.ts';

/** Titles from UCI Online Retail (Chen, 2015; CC BY 4.0); the categories are ours. */
const SHOP: [title: string, ...category: string[]][] = [
  ['White hanging heart t-light holder', 'Home', 'Candles'],
  ['Red hanging heart t-light holder', 'Home', 'Candles'],
  ['Glass star frosted t-light holder', 'Home', 'Candles'],
  ['Ocean scent candle in jewelled box', 'Home', 'Candles'],
  ['White metal lantern', 'Home', 'Lanterns'],
  ['Hanging metal star lantern', 'Home', 'Lanterns'],
  ['Small glass lantern', 'Home', 'Lanterns'],
  ["Poppy's playhouse bedroom", 'Toys', 'Dolls'],
  ["Poppy's playhouse kitchen", 'Toys', 'Dolls'],
  ['Dolly girl lunch box', 'Kitchen', 'Lunch boxes'],
  ['Red retrospot lunch box', 'Kitchen', 'Lunch boxes'],
  ['Red retrospot cup', 'Kitchen', 'Cups'],
  ['Red retrospot tea cup and saucer', 'Kitchen', 'Cups'],
  ['Blue polkadot cup', 'Kitchen', 'Cups'],
  ['Jumbo bag red retrospot', 'Bags', 'Shoppers'],
  ['Jumbo bag pink polkadot', 'Bags', 'Shoppers'],
  ['Jumbo storage bag suki', 'Bags', 'Shoppers'],
  ['Hot water bottle knitted union flag', 'Home', 'Warmers'],
  ['Hand warmer owl design', 'Home', 'Warmers'],
  ['Amethyst diamante expandable ring', 'Jewellery', 'Rings'],
  ['Crystal diamante expandable ring', 'Jewellery', 'Rings'],
];
const shop = catalogueOf(SHOP.map(([title, ...category]) => productOf(title, { title, category })));
const titles = ({ length, item }: Ranked) => Array.from({ length }, (_, i) => SHOP[item[i]!]![0]);
const like = (title: string, limit = 2) => titles(similarTo(shop, shop.indexOf(title), limit));
const search = (term: string, limit = 2) => titles(matching(shop, term, limit));

describe('content', () => {
  it.each([
    ['White hanging heart t-light holder', ['Red hanging heart t-light holder', 'Glass star frosted t-light holder']],
    ['White metal lantern', ['Hanging metal star lantern', 'Small glass lantern']],
    ["Poppy's playhouse bedroom", ["Poppy's playhouse kitchen"]],
    ['Red retrospot cup', ['Red retrospot tea cup and saucer', 'Red retrospot lunch box', 'Blue polkadot cup']],
    ['Jumbo bag red retrospot', ['Jumbo bag pink polkadot', 'Jumbo storage bag suki']],
    ['Dolly girl lunch box', ['Red retrospot lunch box']],
    ['Hand warmer owl design', ['Hot water bottle knitted union flag']],
    ['Crystal diamante expandable ring', ['Amethyst diamante expandable ring']],
  ])('finds what is like %j', (title, expected) => {
    expect(like(title, expected.length)).toEqual(expected);
  });

  it.each([
    ['lanterns', ['Small glass lantern', 'White metal lantern', 'Hanging metal star lantern']],
    ['RETROSPOT CUPS', ['Red retrospot cup', 'Red retrospot tea cup and saucer']],
    ['owl', ['Hand warmer owl design']],
    ['jewéllery', ['Crystal diamante expandable ring', 'Amethyst diamante expandable ring']],
  ])('answers the search %j', (term, expected) => {
    expect(search(term, expected.length).sort()).toEqual(expected.sort());
  });

  it('answers a search for nothing it knows with nothing', () => {
    for (const term of ['', 'bicycle', '"><script>', '__proto__', '\u0000']) expect(search(term)).toEqual([]);
  });

  it('never gives the product itself, gives each once, and best first', () => {
    const word = fc.constantFrom('red', 'blue', 'cup', 'bag', 'owl', 'ring', 'star');
    const title = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(title, { minLength: 1, maxLength: 30 }), fc.nat(), (all, at) => {
        const catalogue = catalogueOf(all.map((text, i) => productOf(`p${i}`, { title: text })));
        const source = at % all.length;
        const { length, item, score } = similarTo(catalogue, source, 10);
        const found = Array.from(item.subarray(0, length));
        expect(found).not.toContain(source);
        expect(new Set(found).size).toBe(length);
        const scores = Array.from(score.subarray(0, length));
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        expect(scores.every((value) => value > 0 && value <= 1.0001)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('agrees with the plain definition where nothing is cut off', () => {
    const size = shop.size;
    const { words } = shop;
    const vector = (i: number) => new Map([...words.wordsOf(i)].map((word) => [word, words.rarity(word)]));
    const dot = (a: Map<number, number>, b: Map<number, number>) =>
      [...a].reduce((sum, [word, weight]) => sum + weight * (b.get(word) ?? 0), 0);
    for (let source = 0; source < size; source++) {
      const { length, item, score } = similarTo(shop, source, size);
      for (let i = 0; i < length; i++) {
        const [a, b] = [vector(source), vector(item[i]!)];
        const cosine = dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
        const levels = shop.categories.shared(shop.category(source), shop.category(item[i]!));
        expect(score[i]).toBeCloseTo(cosine + (0.15 * levels) / 2, 5);
      }
    }
  });

  it('walks the rarest words first and stops at its cap', () => {
    const many = POSTINGS_PER_QUERY + 10;
    const catalogue = catalogueOf(
      Array.from({ length: many }, (_, i) => productOf(`p${i}`, { title: i > many - 3 ? 'common rare' : 'common' })),
    );
    const { length, item } = matching(catalogue, 'common rare', many);
    expect(length).toBe(POSTINGS_PER_QUERY);
    expect([...item.subarray(0, 2)]).toEqual([many - 2, many - 1]);
  });
});
