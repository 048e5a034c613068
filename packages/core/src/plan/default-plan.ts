/** The plan that a shop starts with. It needs no decision from the owner and works from the first visit on. */
import type { Placement, Plan } from './plan.ts';

const COUNT = 8;

/**
 * Every chain ends in what needs less knowledge than its start: from the person to the product to the shop to the
 * catalogue. A title promises no more than the last link of its chain keeps; each card says where it comes from. So
 * `recently-viewed` and `continue`, which promise the person's own history, have no fallback.
 */
const placements: Placement[] = [
  {
    id: 'home',
    title: { en: 'Picked for you', ro: 'Alese pentru tine', ru: 'Подобрано для вас', pl: 'Wybrane dla Ciebie' },
    strategies: ['session-knn', 'affinity', 'content', 'trending', 'newest'],
    count: COUNT,
    template: 'grid',
  },
  {
    id: 'similar',
    title: {
      en: 'You may also like',
      ro: 'S-ar putea să-ți placă',
      ru: 'Вам может понравиться',
      pl: 'Może Ci się spodobać',
    },
    strategies: ['also-viewed', 'content', 'trending', 'newest'],
    count: COUNT,
    template: 'carousel',
  },
  {
    id: 'bought-together',
    title: {
      en: 'Goes well with this',
      ro: 'Se potrivesc cu acest produs',
      ru: 'Хорошо сочетается с этим',
      pl: 'Dobrze pasuje do tego',
    },
    strategies: ['bought-together', 'session-knn', 'trending', 'newest'],
    count: COUNT,
    template: 'carousel',
  },
  {
    id: 'cart',
    title: {
      en: 'Goes well with your cart',
      ro: 'Se potrivesc cu coșul tău',
      ru: 'Хорошо сочетается с вашей корзиной',
      pl: 'Pasuje do Twojego koszyka',
    },
    strategies: ['bought-together', 'session-knn', 'content', 'trending', 'newest'],
    count: COUNT,
    template: 'carousel',
  },
  {
    id: 'recently-viewed',
    title: { en: 'Recently viewed', ro: 'Văzute recent', ru: 'Вы недавно смотрели', pl: 'Ostatnio oglądane' },
    strategies: ['recently-viewed'],
    count: COUNT,
    template: 'carousel',
  },
  {
    id: 'continue',
    title: {
      en: 'Continue where you left off',
      ro: 'Continuă de unde ai rămas',
      ru: 'Продолжите с того же места',
      pl: 'Wróć do przerwanych zakupów',
    },
    strategies: ['unfinished'],
    count: COUNT,
    template: 'carousel',
  },
  {
    id: 'trending',
    title: { en: 'Popular now', ro: 'Populare acum', ru: 'Популярно сейчас', pl: 'Popularne teraz' },
    strategies: ['trending', 'newest'],
    count: COUNT,
    template: 'grid',
  },
  {
    id: 'category',
    title: {
      en: 'Popular here',
      ro: 'Populare aici',
      ru: 'Популярно здесь',
      pl: 'Popularne tutaj',
    },
    strategies: ['trending', 'content', 'newest'],
    count: COUNT,
    template: 'carousel',
  },
  {
    id: 'search',
    title: {
      en: 'Suggestions for your search',
      ro: 'Sugestii pentru căutarea ta',
      ru: 'Может подойти к вашему запросу',
      pl: 'Propozycje do Twojego wyszukiwania',
    },
    strategies: ['content', 'session-knn', 'trending', 'newest'],
    count: COUNT,
    template: 'grid',
  },
];

export const DEFAULT_PLAN: Plan = { v: 1, version: 'default-1', placements };
