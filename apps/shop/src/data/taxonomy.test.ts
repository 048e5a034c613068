import { describe, expect, it } from 'vitest';
import { categoryOf, OTHER } from './taxonomy.ts';

describe('categoryOf', () => {
  it.each([
    ['White hanging heart T-light holder', 'Candles & lights', 'T-light & candle holders'],
    ['Jumbo bag red retrospot', 'Bags & accessories', 'Bags & shoppers'],
    ['Regency cakestand 3 tier', 'Kitchen & dining', 'Baking & cakes'],
    ['Vintage Union Jack bunting', 'Party & celebrations', 'Bunting & garlands'],
    ['Natural slate heart chalkboard', 'Signs & wall art', 'Signs & letters'],
    ['Alarm clock bakelike red', 'Clocks, frames & mirrors', 'Clocks & thermometers'],
    ['Mini jigsaw circus parade', 'Toys & children', 'Games & puzzles'],
    ['Amber glass drop bracelet', 'Jewellery', 'Bracelets'],
    ['Small popcorn holder', 'Storage & furniture', 'Boxes, baskets & drawers'],
  ])('%s stands in %s', (title, department, shelf) => {
    expect(categoryOf(title)).toEqual([department, shelf]);
  });

  it('goes by the thing and not by what is printed on it', () => {
    expect(categoryOf('Knitted Union flag hot water bottle')[1]).toBe('Hot-water bottles & warmers');
    expect(categoryOf("Children's dolly girl mug")[1]).toBe('Mugs & cups');
    expect(categoryOf('Magnets pack of 4 swallows')[0]).toBe('Kitchen & dining');
  });

  it('looks for Christmas first', () => {
    expect(categoryOf('Christmas card singing angel')).toEqual(['Christmas', 'Cards & wrapping']);
    expect(categoryOf('Christmas tree T-light holder')).toEqual(['Christmas', 'Lights & candles']);
  });

  it('matches whole words', () => {
    expect(categoryOf('Pinking')).toEqual(OTHER);
    expect(categoryOf('')).toEqual(OTHER);
  });
});
