/** From a situation to shelves: decide, then word and render. No I/O: everything is in the isolate's memory [P1]. */
import type { Product } from '@edgewise/core/catalogue/product';
import type { Language, Placement, StrategyName } from '@edgewise/core/plan/plan';
import { decide } from '@edgewise/core/recommend/pipeline';
import { reasonText } from '@edgewise/core/recommend/reason';
import type { Situation } from '@edgewise/core/recommend/situation';
import { type RenderedShelf, renderShelf } from '@edgewise/core/widgets/shelf';
import type { WireCard, WireShelf } from '@edgewise/protocol/events';
import { majorUnits } from '@edgewise/protocol/minor-units';
import type { SiteView } from './site-view.ts';

export interface Wanted {
  id: string;
  count?: number | undefined;
}

/** A shelf chosen and worded, not yet rendered. */
interface ChosenShelf {
  placement: Placement;
  title: string;
  fallback: number;
  cards: {
    product: import('@edgewise/core/catalogue/product').Product;
    strategy: Placement['strategies'][number];
    reason: string;
  }[];
}

const LANGUAGES: readonly Language[] = ['en', 'ro', 'ru', 'pl'];

/** Language of the built-in words, and the locale prices are written in. */
export function languageOf(stated: string | undefined, site: SiteView): { language: Language; locale: string } {
  const locale = stated || site.shop.settings.defaultLanguage;
  const primary = locale.slice(0, 2).toLowerCase() as Language;
  return { language: LANGUAGES.includes(primary) ? primary : 'en', locale };
}

/** A placement that the plan does not have gives an empty shelf: a page must not break over a typo in a plan. */
export function chooseShelves(
  site: SiteView,
  wanted: readonly Wanted[],
  situation: Situation,
  language: Language,
): Map<string, ChosenShelf> {
  const { plan } = site.shop;
  const catalogue = site.catalogue?.value;
  const placements = wanted.flatMap(({ id, count }) => {
    const placement = plan.placements.find((p) => p.id === id);
    return placement ? [count === undefined ? placement : { ...placement, count }] : [];
  });
  const chosen = new Map<string, ChosenShelf>();
  if (!catalogue) return chosen;
  const decisions = decide(placements, situation, { model: site.model?.value ?? null, catalogue, plan });
  for (const { placement, cards, fallback } of decisions) {
    chosen.set(placement.id, {
      placement,
      title: placement.title[language] ?? placement.title.en,
      fallback,
      cards: cards.map((card) => {
        const product = catalogue.product(card.index);
        return {
          product,
          strategy: card.strategy,
          reason: reasonText(card, language, titleOf(site, situation.market)),
        };
      }),
    });
  }
  return chosen;
}

const titleOf = (site: SiteView, market: string) => (item: string) => {
  const catalogue = site.catalogue?.value;
  const index = catalogue?.indexOf(item) ?? -1;
  if (!catalogue || index < 0) return undefined;
  const product = catalogue.product(index);
  return product.offers[market]?.title ?? product.title;
};

export function renderShelves(
  wanted: readonly Wanted[],
  chosen: ReadonlyMap<string, ChosenShelf>,
  situation: Situation,
  words: { language: Language; locale: string },
): { css: string; shelves: WireShelf[] } {
  let css = '';
  const shelves = wanted.map(({ id }): WireShelf => {
    const shelf = chosen.get(id);
    if (!shelf) return { placement: id, title: '', html: '', items: [], fallback: -1 };
    const rendered: RenderedShelf = renderShelf({ ...shelf, ...words, market: situation.market });
    css = rendered.css;
    const shown = new Set(rendered.shown);
    const items = shelf.cards
      .filter(({ product }) => shown.has(product.id))
      .map(({ product, strategy, reason }) => ({ item_id: product.id, strategy, reason }));
    return { placement: id, title: shelf.title, html: rendered.html, items, fallback: shelf.fallback };
  });
  return { css, shelves };
}

/** A chosen shelf as data, for who renders alone. */
export function cardsOf(shelf: ChosenShelf | undefined, market: string): WireCard[] {
  return (shelf?.cards ?? []).flatMap(({ product, strategy, reason }, index) => {
    const offer = product.offers[market];
    if (!offer) return [];
    return [
      {
        item_id: product.id,
        title: offer.title ?? product.title,
        url: offer.url,
        ...(product.image && { image: product.image.url }),
        price: majorUnits(offer.price, offer.currency),
        ...(offer.was !== undefined && { was: majorUnits(offer.was, offer.currency) }),
        currency: offer.currency,
        strategy,
        reason,
        index,
      },
    ];
  });
}

/** Names of the versions that an answer was made with (DESIGN §11). */
export const versionsOf = (site: SiteView) => ({
  plan: site.shop.plan.version,
  model: site.model?.version ?? 'none',
  catalogue: site.catalogue?.version ?? 'none',
});
