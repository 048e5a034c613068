/** From a situation to shelves: decide, then word and render. No I/O: everything is in the isolate's memory [P1]. */
import { type Language, type Placement, titleOf } from '@edgewise/core/plan/plan';
import { decide, type WantedShelf } from '@edgewise/core/recommend/pipeline';
import { reasonsIn } from '@edgewise/core/recommend/reason';
import type { Situation } from '@edgewise/core/recommend/situation';
import { safeUrl } from '@edgewise/core/safe-url';
import { asDeclarativeShadowDom, renderShelf, type ShelfCard } from '@edgewise/core/widgets/shelf';
import type { WidgetsRequest, WireCard, WireShelf } from '@edgewise/protocol/events';
import { majorUnits } from '@edgewise/protocol/minor-units';
import type { SiteView } from './site-view.ts';

/** A shelf chosen and worded, not yet rendered. */
interface ChosenShelf {
  placement: Placement;
  title: string;
  fallback: number;
  cards: Required<ShelfCard>[];
}

const LANGUAGES: readonly Language[] = ['en', 'ro', 'ru', 'pl'];

/** Language of the built-in words, and the locale prices are written in. */
export function languageOf(stated: string | undefined, site: SiteView): { language: Language; locale: string } {
  const locale = stated || site.shop.settings.defaultLanguage;
  const primary = locale.slice(0, 2).toLowerCase() as Language;
  return { language: LANGUAGES.includes(primary) ? primary : 'en', locale };
}

/**
 * One entry for each wanted shelf, in order. A placement that the plan does not have is undefined: a page must not break
 * over a name that was mistyped.
 */
export function chooseShelves(
  site: SiteView,
  wanted: readonly WantedShelf[],
  situation: Situation,
  language: Language,
): (ChosenShelf | undefined)[] {
  const { hot } = site.shop;
  const { plan } = site.plan;
  const catalogue = site.catalogue?.value;
  if (!catalogue) return wanted.map(() => undefined);
  const decisions = decide(wanted, situation, { model: site.model?.value ?? null, catalogue, plan, hot });
  const reasonOf = reasonsIn(language, situation.market, catalogue);
  let next = 0;
  return wanted.map(({ id }) => {
    const decision = decisions[next];
    if (decision?.placement.id !== id) return undefined;
    next++;
    return {
      placement: decision.placement,
      title: titleOf(decision.placement, language),
      fallback: decision.fallback,
      cards: decision.cards.map((card) => ({
        product: catalogue.product(card.index),
        strategy: card.strategy,
        // "Because you looked at this" says nothing on the page of this.
        reason: reasonOf(card.because === situation.page.item ? { strategy: card.strategy } : card),
      })),
    };
  });
}

export function renderShelves(
  wanted: readonly WantedShelf[],
  chosen: readonly (ChosenShelf | undefined)[],
  situation: Situation,
  words: { language: Language; locale: string },
  { format = 'html', nonce }: Pick<WidgetsRequest, 'format' | 'nonce'> = {},
): { css: string; shelves: WireShelf[] } {
  let css = '';
  const shelves = wanted.map(({ id }, i): WireShelf => {
    const shelf = chosen[i];
    if (!shelf) return { placement: id, title: '', html: '', items: [], fallback: -1 };
    if (format === 'json') {
      const cards = cardsOf(shelf, situation.market);
      const items = cards.map(({ item_id, strategy, reason }) => ({ item_id, strategy, reason }));
      return { placement: id, title: shelf.title, html: '', items, fallback: shelf.fallback, cards };
    }
    const rendered = renderShelf({ ...shelf, ...words, market: situation.market });
    // A server's fragment brings its own style element, and needs nothing beside it.
    if (format === 'html') css = rendered.css;
    const html = format === 'dsd' ? asDeclarativeShadowDom(rendered.html, rendered.css, { nonce }) : rendered.html;
    const shown = new Set(rendered.shown);
    const items = shelf.cards
      .filter(({ product }) => shown.has(product.id))
      .map(({ product, strategy, reason }) => ({ item_id: product.id, strategy, reason }));
    return { placement: id, title: shelf.title, html, items, fallback: shelf.fallback };
  });
  return { css, shelves };
}

/** A chosen shelf as data, for who renders alone. */
export function cardsOf(shelf: ChosenShelf | undefined, market: string): WireCard[] {
  return (shelf?.cards ?? []).flatMap(({ product, strategy, reason }, index) => {
    const offer = product.offers[market];
    // As a rendered card: what cannot be linked safely is not there.
    const url = offer && safeUrl(offer.url);
    if (!offer || !url) return [];
    const image = product.image && safeUrl(product.image.url);
    return [
      {
        item_id: product.id,
        title: offer.title ?? product.title,
        url,
        ...(image && { image }),
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

/** Names of the versions that an answer was made with; `~head` where the whole was not loaded yet. */
export const versionsOf = (site: SiteView) => {
  const named = (version: string | undefined) => (version ? version + (site.isHead ? '~head' : '') : 'none');
  return { plan: site.plan.plan.version, model: named(site.model?.version), catalogue: named(site.catalogue?.version) };
};
