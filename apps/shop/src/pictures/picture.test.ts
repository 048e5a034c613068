import { describe, expect, it } from 'vitest';
import { coloursOf } from './colours.ts';
import { MOTIFS, motifOf } from './motif-of.ts';
import { coveringOf } from './patterns.ts';
import { drawProduct, piecesOf } from './picture.ts';
import { Sketch } from './sketch.ts';

const draw = (title: string, id = '1', name = 'Home decor') => drawProduct({ id, title, department: { name } });

/** Opened and closed in order, and nothing but shapes. */
function checkSvg(svg: string): void {
  const open: string[] = [];
  for (const [, closing, name, rest] of svg.matchAll(/<(\/?)([a-zA-Z]+)([^<>]*)>/g)) {
    expect(['svg', 'title', 'defs', 'clipPath', 'pattern', 'path', 'rect', 'circle', 'ellipse', 'g']).toContain(name);
    expect(rest).not.toMatch(/\bon\w+=|href=|style=/);
    if (closing) expect(open.pop()).toBe(name);
    else if (!rest?.endsWith('/')) open.push(name as string);
  }
  expect(open).toEqual([]);
  expect(svg).not.toMatch(/NaN|undefined|null|Infinity/);
}

describe('drawProduct', () => {
  it('draws the same product the same every time, and another one otherwise', () => {
    expect(draw('Jumbo bag red retrospot')).toBe(draw('Jumbo bag red retrospot'));
    expect(draw('Jumbo bag red retrospot')).not.toBe(draw('Jumbo bag pink polka-dot'));
  });

  it('is well-formed for every motif, alone and in sets', () => {
    for (const [name, motif] of Object.entries(MOTIFS)) {
      const sketch = new Sketch();
      motif.draw(sketch, coloursOf(name, 7));
      checkSvg(`<svg>${sketch}</svg>`);
    }
    for (const title of ['Set of 3 cake tins', '2 daisies hair comb', 'Pair of skulls', '', '🎈', 'x'.repeat(500)])
      checkSvg(draw(title));
  });

  it('keeps a hostile title text', () => {
    const svg = draw('</title><script>alert(1)</script><g onload="x">&');
    expect(svg).toContain(
      '<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;g onload=&quot;x&quot;&gt;&amp;</title>',
    );
    expect(svg).not.toContain('<script');
  });

  it('is small', () => {
    expect(draw('Set of 3 vintage rose paisley birdcages').length).toBeLessThan(16_000);
  });
});

describe('what is drawn', () => {
  it.each([
    ['White hanging heart T-light holder', 'hangingTLight'],
    ['Jumbo bag red retrospot', 'tote'],
    ['Regency cakestand 3 tier', 'cakeStand'],
    ['Alarm clock bakelike red', 'alarmClock'],
    ['Knitted Union flag hot water bottle', 'hotWaterBottle'],
    ['Set of 3 cake tins pantry design', 'tin'],
    ['Vintage Union Jack bunting', 'bunting'],
    ['Pink owl soft toy', 'owl'],
  ])('%s: %s', (title, motif) => {
    expect(motifOf(title, '')).toBe(MOTIFS[motif]);
  });

  it('goes by the department where no word tells', () => {
    expect(motifOf('Zzz', 'Jewellery')).toBe(MOTIFS.ring);
    expect(motifOf('Zzz', 'No such department')).toBe(MOTIFS.gift);
  });

  it("takes the title's colours in its order", () => {
    const { main, second, secondNamed } = coloursOf('Blue patch purse pink heart', 1);
    expect([main, second, secondNamed]).toEqual(['#4a7ba6', '#e58aa0', true]);
    expect(coloursOf('Hot pink mirror', 1).main).toBe('#d0346f');
  });

  it('covers it with the pattern that the title names, but no heart with hearts', () => {
    const colours = coloursOf('red', 1);
    expect(coveringOf('Red retrospot bowl', false, colours)?.definition).toContain('<circle');
    expect(coveringOf('Red heart bowl', false, colours)).toBeDefined();
    expect(coveringOf('Red heart bowl', true, colours)).toBeUndefined();
    expect(coveringOf('Bowl', false, colours)).toBeUndefined();
  });

  it('counts the pieces of a set up to three', () => {
    const titles = [
      'Set of 3 tins',
      'Pack of 72 cases',
      '4 candles',
      'Set of 2 tins',
      'Pair of clips',
      '3 tier stand',
      'Set of 1',
      'Mug',
    ];
    expect(titles.map(piecesOf)).toEqual([3, 3, 3, 2, 2, 1, 1, 1]);
  });
});
