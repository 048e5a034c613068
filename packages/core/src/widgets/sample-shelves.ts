/** Shelves of every kind that templates meet: what a shop's own template is tried on, and what the gallery shows. */
import type { Product } from '../catalogue/product.ts';
import type { ContentEntry, TemplateName } from '../plan/plan.ts';
import type { ShelfCard, ShelfInput } from './shelf.ts';

export const SAMPLE_STATES = [
  'full',
  'few',
  'one',
  'empty',
  'long titles',
  'no picture',
  'sold out',
  'discount',
  'hostile',
] as const;
export type SampleState = (typeof SAMPLE_STATES)[number];

const ORIGIN = 'https://shop.example';
const TITLES = [
  'Regency cake stand, three tiers',
  'White hanging heart candle holder',
  'Jumbo bag, red retro spots',
  'Assorted colour bird ornament',
  'Lunch bag, black skull',
  'Set of six spice tins, pantry design',
  'Alarm clock, bakelike green',
  'Jam making set with jars',
];
const LONG =
  'Hand-embroidered Donaudampfschifffahrtsgesellschaftskapitänsmütze with a velvet lining, adjustable strap and a small anchor, in a box, size 58, limited edition of 200 pieces';

export const HOSTILE_TEXTS = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  'x onmouseover=alert(1) y=',
  'javascript:alert(1)',
  '</template></edgewise-recs><iframe src=javascript:alert(1)>',
  '{{ shelf.title | raw }}{% for i in (1..1000000000) %}x{% endfor %}',
  '\uFDD00\uFDD1<svg/onload=alert(1)>',
  '\u202Egnp.exe <!-- --!> &lt;script&gt;',
] as const;

/** @param origin of the addresses of pictures */
function product(i: number, over: Partial<Product>, offer: object, origin: string): Product {
  return {
    group: `g${i}`,
    id: `sample-${i}`,
    title: TITLES[i % TITLES.length]!,
    brand: 'Acme',
    category: ['Home', 'Kitchen'],
    image: { url: `${origin}/${i % 8}.svg`, width: 600, height: 600 },
    offers: { m: { url: `${ORIGIN}/p/${i}`, price: 1275 + i * 310, currency: 'EUR', ...offer } },
    stock: 3,
    added: 0,
    ...over,
  };
}

const COUNTS: Partial<Record<SampleState, number>> = { few: 2, one: 1, empty: 0 };

function cardsOf(state: SampleState, template: TemplateName, origin: string): ShelfCard[] {
  const full = template === 'bundle' ? 2 : 8;
  return Array.from({ length: Math.min(full, COUNTS[state] ?? full) }, (_, i) => {
    const hostile = HOSTILE_TEXTS[i % HOSTILE_TEXTS.length]!;
    const over: Partial<Product> =
      state === 'long titles'
        ? { title: LONG }
        : state === 'sold out'
          ? { stock: 'out' }
          : state === 'hostile'
            ? { id: `sample-${i} ${hostile}`, title: hostile, brand: hostile, category: [hostile] }
            : {};
    const made = product(i, over, state === 'discount' ? { was: 1275 + i * 310 + 900 } : {}, origin);
    if (state === 'no picture') delete made.image;
    if (state === 'hostile' && made.image) made.image = { ...made.image, url: `${origin}/${i % 8}.svg?${hostile}` };
    const reason = state === 'hostile' ? hostile : i % 3 === 0 ? 'Popular now' : '';
    return { product: made, strategy: 'trending', reason };
  });
}

