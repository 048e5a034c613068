/** Prices as feeds write them: `12.5`, `"12.50 GBP"`, `"1.234,56 €"`. */
import { isCurrency } from '@edgewise/protocol/minor-units';
import { MOST_MINOR, minorDigits, toMinor } from '../money.ts';
import { Refusal } from './refusal.ts';

export interface Price {
  /** Minor units of `currency`. */
  minor: number;
  /** ISO 4217. */
  currency: string;
}

/** Signs that mean one currency; `$` and `kr` mean several, so the row has to name the currency. */
const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₽': 'RUB',
  '₴': 'UAH',
  '₹': 'INR',
  '₺': 'TRY',
  zł: 'PLN',
  lei: 'RON',
  Kč: 'CZK',
};

const LONGEST_PRICE = 64;

/**
 * @param field Name of the field, for the reason.
 * @param currency What the row or the shop names; a code inside the text wins over a shop's default, see `named`.
 * @param named Whether the row itself names `currency`: then a different code in the text is refused.
 * @throws Refusal
 */
export function parsePrice(value: unknown, field: string, currency: string | undefined, named: boolean): Price {
  if (typeof value === 'number') return priced(value, field, currency);
  if (typeof value !== 'string') throw new Refusal(`${field} must be a number or a text like "12.50 GBP"`);
  const text = value.trim();
  if (text.length > LONGEST_PRICE) throw new Refusal(`${field} is longer than ${LONGEST_PRICE} characters`);
  const found = /^([^\d]*?)(-?\d[\d.,' \u00a0\u202f]*)([^\d]*)$/u.exec(text);
  if (!found) throw new Refusal(`${field} ${JSON.stringify(text)} is not a price`);
  const [, before = '', digits = '', after = ''] = found;
  const unit = stated(before, field) ?? stated(after, field);
  if (named && unit && unit !== currency) {
    throw new Refusal(`${field} is in ${unit}, but the currency is ${JSON.stringify(currency)}`);
  }
  const used = unit ?? currency;
  return priced(readDecimal(digits.trim(), used), field, used);
}

function stated(text: string, field: string): string | undefined {
  const word = text.trim();
  if (word === '' || word === '$' || word === 'kr') return undefined;
  const code = SIGNS[word] ?? word.toUpperCase();
  if (!isCurrency(code)) throw new Refusal(`${field} has the unknown currency ${JSON.stringify(word)}`);
  return code;
}

/**
 * The last of two kinds of separator is the decimal one. A single separator before exactly three digits groups
 * thousands ("1.234"), unless nothing but 0 stands before it or the currency has three digits itself.
 */
function readDecimal(text: string, currency: string | undefined): number {
  const bare = text.replace(/[' \u00a0\u202f]/g, '');
  const dot = bare.lastIndexOf('.');
  const comma = bare.lastIndexOf(',');
  const at = Math.max(dot, comma);
  if (at < 0) return Number(bare);
  const separator = bare[at]!;
  const whole = bare.slice(0, at);
  const fraction = bare.slice(at + 1);
  const both = dot >= 0 && comma >= 0;
  const repeated = whole.includes(separator);
  const threeDigits = currency !== undefined && isCurrency(currency) && minorDigits(currency) === 3;
  const groups = !both && (repeated || (fraction.length === 3 && !threeDigits && !/^-?0*$/.test(whole)));
  const plain = whole.replace(/[.,]/g, '');
  return Number(groups ? plain + fraction : `${plain}.${fraction}`);
}

function priced(major: number, field: string, currency: string | undefined): Price {
  if (currency === undefined) throw new Refusal(`${field} has no currency`);
  if (!isCurrency(currency))
    throw new Refusal(`currency ${JSON.stringify(currency.slice(0, 20))} is not an ISO 4217 code`);
  if (!Number.isFinite(major)) throw new Refusal(`${field} is not a number`);
  if (major < 0) throw new Refusal(`${field} is negative`);
  if (major > MOST_MINOR / 10 ** minorDigits(currency)) throw new Refusal(`${field} is too great`);
  return { minor: toMinor(major, currency), currency };
}
