/** What each figure means: the worker says it in English, the console's words in the other languages. */
import type { DefinitionAnswer } from '@edgewise/edge/routes/admin-insight';
import { effect, signal } from '@preact/signals';
import { get } from './api.ts';
import { milliseconds, money, number, percent } from './format.ts';
import type { Meaning } from './parts/definition.tsx';
import { site, sitePath } from './site.ts';
import { type Language, language } from './words.ts';

/** Title, words, formula. */
export type TranslatedFigures = Readonly<Record<string, readonly [title: string, words: string, formula: string]>>;

const TRANSLATED: Partial<Record<Language, () => Promise<TranslatedFigures>>> = {
  ro: async () => (await import('./words/ro/figures.ts')).figures,
  ru: async () => (await import('./words/ru/figures.ts')).figures,
  pl: async () => (await import('./words/pl/figures.ts')).figures,
};

const known = signal<ReadonlyMap<string, DefinitionAnswer>>(new Map());
const translated = signal<{ language: Language; figures: TranslatedFigures } | undefined>();

/** Loads what is not there yet. A figure without its meaning is still a figure: a failure here stops nothing. */
export function needDefinitions(): void {
  const id = site.peek()?.id;
  if (id === undefined || known.peek().size > 0) return;
  get<{ figures: DefinitionAnswer[] }>(sitePath(id, '/insight/definitions')).then(
    ({ figures }) => {
      known.value = new Map(figures.map((one) => [one.id, one]));
    },
    () => undefined,
  );
}

effect(() => {
  const wanted = language.value;
  const load = TRANSLATED[wanted];
  if (!load) {
    translated.value = undefined;
    return;
  }
  load().then(
    (figures) => {
      if (language.peek() === wanted) translated.value = { language: wanted, figures };
    },
    () => undefined,
  );
});

export function meaningOf(id: string): Meaning | undefined {
  const english = known.value.get(id);
  const here = translated.value?.language === language.value ? translated.value.figures[id] : undefined;
  if (here) return { title: here[0], words: here[1], formula: here[2] };
  return english && { title: english.title, words: english.words, formula: english.formula };
}

export const unitOf = (id: string): DefinitionAnswer['unit'] | undefined => known.value.get(id)?.unit;

/** Where less is better, and where neither is. */
const LESS = new Set([
  'cart_abandonment',
  'bounce_rate',
  'refund_rate',
  'cac',
  'cpa',
  'lcp_p75',
  'inp_p75',
  'cls_p75',
  'ttfb_p75',
]);
const NEITHER = new Set(['stitched_share', 'orders_with_click', 'last_click_share', 'any_view_share', 'repeat_rate']);

export const goodWay = (id: string): 'up' | 'down' | 'neither' =>
  LESS.has(id) ? 'down' : NEITHER.has(id) ? 'neither' : 'up';

/** A figure's value as it is shown, by its unit. */
export function shown(id: string, value: number | null | undefined, currency: string): string {
  if (id === 'lift_conversion') return percent(value, true);
  switch (unitOf(id)) {
    case 'share':
      return percent(value);
    case 'money':
      return money(value, currency);
    case 'ms':
      return milliseconds(value);
    case 'percent':
      return percent(value == null ? value : value / 100);
    case 'score':
      return number(value, 3);
    case 'ratio':
      return number(value, 1);
    default:
      return number(value);
  }
}
