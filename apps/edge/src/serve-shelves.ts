/** From a situation to shelves: decide, then word and render. No I/O: everything is in the isolate's memory [P1]. */

import { offerAt } from '@edgewise/core/catalogue/offer-at';
import type { Visitor } from '@edgewise/core/plan/attributes';
import { type Arms, type CountedArm, changeOf, type Unit } from '@edgewise/core/plan/experiments';
import { exposuresOf } from '@edgewise/core/plan/exposures';
import { momentOf } from '@edgewise/core/plan/local-time';
import { knowsMore, pagePlanner } from '@edgewise/core/plan/page-plan';
import { LANGUAGES, type Language, type Placement, type Plan, titleOf } from '@edgewise/core/plan/plan';
import { PageCandidates } from '@edgewise/core/recommend/candidates';
import { type Decided, decideAgain } from '@edgewise/core/recommend/decide-again';
import { decide, type WantedShelf } from '@edgewise/core/recommend/pipeline';
import { reasonsIn } from '@edgewise/core/recommend/reason';
import type { Situation } from '@edgewise/core/recommend/situation';
import { safeUrl } from '@edgewise/core/safe-url';
import {
  asDeclarativeShadowDom,
  frameOwnShelf,
  type RenderedShelf,
  renderShelf,
  type ShelfCard,
  type ShelfInput,
} from '@edgewise/core/widgets/shelf';
import type { WidgetsRequest, WireCard, WireShelf } from '@edgewise/protocol/events';
import { majorUnits } from '@edgewise/protocol/minor-units';
import type { ReadPlan } from './read-plan.ts';
import type { SiteView } from './site-view.ts';

/** A shelf chosen and worded, not yet rendered. */
interface ChosenShelf {
  placement: Placement;
  title: string;
  fallback: number;
  /** Experiments that could make a difference here, as `WireShelf` says them. */
  arms?: string;
  cards: Required<ShelfCard>[];
}

/** Whom a page's shelves are for. */
export interface PageAsker {
  situation: Situation;
  /** Made only where a condition of the plan asks. */
  visitor: () => Visitor;
  unit: Unit;
}

/** Language of the built-in words, and the locale prices are written in. */
export function languageOf(stated: string | undefined, site: SiteView): { language: Language; locale: string } {
  const locale = stated || site.shop.settings.defaultLanguage;
  const primary = locale.slice(0, 2).toLowerCase() as Language;
  return { language: LANGUAGES.includes(primary) ? primary : 'en', locale };
}

/** What the strategies of a page will read of a model that is not whole in memory; undefined where there is nothing to wait for. */
export function reachModel({ model }: SiteView, { page, cart, history }: Situation): Promise<void> | undefined {
  return model?.value.reach(() => [
    ...(page.item === undefined ? [] : [page.item]),
    ...cart,
    ...history.map(({ item }) => item),
  ]);
}

/**
 * One entry for each wanted shelf, in order. A placement that the plan does not have is undefined: a page must not break
 * over a name that was mistyped.
 */
export function chooseShelves(
  site: SiteView,
  wanted: readonly WantedShelf[],
  { situation: whole, visitor, unit }: PageAsker,
  language: Language,
): (ChosenShelf | undefined)[] {
  const { hot, settings } = site.shop;
  const { plan } = site.plan;
  const catalogue = site.catalogue?.value;
  if (!catalogue) return wanted.map(({ id }) => emptyShelf(plan, id, language));
  const model = site.model?.value ?? null;
  const planFor = pagePlanner(site.plan, whole, visitor, catalogue, settings.timeZone);
  const decideFor = (whom: Unit, before?: DecidedFor, asked?: ReadonlySet<string>): DecidedFor => {
    const { situation, rules, arms } = planFor(whom);
    // Who is held out is another situation, with other candidates.
    const alike = before?.arms.held === arms.held ? before : undefined;
    const candidates = alike?.candidates ?? new PageCandidates(situation, model, catalogue, hot);
    const shop = { model, catalogue, plan, hot, rules, changes: arms.changes, candidates, asked };
    const decisions = alike ? decideAgain(alike, wanted, situation, shop) : decide(wanted, situation, shop);
    return { situation, rules, arms, candidates, decisions };
  };
  const served = decideFor(unit);
  const { situation, arms, decisions } = served;
  const shown = exposuresOf(
    { shelves: decisions, counted: knowsMore(whole) ? arms.counted : withoutHoldout(site.plan, arms.counted) },
    {
      under: (experiment, arm, asked) =>
        decideFor({ ...unit, kept: { ...unit.kept, [experiment]: arm } }, served, asked).decisions,
      changeOf: (experiment, arm, placement) => changeOf(site.plan.experiments, experiment, arm, placement),
    },
  );
  const reasonOf = reasonsIn(language, situation.market, catalogue);
  let next = 0;
  return wanted.map(({ id }) => {
    const decision = decisions[next];
    if (decision?.placement.id !== id) return undefined;
    next++;
    const exposures = shown.get(id);
    return {
      placement: decision.placement,
      title: titleOf(decision.placement, language),
      fallback: decision.fallback,
      ...(exposures && { arms: exposures.join(' ') }),
      cards: decision.cards.map((card) => ({
        product: catalogue.product(card.index),
        strategy: card.strategy,
        // "Because you looked at this" says nothing on the page of this.
        reason: reasonOf(card.because === situation.page.item ? { strategy: card.strategy } : card),
      })),
    };
  });
}

