/** A title's colour words → the colours of its picture. */

export interface Colours {
  /** The thing's own colour, its dark and light side. */
  main: string;
  dark: string;
  light: string;
  /** Beside it: lids, trims, blossoms. */
  second: string;
  /** Whether the title names the second colour, or it was chosen to go with the first. */
  secondNamed: boolean;
  /** What the thing is covered with: `main`, or a pattern of it. */
  fill: string;
  /** Behind and below it. */
  wall: string;
  table: string;
}

export const INK = '#33232a';
export const PAPER = '#fbf6ec';
export const WOOD = '#bd8a58';
export const WOOD_DARK = '#8f6238';
export const METAL = '#a9b1b5';
export const METAL_DARK = '#7c868c';
export const BRASS = '#d3a548';
export const LEAF = '#5f8560';
export const GLASS = '#e8f3f3';
export const FLAME = '#f7b733';
export const GLOW = '#fff1c4';

/** Most particular first: "hot pink" before "pink". A second colour may follow the first. */
const WORDS: readonly (readonly [words: string, colour: string])[] = [
  ['hot pink|fuchsia|magenta|raspberry', '#d0346f'],
  ['midnight|navy|dark blue|jet', '#2d3c66'],
  ['light blue|baby blue|eau de nile|aqua|sky|pale blue', '#8fc0cf'],
  ['turquoise|teal', '#2f9a98'],
  ['mint|pistachio', '#9ccdb0'],
  ['lilac|lavender', '#a893cb'],
  ['amethyst|purple|violet|plum|grape|heather', '#7d5697'],
  ['red|retrospot|ruby|strawberry|cherry|scarlet|poppy|santa|tomato|lobster|toadstool', '#c93a33'],
  ['pink|rose|roses|blush|cupcake|fairy|babushka|dolly|charlotte|princess|candy|flamingo', '#e58aa0'],
  ['orange|tangerine|pumpkin|apricot|peach|carrot|coral|terracotta', '#e58a4b'],
  ['yellow|lemon|sunflower|daisy|honey|amber|topaz|mustard|banana|duck|chick|chicks|bee', '#efb93f'],
  ['gold|golden|brass|bronze', '#cfa044'],
  ['copper', '#bd7350'],
  [
    'green|emerald|leaf|olive|fern|apple|apples|holly|cactus|cacti|forest|herb|frog|botanical|garden|woodland|jade',
    '#5f9163',
  ],
  ['blue|sailor|seaside|ocean|sea|denim|cornflower|suki|spaceboy|space|sapphire|delft', '#4a7ba6'],
  ['chocolate|brown|coffee|mocha|wicker|rattan|hessian|jute|mink|walnut', '#8a5a3c'],
  ['natural|wooden|wood|rustic|bamboo|cork|kraft|paper', '#c69a6b'],
  ['black|skull|skulls|slate|noir|chalkboard|blackboard|gothic|monochrome', '#3d3940'],
  ['grey|gray|zinc|slate|stone|metal|iron|tin|aluminium|steel|pewter|galvanised', '#97a1a6'],
  ['silver|diamante|crystal|mirror|mirrored|mosaic|chrome|glitter', '#bcc6cc'],
  ['ivory|cream|vanilla|pearl|linen|butter|shell', '#f3e6cb'],
  ['white|snow|snowflake|porcelain|lace|angel|dove|feather|doily|frosted', '#f8f4ee'],
  ['union|jack|london|empire', '#c23b3b'],
  ['paisley|parade|circus|carousel', '#d9694f'],
];

const TESTS = WORDS.map(([words, colour]) => ({ test: new RegExp(`(?<![a-z])(?:${words})(?![a-z])`, 'g'), colour }));

/** For titles that name none: what a gift shop is painted in. */
const HOUSE = [
  '#d9694f',
  '#4a7ba6',
  '#5f9163',
  '#e3a93f',
  '#c9607d',
  '#2f8f8d',
  '#8a6aa3',
  '#b5543f',
  '#6f8f3f',
  '#3f6f86',
];

const WALLS = ['#f6e3d6', '#dfe9df', '#dbe8ec', '#f7e7bd', '#ece2ef', '#f5d9d8', '#e6e6d6', '#d9e2f0'];
/** For pale things, which would drown in the others. */
const DEEP_WALLS = ['#9dbcae', '#d99b86', '#8fb0c4', '#d8b25e', '#b79bbd', '#c98f9b', '#a9ac84', '#8d9cc0'];

/** @param seed of the product, so that it always looks the same */
export function coloursOf(title: string, seed: number): Colours {
  const words = title.toLowerCase();
  const found = TESTS.flatMap(({ test, colour }) => {
    const at = words.search(test);
    return at < 0 ? [] : [{ at, colour }];
  });
  // "Red retrospot": the order in the list decides between names of one colour, the order in the title between colours.
  const named = [...new Set(found.sort((a, b) => a.at - b.at).map(({ colour }) => colour))];
  const main = named[0] ?? (HOUSE[seed % HOUSE.length] as string);
  const second = named[1] ?? companion(main, seed);
  const walls = lightness(main) > 0.78 ? DEEP_WALLS : WALLS;
  const wall = furthest(walls, main, seed >>> 4);
  return {
    main,
    dark: mix(main, '#2b1216', 0.28),
    light: mix(main, '#ffffff', 0.42),
    second,
    secondNamed: named.length > 1,
    fill: main,
    wall,
    table: mix(wall, '#6b4636', 0.16),
  };
}

function companion(main: string, seed: number): string {
  const others = HOUSE.filter((colour) => distance(colour, main) > 0.35);
  return lightness(main) > 0.85
    ? (others[seed % others.length] as string)
    : seed % 3 === 0
      ? (others[seed % others.length] as string)
      : PAPER;
}

/** One of the walls that differ enough from the thing. */
function furthest(walls: readonly string[], main: string, seed: number): string {
  const fit = [...walls].sort((a, b) => distance(b, main) - distance(a, main)).slice(0, 5);
  return fit[seed % fit.length] as string;
}

type Channels = readonly [red: number, green: number, blue: number];

function channels(colour: string): Channels {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

export function mix(colour: string, other: string, share: number): string {
  const a = channels(colour);
  const b = channels(other);
  const mixed = a.map((channel, i) => Math.round(channel + ((b[i] as number) - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** 0 black to 1 white, as eyes weigh the channels. */
export function lightness(colour: string): number {
  const [red, green, blue] = channels(colour);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

/** 0 the same to about 1.7. */
function distance(a: string, b: string): number {
  const [x, y] = [channels(a), channels(b)];
  return Math.hypot(...x.map((channel, i) => (channel - (y[i] as number)) / 255));
}
