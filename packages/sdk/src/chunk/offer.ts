/** What an offer states: its price, the currency, whether it can be had. Shops write each in every way there is. */
import { currencyOf } from './currency.ts';
import { codeOf, type Thing, textOf, thingsOf } from './thing.ts';

/** Google's feed and the worker know these. */
export type Availability = 'in_stock' | 'out_of_stock' | 'preorder' | 'backorder';

/** What is said of the stock, of an address its last part. */
export const saidOf = (value: unknown): string | undefined => {
  const said = textOf(value);
  return said && /^https?:/.test(said) ? codeOf(said) : said;
};

/** schema.org's names and their kin, the narrower first; other words are for `words.ts`. */
const NAMES: [Availability, RegExp][] = [
  ['preorder', /^pre[-_ ]?(order|sale)/i],
  ['out_of_stock', /^(out[-_ ]?of[-_ ]?st|sold|discont|reserved|false$|0$)/i],
  ['backorder', /^(back|made)/i],
  ['in_stock', /^(in[-_ ]?sto|limited|online|available(?! on)|true$|1$)/i],
];

export function availabilityOf(value: unknown): Availability | undefined {
  const said = saidOf(value);
  return said ? NAMES.find(([, names]) => names.test(said))?.[0] : undefined;
}

/** Nobody there prices by the thousandth, so that "12.990" is what it looks like to them; nor anywhere but in the last, for shoppers. */
const WHOLE = /^(CLP|COP|VND|IDR|HUF|KRW|JPY|PYG|ISK|ARS)$/;
const IN_THOUSANDTHS = /^(KWD|BHD|OMR|JOD|TND|IQD|LYD)$/;

export function inWholeUnits(amount: string, currency: string | undefined): string {
  // "12 € 50" of a French price tag.
  const plain = amount.replace(/^([\d\s.]+)€\s?(\d\d)$/, '$1,$2').replace(/(\d)[.,]$/, '$1');
  // What has a sign beside it was written for shoppers; computers write digits alone.
  const isWhole = WHOLE.test(`${currency}`) || (/[^\d.]/.test(plain) && !IN_THOUSANDTHS.test(`${currency}`));
  return isWhole && /^\D*[1-9]\d{0,2}\.\d{3}\D*$/.test(plain) ? plain.replace('.', '') : plain;
}

const minimum = ({ eligiblequantity }: Thing): number => {
  const [quantity] = thingsOf(eligiblequantity);
  return Number(textOf(quantity?.minvalue ?? quantity?.value));
};
/** The price of many, of something used, for members, or to borrow it: a page shows it beside its price. */
export const isAside = (thing: Thing): boolean =>
  minimum(thing) > 1 ||
  !!thing.validformembertier ||
  /used|refurb|damaged/i.test(codeOf(thing.itemcondition)) ||
  /lease|rent|^buy/i.test(codeOf(thing.businessfunction));

const isOver = ({ validthrough, pricevaliduntil, validfrom }: Thing): boolean =>
  Date.parse(`${textOf(pricevaliduntil ?? validthrough)}`) < Date.now() ||
  Date.parse(`${textOf(validfrom)}`) > Date.now();
/** Shops forget the date of their only offer: it counts beside one that holds. */
export const holding = (list: Thing[]): Thing[] => {
  const held = list.filter((one) => !isOver(one));
  return held[0] ? held : list;
};

/** 0 for what it was before, what members and subscribers pay, what a litre of it costs: not what is paid for it. */
function rank(spec: Thing): number {
  const type = codeOf(spec.pricetype);
  const isOther =
    /list|strike|regular|msrp|srp|suggest|invoice|^unit/i.test(type) ||
    /\b(list|regular|old|was|original|msrp|r?rrp|uvp)\b/i.test(textOf(spec.name) ?? '') ||
    /Delivery|Payment|Shipping/.test(codeOf(spec['@type'])) ||
    !!(spec.referencequantity ?? spec.billingduration ?? spec.billingincrement) ||
    isAside(spec);
  return isOther ? 0 : /sale/i.test(type) ? 2 : 1;
}

/** Code units: what is longer is no price, and takes long to read. */
const LONGEST = 100;

export interface Price {
  amount: string;
  currency: string | undefined;
}

/** A price without its digits: "€", "zł". */
export const signOf = (amount: string): string => amount.replace(/[\d.,\s'’–-]/g, '');

/** The price that `thing` states: of its own, else of its specifications. */
export function priceOf(thing: Thing): Price | undefined {
  const specs = thingsOf(thing.pricespecification);
  const asked = specs.filter(rank);
  const specified = holding(asked[0] ? asked : specs).sort((a, b) => rank(b) - rank(a));
  // A sale that is called one goes before the offer's own price.
  for (const at of [...specified.filter((spec) => rank(spec) > 1), thing, ...specified]) {
    for (const name of ['price', 'lowprice', 'minprice', 'sale_price', 'amount', 'highprice', 'maxprice']) {
      const amount = textOf(at[name])?.slice(0, LONGEST);
      if (!amount || !/\p{Nd}/u.test(amount)) continue;
      const [inner] = thingsOf(at[name]);
      const currency = [at, thing, ...specs, ...thingsOf([inner, inner?.sales])]
        .flatMap((one) => [one.pricecurrency, one.currency, one.currencycode])
        .map((stated) => currencyOf(textOf(stated)))
        .find(Boolean);
      return { amount, currency: currency ?? currencyOf(signOf(amount)) };
    }
  }
  return undefined;
}
