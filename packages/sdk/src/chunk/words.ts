/**
 * What shops say in words of their own: whether a thing can be had, in the languages we know, and signs of money that few
 * shops leave without a code. Comes for a product that states them so.
 */
import { type Availability, inWholeUnits, signOf } from './offer.ts';

/** The narrower first. */
const SAID: [Availability, RegExp][] = [
  ['preorder', /pre[-_ ]?(order|sale|venta)|vorbestell|precom|pr[ée]commande|предзаказ|передзам|przedsprz|предпоръч/i],
  [
    'out_of_stock',
    /out|oos|habis|sold|discont|reserved|unavail|not ?avail|nicht|ausverk|vergrif|agotad|sin stock|[ée]puis|rupture|epuiz|esauri|non disp|no disp|indisp|esgot|(^|\s)(нет|нема|немає|не в|hết)(\s|$)|законч|закінч|відсут|отсут|распрод|продано|ожида|очіку|niedost|brak|wyprz|vyprod|vypred|nen[ií]|uitverk|niet|udsolgt|slut|ikke|inte|loppu|elfogy|nincs|nu e|изчерп|tükend|stokta yok|[εέ]ξαντλ|(^|\s)(nema|ni|nav|nėra|μη|δεν|לא)\s|rasprod|otsas|אזל|غير|نفد|หมด|없음|売り切れ|品切|在庫なし|缺货|缺貨|售罄|품절|ناموجود|اتمام|false|^0$/i,
  ],
  [
    'backorder',
    /back|made|to order|under order|бекордер|(под|на|під) зак|замовл|la comand|sur commande|na objed|na zam/i,
  ],
  [
    'in_stock',
    /in[-_ ]?st|limited|online|avail|stoc|stok|lager|liefer|verf[uü]g|disp|sklad|dost[ęeę]p|magaz|налич|наявн|склад|voorr|lever|varas|k[ée]szl|rakt|còn|saatavilla|zalih|stanju|zalog|sandėl|noliktav|laos|διαθ|απόθεμα|במלאי|متوفر|متاح|موجود|มีสินค้า|재고|在庫|有货|現貨|yes|true|^1$/i,
  ],
];

export const availabilityOf = (said: string): Availability | undefined =>
  SAID.find(([, words]) => words.test(said))?.[0];

const SIGNS: [string, RegExp][] = [
  ['CAD', /^ca?\$/i],
  ['AUD', /^au?\$/i],
  ['NZD', /^nz\$/i],
  ['HKD', /^hk\$/i],
  ['SGD', /^s\$/i],
  ['TWD', /^nt\$/i],
  ['MXN', /^mx?\$/i],
  ['TRY', /₺|\btl\b/i],
  ['ILS', /₪|\bnis\b/i],
  ['BGN', /лв/i],
  ['UAH', /₴|грн/i],
  ['CZK', /kč/i],
  ['INR', /₹|\brs\b/i],
  ['BRL', /r\$/i],
  ['KZT', /₸/],
  ['HUF', /\bft\b/i],
  ['IDR', /^rp/i],
  ['MYR', /^rm/i],
  ['CHF', /^s?fr\b/i],
  ['RSD', /din|дин/i],
  ['VND', /[₫đ]/i],
  ['THB', /฿/],
  ['PHP', /₱/],
  ['NGN', /₦/],
  ['GEL', /₾/],
  ['JPY', /円/],
  ['KRW', /[₩원]/],
  ['AED', /د\.?إ/],
  ['SAR', /ر\.?س|ريال سعودي/],
  ['EGP', /ج\.?م|جنيه/],
  ['KWD', /د\.?ك/],
  ['QAR', /ر\.?ق/],
  ['PEN', /^s\/$/i],
  ['ZAR', /^r$/i],
  ['KES', /^ksh/i],
  ['MAD', /^dh$|د\.?م/i],
  ['TND', /^dt$|د\.?ت/i],
  ['DZD', /^da$|د\.?ج/i],
  ['BDT', /৳/],
  ['CRC', /₡/],
  ['PYG', /₲/],
  ['AMD', /֏/],
  ['AZN', /₼/],
  ['MNT', /₮/],
  ['GHS', /₵/],
];

