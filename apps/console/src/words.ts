/** What the console says, in the reader's language. Each language is a chunk of its own and loads when it is chosen. */
import { computed, signal } from '@preact/signals';
import { keep, kept } from './preferences.ts';
import type { en } from './words/en.ts';

/** Words that depend on a number `n`, by the language's plural rule. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
/** The same keys in another language: a missing one is a type error. */
export type Translated<Section> = { readonly [Key in keyof Section]: Section[Key] extends string ? string : Plural };
export type Words = Translated<typeof en>;
export type Key = keyof Words;

interface Spoken {
  /** As its speakers call it. */
  name: string;
  load(): Promise<Words>;
}

/** A language is a line here and its words in `words/`. */
export const LANGUAGES = {
  en: { name: 'English', load: async () => (await import('./words/en.ts')).en },
  ro: { name: 'Română', load: async () => (await import('./words/ro.ts')).ro },
  ru: { name: 'Русский', load: async () => (await import('./words/ru.ts')).ru },
  pl: { name: 'Polski', load: async () => (await import('./words/pl.ts')).pl },
} as const satisfies Record<string, Spoken>;
export type Language = keyof typeof LANGUAGES;

const isLanguage = (text: string | undefined): text is Language => text !== undefined && Object.hasOwn(LANGUAGES, text);

const chosen = signal<{ language: Language; words: Words } | undefined>();

export const language = computed<Language>(() => chosen.value?.language ?? 'en');
/** How numbers, money and dates are written. English means the day before the month. */
export const locale = computed(() => (language.value === 'en' ? 'en-GB' : language.value));

/** The language chosen last, else the first of the browser's that the console speaks. */
export function firstLanguage(): Language {
  const wanted = [kept('language') ?? '', ...navigator.languages].map((tag) => tag.split('-')[0]?.toLowerCase());
  return wanted.find(isLanguage) ?? 'en';
}

export async function speak(wanted: Language): Promise<void> {
  chosen.value = { language: wanted, words: await LANGUAGES[wanted].load() };
  document.documentElement.lang = wanted;
}

export function choose(wanted: string): void {
  if (!isLanguage(wanted)) return;
  keep('language', wanted);
  void speak(wanted);
}

export type Values = Readonly<Record<string, string | number>>;

/** The words for a key. `{name}` in them is replaced; a number is written as the language writes numbers. */
export function t(key: Key, values: Values = {}): string {
  const entry: string | Plural | undefined = chosen.value?.words[key];
  if (entry === undefined) return '';
  const text = typeof entry === 'string' ? entry : (entry[ruleOf(Number(values.n ?? 0))] ?? entry.other);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (typeof value === 'number') return new Intl.NumberFormat(locale.value).format(value);
    return value ?? whole;
  });
}

/** The words for a key that is put together of data, such as a facet's name; the given ones where there are none. */
export function say(key: string, otherwise: string): string {
  const entry = (chosen.value?.words as Record<string, string | Plural> | undefined)?.[key];
  return typeof entry === 'string' ? entry : otherwise;
}

const rules = computed(() => new Intl.PluralRules(locale.value));
const ruleOf = (n: number) => rules.value.select(n);