/** Of a shop without a catalogue: the plan has the placement, and there is nothing to show. */
function emptyShelf({ placements }: Plan, id: string, language: Language): ChosenShelf | undefined {
  const placement = placements.find((one) => one.id === id);
  return placement && { placement, title: titleOf(placement, language), fallback: -1, cards: [] };
}

interface DecidedFor extends Decided {
  situation: Situation;
  arms: Arms;
  candidates: PageCandidates;
}

/**
 * Of who is known by nothing but the page, the held see the same as the others, unless an experiment or a condition tells
 * them apart: a page is not decided twice to find out.
 */
function withoutHoldout({ plan, experiments }: ReadPlan, counted: readonly CountedArm[]): readonly CountedArm[] {
  const tells = experiments.experiments.length > 0 || (plan.rules ?? []).some(({ when }) => when !== undefined);
  const { id } = experiments.holdout.experiment;
  return tells ? counted : counted.filter(({ experiment }) => experiment !== id);
}

/** A template of the shop's own that failed; the built-in one stands in its place. */
export interface TemplateFailure {
  template: string;
  placement: string;
  fault: string;
}

/** What rendering needs of a page beside its shelves. */
export interface PageRendering {
  site: SiteView;
  situation: Situation;
  words: { language: Language; locale: string };
  /** Hears of a template's first failure in this isolate. */
  onFailure: (failure: TemplateFailure) => void;
}

export function renderShelves(
  wanted: readonly WantedShelf[],
  chosen: readonly (ChosenShelf | undefined)[],
  page: PageRendering,
  { format = 'html', nonce }: Pick<WidgetsRequest, 'format' | 'nonce'> = {},
): { css: string; shelves: WireShelf[] } {
  let css = '';
  const shelves = wanted.map(({ id }, i): WireShelf => {
    const shelf = chosen[i];
    if (!shelf) return { placement: id, title: '', html: '', items: [], fallback: -1 };
    if (format === 'json') {
      const cards = cardsOf(shelf, page.situation);
      const items = cards.map(({ item_id, strategy, reason }) => ({ item_id, strategy, reason }));
      return { placement: id, title: shelf.title, html: '', items, fallback: shelf.fallback, cards, ...toldOf(shelf) };
    }
    const rendered = renderChosen(shelf, page);
    // A server's fragment brings its own style element, and needs nothing beside it.
    if (format === 'html') css = rendered.css;
    const html = format === 'dsd' ? asDeclarativeShadowDom(rendered.html, rendered.css, { nonce }) : rendered.html;
    const shown = new Set(rendered.shown);
    const items = shelf.cards
      .filter(({ product }) => shown.has(product.id))
      .map(({ product, strategy, reason }) => ({ item_id: product.id, strategy, reason }));
    return { placement: id, title: shelf.title, html, items, fallback: shelf.fallback, ...toldOf(shelf) };
  });
  return { css, shelves };
}

function renderChosen(shelf: ChosenShelf, { site, situation, words, onFailure }: PageRendering): RenderedShelf {
  const { placement } = shelf;
  const input: ShelfInput = {
    ...shelf,
    ...words,
    market: situation.market,
    now: situation.now,
    ...(placement.template === 'banner' && bannerFacts(placement, site)),
    ...(placement.template === 'bundle' && lookedAt(site, situation)),
  };
  const own = placement.liquid === undefined ? undefined : site.plan.templates.get(placement.liquid);
  if (!own) return renderShelf(input);
  const made = own.render(input);
  if (!('fault' in made)) return frameOwnShelf(input, made);
  if (made.first) onFailure({ template: own.id, placement: placement.id, fault: made.fault });
  return renderShelf(input);
}

/** The moment is on the shop's clock; numbers of pieces are true while the catalogue is the shop's newest [L35]. */
function bannerFacts({ ends }: Placement, { shop, catalogueAt }: SiteView): Partial<ShelfInput> {
  const { timeZone } = shop.settings;
  return {
    ...(catalogueAt !== null && shop.sold && { stockAt: catalogueAt, sold: new Set(shop.sold) }),
    ...(ends !== undefined && { ends: { at: momentOf(ends, timeZone), timeZone } }),
  };
}

function lookedAt({ catalogue }: SiteView, { page }: Situation): Partial<ShelfInput> {
  const index = page.type === 'product' && page.item !== undefined ? (catalogue?.value.indexOf(page.item) ?? -1) : -1;
  return index < 0 ? {} : { looked: catalogue!.value.product(index) };
}

/** What the page has to know of a shelf beside its cards. */
function toldOf({ placement: { moment }, arms }: ChosenShelf): Pick<WireShelf, 'moment' | 'arms'> {
  return { ...(moment && moment.on !== 'load' && { moment }), ...(arms !== undefined && { arms }) };
}

/** A chosen shelf as data, for who renders alone. */
export function cardsOf(
  shelf: ChosenShelf | undefined,
  { market, now }: Pick<Situation, 'market' | 'now'>,
): WireCard[] {
  return (shelf?.cards ?? []).flatMap(({ product, strategy, reason }, index) => {
    const sold = Object.hasOwn(product.offers, market) ? product.offers[market] : undefined;
    const offer = sold && offerAt(sold, now);
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
