/** What a thing is covered with, by the words of its title: dots, stripes, checks, flowers, hearts … as an SVG pattern. */
import { type Colours, lightness, mix, PAPER } from './colours.ts';

type Draw = (base: string, mark: string, accent: string) => { size: number; turn?: number; marks: string };

const dot = (x: number, y: number, r: number, fill: string) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`;
const shape = (d: string, fill: string, transform = '') =>
  `<path d="${d}" fill="${fill}"${transform && ` transform="${transform}"`}/>`;

export const HEART = 'M0 9C-14-1-9-11-4-10C-1-9.500 0-7 0-6C0-7 1-9.500 4-10C9-11 14-1 0 9Z';
export const STAR =
  'M0-10 2.900-3.200 10-2.600 4.600 2.100 6.200 9.200 0 5.400-6.200 9.200-4.600 2.100-10-2.600-2.900-3.200Z';

const flower = (x: number, y: number, r: number, petal: string, heart: string) =>
  [0, 72, 144, 216, 288]
    .map((angle) => {
      const turn = (angle * Math.PI) / 180;
      return dot(Math.round(x + Math.sin(turn) * r), Math.round(y - Math.cos(turn) * r), Math.round(r * 0.72), petal);
    })
    .join('') + dot(x, y, Math.round(r * 0.55), heart);

const hearts: Draw = (_, mark) => ({
  size: 44,
  marks: shape(HEART, mark, 'translate(11 12)') + shape(HEART, mark, 'translate(33 34)'),
});

const PATTERNS: readonly (readonly [words: string, draw: Draw])[] = [
  [
    'retrospot|polka|spotty|spot|spots|dots?|toadstool|dotty',
    (_, mark) => ({ size: 34, turn: 45, marks: dot(9, 9, 6.5, mark) + dot(26, 26, 6.5, mark) }),
  ],
  [
    'gingham|check|tartan|madras|patchwork',
    (_, mark) => ({
      size: 32,
      marks: `<path d="M0 0H16V32H0Z" fill="${mark}" opacity=".5"/><path d="M0 0H32V16H0Z" fill="${mark}" opacity=".5"/>`,
    }),
  ],
  [
    'stripe|stripes|stripey|stripy|striped|ribbed|deckchair|regatta|sailor|candy',
    (_, mark) => ({ size: 30, marks: `<path d="M0 0H11V30H0Z" fill="${mark}" opacity=".85"/>` }),
  ],
  [
    'skulls?|crossbones|pirate',
    (_, mark) => ({
      size: 52,
      marks: [
        [14, 14],
        [40, 40],
      ]
        .map(
          ([x, y]) =>
            `<g transform="translate(${x} ${y})">${dot(0, -2, 9, mark)}<path d="M-5 5H5V11H-5Z" fill="${mark}"/>${dot(-3.5, -2, 2.4, '#33232a')}${dot(3.5, -2, 2.4, '#33232a')}</g>`,
        )
        .join(''),
    }),
  ],
  ['hearts?|love|sweetheart|valentine', hearts],
  [
    'stars?|space|spaceboy|twinkle|night|gymkhana',
    (_, mark, accent) => ({
      size: 50,
      marks: shape(STAR, mark, 'translate(13 13)') + shape(STAR, accent, 'translate(38 38) scale(.7)'),
    }),
  ],
  [
    'circus|carousel|harlequin|parade|fair|babushka|folkart|folk|russian|scandinavian',
    (_, mark, accent) => ({
      size: 36,
      marks: shape('M18 0 30 18 18 36 6 18Z', mark) + dot(0, 18, 4, accent) + dot(36, 18, 4, accent),
    }),
  ],
  [
    'paisley|moroccan|psychedelic|kashmiri|indian',
    (_, mark, accent) => ({
      size: 46,
      marks: [
        [14, 16, 20],
        [37, 38, 200],
      ]
        .map(
          ([x, y, turn]) =>
            `<g transform="translate(${x} ${y}) rotate(${turn})">${shape('M0-13C10-7 11 8 0 10C-11 10-11-3-4-5C-1-6 2-9 0-13Z', mark)}${dot(-1, 3, 3.4, accent)}</g>`,
        )
        .join(''),
    }),
  ],
  [
    'strawberry|strawberries|cherry|cherries|berry|fruit|fruits|apples?|pears?|tutti',
    (_, mark, accent) => ({
      size: 48,
      marks: [
        [13, 15],
        [37, 38],
      ]
        .map(
          ([x, y]) =>
            `<g transform="translate(${x} ${y})">${shape('M0 11C-9 5-10-4-5-6C-2-7 0-5 0-5C0-5 2-7 5-6C10-4 9 5 0 11Z', mark)}${shape('M-5-6 0-10 5-6 0-4Z', accent)}</g>`,
        )
        .join(''),
    }),
  ],
  [
    'woodland|leaf|leaves|fern|forest|botanical|herb|jungle|trees?',
    (_, mark, accent) => ({
      size: 46,
      marks: [
        [14, 14, 30],
        [36, 36, -40],
      ]
        .map(
          ([x, y, turn]) =>
            `<g transform="translate(${x} ${y}) rotate(${turn})">${shape('M0-13C8-5 8 5 0 13C-8 5-8-5 0-13Z', mark)}<path d="M0-10V16" stroke="${accent}" stroke-width="1.500"/></g>`,
        )
        .join(''),
    }),
  ],
  [
    'butterfly|butterflies|birds?|swallows?|owls?|lovebird|feather',
    (_, mark, accent) => ({
      size: 52,
      marks: [
        [14, 14, 15],
        [39, 40, -20],
      ]
        .map(
          ([x, y, turn]) =>
            `<g transform="translate(${x} ${y}) rotate(${turn})">${shape('M0 0C-4-12-14-10-12-2C-11 3-4 3 0 0C-4 5-8 10-4 11C-1 11 0 5 0 0C0 5 1 11 4 11C8 10 4 5 0 0C4 3 11 3 12-2C14-10 4-12 0 0Z', mark)}<path d="M0-5V9" stroke="${accent}" stroke-width="2" stroke-linecap="round"/></g>`,
        )
        .join(''),
    }),
  ],
  [
    'suki|retro|funky|big flower|daisy|daisies|seventies|marimekko|kitsch',
    (_, mark, accent) => ({ size: 58, marks: flower(17, 17, 9, mark, accent) + flower(45, 46, 7, mark, accent) }),
  ],
  [
    'roses?|floral|flowers?|blossom|garden|meadow|lily|peony|posy|posies|victorian|cottage|regency|spring|vintage|romantic|fairy|dolly',
    (_, mark, accent) => ({
      size: 50,
      marks:
        flower(14, 14, 6, mark, accent) +
        flower(39, 38, 6, mark, accent) +
        shape('M24 10q6-4 9 2q-6 4-9-2ZM12 36q6-4 9 2q-6 4-9-2Z', '#6f9a6f'),
    }),
  ],
  [
    'doily|doilies|lace|crochet|filigree|lattice|trellis|honeycomb|knitted|wicker|rattan|basket',
    (base, mark) => ({
      size: 26,
      turn: 45,
      marks: `<path d="M0 13H26M13 0V26" stroke="${mix(mark, base, 0.35)}" stroke-width="3.500"/>`,
    }),
  ],
  [
    'baroque|damask|flock|empire|french|chateau|brocante|rococo|parisienne|gothic|morris|boudicca',
    (base, mark) => ({
      size: 46,
      marks: [
        [12, 13],
        [35, 36],
      ]
        .map(([x, y]) =>
          shape(
            'M0-12C5-6 4-2 0 1C-4-2-5-6 0-12ZM-2 2C-10 3-12-5-8-8C-8-3-5-1-2 2ZM2 2C10 3 12-5 8-8C8-3 5-1 2 2ZM-3 4H3L0 11Z',
            mix(mark, base, 0.45),
            `translate(${x} ${y})`,
          ),
        )
        .join(''),
    }),
  ],
  [
    'alphabet|letters?|words?|news|music|pantry|kitchen|diner|billboard|font|airmail|post|script',
    (_, mark) => ({
      size: 40,
      marks: `<path d="M4 8H32M4 17H24M4 26H30M4 35H18" stroke="${mark}" stroke-width="3" stroke-linecap="round" opacity=".55"/>`,
    }),
  ],
];

const TESTS = PATTERNS.map(([words, draw]) => ({ test: new RegExp(`(?<![a-z])(?:${words})(?![a-z])`), draw }));

export interface Covering {
  definition: string;
  fill: string;
}

/**
 * @param heartShaped hearts on a heart are too many
 * @returns the pattern a title names, or none. Not all of a shop's things are patterned, and a plain one rests the eye.
 */
export function coveringOf(
  title: string,
  heartShaped: boolean,
  { main, second, secondNamed, dark }: Colours,
): Covering | undefined {
  const words = title.toLowerCase();
  const found = TESTS.find(({ test, draw }) => test.test(words) && !(heartShaped && draw === hearts));
  if (!found) return undefined;
  const pale = lightness(main) > 0.72;
  const mark = markOn(pale, { second, dark }, secondNamed);
  const accent = pale ? dark : mix(main, '#ffffff', 0.55);
  const { size, turn, marks } = found.draw(main, mark, accent);
  const transform = turn === undefined ? '' : ` patternTransform="rotate(${turn})"`;
  return {
    definition: `<pattern id="p" width="${size}" height="${size}" patternUnits="userSpaceOnUse"${transform}><path d="M0 0H${size}V${size}H0Z" fill="${main}"/>${marks}</pattern>`,
    fill: 'url(#p)',
  };
}

/** White on what is strong, as retrospot is; another colour where the title names one, or where white would be lost. */
function markOn(pale: boolean, { second, dark }: Pick<Colours, 'second' | 'dark'>, secondNamed: boolean): string {
  if (!pale) return secondNamed && lightness(second) > 0.3 ? second : PAPER;
  return lightness(second) > 0.72 ? mix(dark, '#c9607d', 0.5) : second;
}
