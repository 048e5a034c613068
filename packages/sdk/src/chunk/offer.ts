/** What an offer states: its price, the currency, whether it can be had. Shops write each in every way there is. */
import { codeOf, type Thing, textOf, thingsOf } from './thing.ts';

/** Google's feed and the worker know these. */
export type Availability = 'in_stock' | 'out_of_stock' | 'preorder' | 'backorder';

/** schema.org's names, and the words of shops in the languages we know, the narrower first. */
const SAID: [Availability, RegExp][] = [
  ['preorder', /pre[-_ ]?(order|sale|venta)|vorbestell|precom|pr[ée]commande|предзаказ|передзам|przedsprz|предпоръч/i],
  [
    'out_of_stock',
    /out|sold|discont|reserved|unavail|not ?avail|nicht|ausverk|vergrif|agotad|sin stock|[ée]puis|rupture|epuiz|esauri|non disp|no disp|indisp|(^|\s)(нет|нема|немає|не в)(\s|$)|законч|закінч|відсут|отсут|распрод|продано|ожида|очіку|niedost|brak|wyprz|vyprod|nen[ií]|uitverk|niet|udsolgt|slut|ikke|inte|loppu|elfogy|nincs|nu e|изчерп|tükend|[εέ]ξαντλ|false|^0$/i,
  ],
  [
    'backorder',
    /back|made|to order|under order|бекордер|(под|на|під) зак|замовл|la comand|sur commande|na objed|na zam/i,
  ],
  [
    'in_stock',
    /in[-_ ]?st|limited|online|avail|stoc|stok|lager|liefer|verf[uü]g|disp[oó]n|sklad|dost[ęeę]p|magaz|налич|наявн|склад|voorr|lever|varas|k[ée]szl|rakt|yes|true|^1$/i,
  ],
];

export function availabilityOf(value: unknown): Availability | undefined {
  // Of an address, its last part.
  const said = textOf(value)
    ?.replace(/^https?:\/\/.*[/#](?=.)/, '')
    .replace(/\/$/, '');
  return said ? SAID.find(([, words]) => words.test(said))?.[0] : undefined;
}

const SIGNS: [string, RegExp][] = [
  ['EUR', /€|euro/i],
  ['GBP', /£/],
  ['PLN', /zł|zl/i],
  ['RON', /\blei\b/i],
  ['RUB', /₽|руб|rur/i],
  ['UAH', /₴|грн/i],
  ['CZK', /kč/i],
  ['INR', /₹|\brs\b/i],
  ['TRY', /₺/],
  ['ILS', /₪/],
  ['KRW', /₩/],
  ['BRL', /r\$/i],
  ['BGN', /лв/i],
  ['KZT', /₸/],
  ['VND', /₫/],
  ['HUF', /\bft\b/i],
  ['USD', /^\W*\$|us\$/i],
];

/** ISO 4217, by code or by a sign that one currency alone has. */
export function currencyOf(stated: string | undefined): string | undefined {
  if (!stated) return undefined;
  return SIGNS.find(([, sign]) => sign.test(stated))?.[0] ?? /^[a-z]{3}$/i.exec(stated.trim())?.[0].toUpperCase();
}

/** Nobody there prices by the thousandth, so that "12.990" is what it looks like to them. */
const WHOLE = /^(CLP|COP|VND|IDR|HUF|KRW|JPY|PYG|ISK|ARS)$/;

export const inWholeUnits = (amount: string, currency: string | undefined): string =>
  WHOLE.test(`${currency}`) && /^\D*\d{1,3}\.\d{3}\D*$/.test(amount) ? amount.replace('.', '') : amount;

/** What it was before, what members pay, what a litre of it costs: not what is paid for it. */
const isAsked = (spec: Thing): boolean =>
  !/list|strike|regular|msrp|srp|suggest|invoice/i.test(codeOf(spec.pricetype)) &&
  !/Delivery|Payment|Shipping/.test(codeOf(spec['@type'])) &&
  !spec.referencequantity &&
  !spec.validformembertier;

export interface Price {
  amount: string;
  currency: string | undefined;
}

/** The price that `thing` states: of its own, else of its specifications. */
export function priceOf(thing: Thing): Price | undefined {
  const specs = thingsOf(thing.pricespecification);
  const asked = specs.filter(isAsked);
  const specified = asked.length > 0 ? asked : specs;
  for (const at of [thing, ...specified]) {
    for (const name of ['price', 'lowprice', 'minprice', 'sale_price', 'amount', 'highprice', 'maxprice']) {
      const amount = textOf(at[name]);
      if (!amount || !/\d/.test(amount)) continue;
      const currency = [at, thing, ...specs]
        .flatMap((one) => [one.pricecurrency, one.currency, one.currencycode])
        .map((stated) => currencyOf(textOf(stated)))
        .find(Boolean);
      return { amount, currency: currency ?? currencyOf(amount.replace(/[\d.,\s'’–-]/g, '')) };
    }
  }
  return undefined;
}
