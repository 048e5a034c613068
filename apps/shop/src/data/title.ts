/** Stock-list descriptions, all capitals and clipped ("SET/6 RED SPOTTY PAPER PLATES"), as titles one can read. */

/** What the stock list abbreviates or misspells, whole words, in lower case. */
const SPELLED: Readonly<Record<string, string>> = {
  asstd: 'assorted',
  asst: 'assorted',
  ass: 'assorted',
  assort: 'assorted',
  col: 'colours',
  cols: 'colours',
  des: 'designs',
  dec: 'decoration',
  deco: 'deco',
  choc: 'chocolate',
  turq: 'turquoise',
  "b'fly": 'butterfly',
  necklac: 'necklace',
  xmas: 'christmas',
  tassle: 'tassel',
  cinammon: 'cinnamon',
  fuschia: 'fuchsia',
  pannetone: 'panettone',
  childrens: "children's",
  childs: "child's",
  girls: 'girls',
  doiley: 'doily',
  tealight: 't-light',
  tealights: 't-lights',
  'm.o.p': 'mother-of-pearl',
  mop: 'mother-of-pearl',
  w: 'with',
  'w/': 'with',
  pcs: 'pieces',
  pc: 'piece',
  rnd: 'round',
  sml: 'small',
  lge: 'large',
  med: 'medium',
  xl: 'extra large',
  enam: 'enamel',
  silv: 'silver',
  glod: 'gold',
  cushon: 'cushion',
  vippassport: 'vip passport',
  ipod: 'iPod',
  squarecushion: 'square cushion',
  polkadot: 'polka-dot',
  polkadots: 'polka dots',
  keyring: 'key ring',
  lampshade: 'lampshade',
  lunchbox: 'lunch box',
};

/** Names, places and seasons keep their capital. */
const NAMES = new Set(
  `christmas easter advent valentine valentines london paris french english danish swiss scandinavian victorian edwardian
  union jack spaceboy charlie lola suki charlotte bertie boudicca murano moroccan chinese japanese indian vegas las santa
  elvis morris scottie columbian colombian montana acapulco medina feltcraft parisienne england britain british brighton
  venetian america american europe african germany italy italian spanish swedish noel poppy's billy boris harmonica's
  cambridge oxford edinburgh manhattan hawaii hawaiian turkish mexican russian babushka marie antoinette empire georgian
  ming zanzibar picasso haynes monte carlo riviera mrs mr ms dr kensington knightsbridge chelsea nile jubilee mary
  rosie raggedy monday tuesday wednesday thursday friday saturday sunday january february march's april's
  toulouse provence amelie kashmir bombay bengal andes peru willie winkie jack's gothic cupid rudolph`.split(/\s+/),
);
for (const word of ["march's", "april's", "harmonica's"]) NAMES.delete(word);

const CAPITALS = new Set('uk usb led tv cd dvd bbq vip 3d lp sms diy abc xx a4 a5 a6 a7 ii'.split(' '));

export function titleOf(description: string): string {
  const spaced = description
    .toLowerCase()
    .replace(/[`´‘’]/g, "'")
    .replace(/^[\s*.,'-]+|[\s*.,;:-]+$/g, '')
    .replace(/\bset\s*(?:\/\s*|(?=\d))(\d+)\b/g, 'set of $1')
    .replace(/\bs\/(\d+)\b/g, 'set of $1')
    .replace(/\b(pack|box|bag)\/(\d+)\b/g, '$1 of $2')
    .replace(/\bset (?:of)?(\d+)\b/g, 'set of $1')
    .replace(/\bc\/cover\b/g, 'cushion cover')
    .replace(/\bw\/\s*/g, 'with ')
    .replace(/(\d)\s*(?:cm)?\s*x\s*(\d+)\s*cm\b/g, '$1 × $2 cm')
    .replace(/\b(\d+)\s*(cm|mm|ml|kg|g|m)\b/g, '$1 $2')
    .replace(/\s*\+\s*/g, ' + ')
    .replace(/\s*&\s*/g, ' & ')
    .replace(/\s*,\s*/g, ', ')
    .replace(/\.(?=[a-z]{3})/g, '. ')
    .replace(/\s+/g, ' ')
    .trim();
  const words = spaced.split(' ').flatMap((word) => (SPELLED[bare(word)] ? respell(word).split(' ') : [word]));
  const title = words
    .join(' ')
    .replace(/\bassorted colours?\b/g, 'assorted colours')
    .replace(/[a-z0-9'.]+/gi, capital)
    .replace(/\bT-?lights?\b/gi, (found) => (found.toLowerCase().endsWith('s') ? 'T-lights' : 'T-light'));
  return title.replace(/^(["'(]*)(\p{Ll})/u, (_, before: string, first: string) => before + first.toUpperCase());
}

function bare(word: string): string {
  return word.replace(/^[("]+|[)",.!?]+$/g, '');
}

function respell(word: string): string {
  const inner = bare(word);
  return word.replace(inner, SPELLED[inner] as string);
}

function capital(word: string): string {
  if (CAPITALS.has(word)) return word.toUpperCase();
  if (word === 'i' || /^i'(m|ll|ve|d)$/.test(word)) return `I${word.slice(1)}`;
  const name = NAMES.has(word) || NAMES.has(word.replace(/'?s$/, ''));
  return name ? word[0]?.toUpperCase() + word.slice(1) : word;
}
