/** Why a card stands there, in the shopper's words. */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { Language } from '../plan/plan.ts';
import type { Card, CardSource } from './situation.ts';

/** `{item}` is the title of the product that led to the card; `plain` is said where none did. */
interface Reason {
  plain: string;
  because?: string;
}

const REASONS: Record<Language, Record<CardSource, Reason>> = {
  en: {
    'session-knn': { plain: 'Picked for you', because: 'Because you looked at {item}' },
    'bought-together': { plain: 'Often bought together', because: 'Often bought together with {item}' },
    'also-viewed': { plain: 'Others also looked at this', because: 'Others who looked at {item} chose this too' },
    affinity: { plain: 'In line with what you like' },
    content: { plain: 'Matches what you are looking for', because: 'Similar to {item}' },
    trending: { plain: 'Popular now' },
    newest: { plain: 'New in the shop' },
    'recently-viewed': { plain: 'You looked at this' },
    unfinished: { plain: 'You left off here' },
    pinned: { plain: 'Chosen by the shop' },
  },
  ro: {
    'session-knn': { plain: 'Ales pentru tine', because: 'Pentru că te-ai uitat la {item}' },
    'bought-together': { plain: 'Cumpărate adesea împreună', because: 'Cumpărat adesea împreună cu {item}' },
    'also-viewed': { plain: 'Și alții s-au uitat la acesta', because: 'Cine s-a uitat la {item} a ales și acesta' },
    affinity: { plain: 'Pe gustul tău' },
    content: { plain: 'Se potrivește cu ce cauți', because: 'Asemănător cu {item}' },
    trending: { plain: 'Popular acum' },
    newest: { plain: 'Nou în magazin' },
    'recently-viewed': { plain: 'Te-ai uitat la acesta' },
    unfinished: { plain: 'Aici ai rămas' },
    pinned: { plain: 'Ales de magazin' },
  },
  ru: {
    'session-knn': { plain: 'Подобрано для вас', because: 'Потому что вы смотрели «{item}»' },
    'bought-together': { plain: 'Часто покупают вместе', because: 'Часто покупают вместе с «{item}»' },
    'also-viewed': { plain: 'Это смотрели и другие', because: 'Смотревшие «{item}» выбирали и это' },
    affinity: { plain: 'В вашем вкусе' },
    content: { plain: 'Подходит к тому, что вы ищете', because: 'Похоже на «{item}»' },
    trending: { plain: 'Популярно сейчас' },
    newest: { plain: 'Новинка' },
    'recently-viewed': { plain: 'Вы это смотрели' },
    unfinished: { plain: 'Вы остановились на этом' },
    pinned: { plain: 'Выбор магазина' },
  },
  pl: {
    'session-knn': { plain: 'Wybrane dla Ciebie', because: 'Na podstawie: {item}' },
    'bought-together': { plain: 'Często kupowane razem', because: 'Często kupowane razem z: {item}' },
    'also-viewed': { plain: 'Inni też to oglądali', because: 'Oglądający „{item}” wybierali też to' },
    affinity: { plain: 'W Twoim guście' },
    content: { plain: 'Pasuje do tego, czego szukasz', because: 'Podobne do: {item}' },
    trending: { plain: 'Popularne teraz' },
    newest: { plain: 'Nowość w sklepie' },
    'recently-viewed': { plain: 'Już oglądane' },
    unfinished: { plain: 'Wróć do tego' },
    pinned: { plain: 'Wybór sklepu' },
  },
};

/** A longer title is cut: a reason is one line. UTF-16 code units. */
const LONGEST_TITLE = 60;

/**
 * A function that says a card's reason. Make one a page: it remembers titles.
 * @returns plain text; whoever renders it escapes it
 */
export function reasonsIn(
  language: Language,
  market: string,
  catalogue: Pick<CatalogueReader, 'indexOf' | 'product'>,
): (card: Pick<Card, 'strategy' | 'because'>) => string {
  const titles = new Map<string, string | undefined>();
  const titleOf = (item: string) => {
    if (!titles.has(item)) titles.set(item, findTitle(item, market, catalogue));
    return titles.get(item);
  };
  return ({ strategy, because }) => {
    const reason = REASONS[language][strategy];
    const title = because !== undefined && reason.because ? titleOf(because) : undefined;
    return title !== undefined && reason.because ? reason.because.replace('{item}', () => title) : reason.plain;
  };
}

function findTitle(
  item: string,
  market: string,
  catalogue: Pick<CatalogueReader, 'indexOf' | 'product'>,
): string | undefined {
  const index = catalogue.indexOf(item);
  if (index < 0) return undefined;
  const { title, offers } = catalogue.product(index);
  const offer = Object.hasOwn(offers, market) ? offers[market] : undefined;
  const shown = offer?.title ?? title;
  if (shown.length <= LONGEST_TITLE) return shown;
  return `${shown
    .slice(0, LONGEST_TITLE)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}