const every = (text: string) => ({ en: text });
const TILES: [title: Record<string, string>, text: Record<string, string>][] = [
  [
    { en: 'Kitchen', ro: 'Bucătărie', ru: 'Кухня', pl: 'Kuchnia' },
    {
      en: 'Everything that bakes, boils and stores.',
      ro: 'Tot ce coace, fierbe și păstrează.',
      ru: 'Всё, чтобы печь, варить и хранить.',
      pl: 'Wszystko do pieczenia, gotowania i przechowywania.',
    },
  ],
  [
    { en: 'Lights', ro: 'Lumini', ru: 'Свет', pl: 'Światła' },
    {
      en: 'Lamps, candles, and what holds them.',
      ro: 'Lămpi, lumânări și suporturile lor.',
      ru: 'Лампы, свечи и подсвечники.',
      pl: 'Lampy, świece i świeczniki.',
    },
  ],
  [
    { en: 'Bags', ro: 'Genți', ru: 'Сумки', pl: 'Torby' },
    {
      en: 'For lunch, for shopping, for the sea.',
      ro: 'Pentru prânz, cumpărături și mare.',
      ru: 'Для обеда, покупок и моря.',
      pl: 'Na lunch, na zakupy, nad morze.',
    },
  ],
  [
    { en: 'Gifts under twenty', ro: 'Cadouri sub douăzeci', ru: 'Подарки до двадцати', pl: 'Prezenty do dwudziestu' },
    {
      en: 'Small things that arrive in time.',
      ro: 'Lucruri mici care ajung la timp.',
      ru: 'Мелочи, которые придут вовремя.',
      pl: 'Drobiazgi, które zdążą na czas.',
    },
  ],
];

function contentOf(state: SampleState, origin: string): ContentEntry[] {
  const count = COUNTS[state] ?? TILES.length;
  return TILES.slice(0, count).map(([title, text], i) => {
    const hostile = HOSTILE_TEXTS[i]!;
    return {
      title: state === 'hostile' ? every(hostile) : state === 'long titles' ? every(LONG) : title,
      text: state === 'hostile' ? every(hostile) : state === 'long titles' ? every(`${LONG} ${LONG}`) : text,
      url: state === 'hostile' && i === 0 ? 'javascript:alert(1)' : `/c/${i}`,
      ...(state !== 'no picture' && { image: `${origin}/${i}.svg` }),
    };
  });
}

export const SAMPLE_TITLE = {
  en: 'Picked for you',
  ro: 'Alese pentru tine',
  ru: 'Подобрано для вас',
  pl: 'Wybrane dla Ciebie',
} as const;
const LOCALES = { en: 'en-GB', ro: 'ro-RO', ru: 'ru-RU', pl: 'pl-PL' } as const;
/** 20 November 2026, 10:00 UTC. */
const NOW = 1_795_168_800_000;

/** @param pictures address below which there are pictures 0.svg to 7.svg */
export function sampleShelf(
  template: TemplateName,
  state: SampleState,
  language: keyof typeof LOCALES = 'en',
  { pictures = `${ORIGIN}/img`, now = NOW }: { pictures?: string; now?: number } = {},
): ShelfInput {
  const looked = product(
    9,
    { title: 'Teapot with a bamboo handle', stock: state === 'sold out' ? 'out' : 'in' },
    {},
    pictures,
  );
  return {
    placement: { id: `${template}-${state.replace(' ', '-')}`, template, content: contentOf(state, pictures) },
    title: state === 'hostile' ? HOSTILE_TEXTS[1] : state === 'long titles' ? LONG : SAMPLE_TITLE[language],
    cards: cardsOf(state, template, pictures).map((card) => ({
      ...card,
      product: { ...card.product, stated: now - 3_600_000 },
    })),
    market: 'm',
    language,
    locale: LOCALES[language],
    now,
    stockAt: now - 5_000,
    ...(template === 'banner' && { ends: { at: now + 93_784_000, timeZone: 'Europe/Bucharest' } }),
    ...(template === 'bundle' && { looked }),
  };
}

/** One shelf of each state, and one as long as a shelf may be. */
export const SAMPLE_SHELVES: readonly ShelfInput[] = [
  ...SAMPLE_STATES.map((state) => sampleShelf('grid', state)),
  {
    ...sampleShelf('grid', 'discount'),
    cards: Array.from({ length: 48 }, (_, i) => ({
      product: product(i, { title: LONG }, { was: 9_900_000 }, ORIGIN),
      strategy: 'trending' as const,
      reason: LONG,
    })),
  },
];