const MARKS: Record<string, string> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  uml: '\u0308',
  tilde: '\u0303',
  ring: '\u030a',
  cedil: '\u0327',
  caron: '\u030c',
};
const LETTERS: Record<string, string> = {
  szlig: 'ß',
  oslash: 'ø',
  Oslash: 'Ø',
  aelig: 'æ',
  AElig: 'Æ',
  oelig: 'œ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  hellip: '…',
  trade: '™',
  reg: '®',
  copy: '©',
  deg: '°',
  times: '×',
  ordm: 'º',
  ordf: 'ª',
  frac12: '½',
};

/** What HTML calls the letters of Europe, and the signs that stand in names: `Elo&iacute;sa`. */
export const lettersOf = (text: string): string =>
  text
    .replace(/&([a-zA-Z])(acute|grave|circ|uml|tilde|ring|cedil|caron);/g, (_, letter, mark) => letter + MARKS[mark])
    .normalize('NFC')
    .replace(/&(\w+);/g, (all, name) => (Object.hasOwn(LETTERS, name) ? LETTERS[name]! : all));

/** Digits of other scripts, and their marks, as computers write them. */
export const digitsOf = (amount: string): string =>
  amount
    .replace(/٫/g, '.')
    .replace(/٬/g, ',')
    .replace(/\p{Nd}/gu, (digit) => {
      let nought = digit.codePointAt(0)!;
      while (/\p{Nd}/u.test(String.fromCodePoint(nought - 1))) nought--;
      // Some scripts' tens stand one behind the other.
      return `${(digit.codePointAt(0)! - nought) % 10}`;
    });

/** @param said a price without its digits */
export const currencyOf = (said: string | undefined): string | undefined =>
  SIGNS.find(([, sign]) => sign.test(`${said}`))?.[0];

/** What any node of the page's JSON-LD, or its elements, say once for all that it has. */
export function currencySaid(page: Document): string | undefined {
  const element = page.querySelector('[property$="price:currency"],[itemprop=priceCurrency]');
  if (element) return element.getAttribute('content') ?? element.textContent ?? undefined;
  const [, stated] =
    [...page.querySelectorAll('script[type*="ld+json" i]')]
      .map(({ textContent }) => /"(?:currenciesAccepted|(?:price)?Currency)"\s*:\s*"(\w{3})"/.exec(textContent ?? ''))
      .find(Boolean) ?? [];
  return stated;
}

/** An amount as `toAmount` reads it: of other scripts, with its currency beside it, in thousands, as floating point leaves a sum. */
function settled(value: unknown, currency: string): unknown {
  const { amount = value } = Object(value) as { amount?: unknown };
  return typeof amount === 'number' ? +amount.toPrecision(12) : inWholeUnits(digitsOf(`${amount}`), currency);
}

/** What an event states in a shop's own words: its amounts, the currency by their signs, what is in stock. */
export function settle(items: Record<string, unknown>[], params: Record<string, unknown>): void {
  params.currency ??= [...items.map(({ price }) => price), params.value]
    .map((said) => {
      const { currencyCode, currency = currencyCode } = Object(said) as Record<string, unknown>;
      return currency ?? currencyOf(signOf(`${said ?? ''}`));
    })
    .find(Boolean);
  for (const [at, name] of [...items.map((item) => [item, 'price'] as const), [params, 'value'] as const])
    if (at[name] !== undefined) at[name] = settled(at[name], `${params.currency}`);
  const [one, ...others] = items;
  // Cents, beside a value that is none.
  if (one && !others[0] && Number(one.price) === Math.round(Number(params.value) * 100)) one.price = params.value;
  for (const item of items)
    if (item.availability) item.availability = availabilityOf(`${item.availability}`.replace(/.*\//, ''));
}
