import { describe, expect, it } from 'vitest';
import { titleOf } from './title.ts';

describe('titleOf', () => {
  it.each([
    ['WHITE HANGING HEART T-LIGHT HOLDER', 'White hanging heart T-light holder'],
    ['SET/6 RED SPOTTY PAPER PLATES', 'Set of 6 red spotty paper plates'],
    ['SET 7 BABUSHKA NESTING BOXES', 'Set of 7 Babushka nesting boxes'],
    ['SET OF 3 CAKE TINS PANTRY DESIGN ', 'Set of 3 cake tins pantry design'],
    ['S/4 CACTI CANDLES', 'Set of 4 cacti candles'],
    ["PAPER CHAIN KIT 50'S CHRISTMAS ", "Paper chain kit 50's Christmas"],
    ['4 PURPLE FLOCK DINNER CANDLES', '4 purple flock dinner candles'],
    ['I LOVE LONDON MINI BACKPACK', 'I love London mini backpack'],
    ['VINTAGE UNION JACK BUNTING', 'Vintage Union Jack bunting'],
    ['*USB Office Mirror Ball', 'USB office mirror ball'],
    ['POLYESTER FILLER PAD 45x30cm', 'Polyester filler pad 45 × 30 cm'],
    ['CHRISTMAS GLASS BALL 15CM', 'Christmas glass ball 15 cm'],
    ['ASSTD DESIGN 3D PAPER STICKERS', 'Assorted design 3D paper stickers'],
    ['CHARLIE+LOLA RED HOT WATER BOTTLE ', 'Charlie + Lola red hot water bottle'],
    ['FAIRY CAKE NOTEBOOK A5 SIZE', 'Fairy cake notebook A5 size'],
    ['BLUE POLKADOT  BOWL.', 'Blue polka-dot bowl'],
  ])('%s → %s', (description, title) => {
    expect(titleOf(description)).toBe(title);
  });

  it('leaves a title as it is', () => {
    for (const title of [
      'White hanging heart T-light holder',
      'Set of 6 red spotty paper plates',
      '4 purple candles',
    ]) {
      expect(titleOf(title)).toBe(title);
    }
  });

  it('has nothing to say about nothing', () => {
    expect(titleOf(' ..* ')).toBe('');
  });
});
