/** Numbers, money, shares, times as the reader's language writes them. Money comes in minor units. */
import { computed } from '@preact/signals';
import { site } from './site.ts';
import { locale } from './words.ts';

/** Stands where there is nothing to divide by. */
export const NONE = '–';

const cache = computed(() => {
  void locale.value; // another language, other formatters
  return new Map<string, Intl.NumberFormat>();
});

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  let known = cache.value.get(key);
  if (!known) {
    known = new Intl.NumberFormat(locale.value, options);
    cache.value.set(key, known);
  }
  return known;
}

type Maybe = number | null | undefined;

/** @param digits after the point, at most */
export function number(value: Maybe, digits = 0): string {
  return value == null ? NONE : formatter({ maximumFractionDigits: digits }).format(value);
}

/** 12,345 → 12k: for axes. */
export const compact = (value: number): string =>
  formatter({ notation: 'compact', maximumFractionDigits: 1 }).format(value);

/** @param value of 1; small shares keep two digits that say something */
export function percent(value: Maybe, signed = false): string {
  if (value == null) return NONE;
  const digits = value !== 0 && Math.abs(value) < 0.1 ? 2 : 1;
  return formatter({
    style: 'percent',
    maximumFractionDigits: digits,
    ...(signed && { signDisplay: 'exceptZero' as const }),
  }).format(value);
}

/** Digits after the point of a currency: 2 for EUR, 0 for JPY. */
export const currencyDigits = (currency: string): number =>
  formatter({ style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** @param minor units, may have a fraction (a mean) */
export function money(minor: Maybe, currency: string, short = false): string {
  if (minor == null) return NONE;
  const major = minor / 10 ** currencyDigits(currency);
  return formatter({
    style: 'currency',
    currency,
    ...(short && { notation: 'compact' as const, maximumFractionDigits: 1 }),
  }).format(major);
}

/** Money of several currencies, which are never added together. */
export function moneyOf(minor: Readonly<Record<string, number | null>> | undefined): string {
  const known = Object.entries(minor ?? {}).filter((entry): entry is [string, number] => entry[1] !== null);
  return known.length === 0 ? NONE : known.map(([currency, amount]) => money(amount, currency)).join(' · ');
}

export function milliseconds(value: Maybe): string {
  if (value == null) return NONE;
  if (value < 1000)
    return formatter({ style: 'unit', unit: 'millisecond', unitDisplay: 'narrow', maximumFractionDigits: 0 }).format(
      value,
    );
  return formatter({ style: 'unit', unit: 'second', unitDisplay: 'narrow', maximumFractionDigits: 1 }).format(
    value / 1000,
  );
}

const dates = computed(() => {
  void locale.value;
  void site.value?.time_zone;
  return new Map<string, Intl.DateTimeFormat>();
});

function dateFormatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  let known = dates.value.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(locale.value, { timeZone: site.value?.time_zone ?? 'UTC', ...options });
    dates.value.set(key, known);
  }
  return known;
}

/** Times are ms since the epoch and are written in the shop's time zone. */
export const time = (at: number): string => dateFormatter({ hour: '2-digit', minute: '2-digit' }).format(at);
export const day = (at: number): string => dateFormatter({ day: 'numeric', month: 'short' }).format(at);
export const month = (at: number): string => dateFormatter({ month: 'long', year: 'numeric' }).format(at);
/** With the weekday and the year. */
export const longDay = (at: number): string => dateFormatter({ dateStyle: 'full' }).format(at);
export const dateTime = (at: number): string => dateFormatter({ dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** Countries and languages by their codes; what is no code stays as it is. */
export function nameOf(type: 'region' | 'language', code: string): string {
  try {
    return new Intl.DisplayNames([locale.value], { type }).of(code) ?? code;
  } catch {
    return code;
  }
}
