import type { Language } from '../plan/plan.ts';

/** What a shelf says beside the shop's own titles. `now` and `was` are read aloud; the eye has the strike-through. */
export interface ShelfWords {
  now: string;
  was: string;
  /** Names of the carousel's buttons. */
  back: string;
  forward: string;
  /** Beside the product of the page, in a bundle. */
  this: string;
  save: string;
  /** Before the moment when an offer is over. */
  ends: string;
  /** "3 products together". */
  together: (count: number) => string;
  /** "Buy the 3 together". */
  buy: (count: number) => string;
  /** "3 left". */
  left: (count: number) => string;
}

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** `#` is the number. */
function plural(language: Language, forms: Forms): (count: number) => string {
  const rules = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (count) => (forms[rules.select(count)] ?? forms.other).replace('#', number.format(count));
}

export const SHELF_WORDS: Record<Language, ShelfWords> = {
  en: {
    now: 'Now',
    was: 'was',
    back: 'Scroll back',
    forward: 'Scroll forward',
    this: 'This product',
    save: 'You save',
    ends: 'Ends',
    together: plural('en', { one: '# product', other: '# products together' }),
    buy: plural('en', { other: 'Buy the # together' }),
    left: plural('en', { other: 'Only # left' }),
  },
  ro: {
    now: 'Acum',
    was: 'înainte',
    back: 'Derulează înapoi',
    forward: 'Derulează înainte',
    this: 'Acest produs',
    save: 'Economisești',
    ends: 'Se încheie',
    together: plural('ro', { one: '# produs', few: '# produse împreună', other: '# de produse împreună' }),
    buy: plural('ro', { other: 'Cumpără cele #' }),
    left: plural('ro', { one: 'A mai rămas doar #', few: 'Au mai rămas doar #', other: 'Au mai rămas doar #' }),
  },
  ru: {
    now: 'Сейчас',
    was: 'раньше',
    back: 'Прокрутить назад',
    forward: 'Прокрутить вперёд',
    this: 'Этот товар',
    save: 'Выгода',
    ends: 'До',
    together: plural('ru', { one: '# товар вместе', few: '# товара вместе', other: '# товаров вместе' }),
    buy: plural('ru', { other: 'Купить # вместе' }),
    left: plural('ru', { one: 'Осталась # штука', few: 'Осталось # штуки', other: 'Осталось # штук' }),
  },
  pl: {
    now: 'Teraz',
    was: 'wcześniej',
    back: 'Przewiń wstecz',
    forward: 'Przewiń dalej',
    this: 'Ten produkt',
    save: 'Oszczędzasz',
    ends: 'Do',
    together: plural('pl', { one: '# produkt', few: '# produkty razem', other: '# produktów razem' }),
    buy: plural('pl', { other: 'Kup # razem' }),
    left: plural('pl', { one: 'Została # sztuka', few: 'Zostały # sztuki', other: 'Zostało # sztuk' }),
  },
};
