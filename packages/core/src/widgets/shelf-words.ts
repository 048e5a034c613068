import type { Language } from '../plan/plan.ts';

/** What a shelf says beside the shop's own titles. `now` and `was` are read aloud; the eye has the strike-through. */
export interface ShelfWords {
  now: string;
  was: string;
  /** Names of the carousel's buttons. */
  back: string;
  forward: string;
}

export const SHELF_WORDS: Record<Language, ShelfWords> = {
  en: { now: 'Now', was: 'was', back: 'Scroll back', forward: 'Scroll forward' },
  ro: { now: 'Acum', was: 'înainte', back: 'Derulează înapoi', forward: 'Derulează înainte' },
  ru: { now: 'Сейчас', was: 'раньше', back: 'Прокрутить назад', forward: 'Прокрутить вперёд' },
  pl: { now: 'Teraz', was: 'wcześniej', back: 'Przewiń wstecz', forward: 'Przewiń dalej' },
};
