/**
 * The decision: which products stand on the shelves of a page. Read this file first.
 *
 * ```
 * plan ─→ placements of the page
 *            │   for each, strategy by strategy along its chain:
 *            ├── candidates     candidates.ts   what the strategy proposes, best first
 *            ├── exclusions     exclusions.ts   this item, cart, bought, out of stock, other market, other shelf
 *            ├── diversity      diversity.ts    no long run of one category or brand
 *            └── fill           here            from the next strategy, until the shelf is full
 *          cards, each with the strategy that proposed it and what led there
 * ```
 * Pure: the same situation, model, catalogue and plan give the same shelves.
 */
import { LIMITS } from '@edgewise/protocol/limits';
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { Placement, Plan, StrategyName } from '../plan/plan.ts';
import { PageCandidates } from './candidates.ts';
import { chooseDiverse } from './diversity.ts';
import { Exclusions } from './exclusions.ts';
import type { Card, ShelfDecision, Situation } from './situation.ts';
import type { HotItem, Model, Proposal } from './strategy.ts';

/** What is published of a shop. Without a model (nothing learned yet) the catalogue alone answers. */
export interface Shop {
  model: Model | null;
  catalogue: CatalogueReader;
  plan: Plan;
  /** What people look at today; the model is older than that. */
  hot?: readonly HotItem[];
}

/** A shelf that the page asks for. */
export interface WantedShelf {
  /** Id of a placement in the plan. */
  id: string;
  /** Cards wanted; the plan's count where missing. */
  count?: number;
}

/** Candidates looked at for each free place: what diversity may choose from. */
const CANDIDATES_PER_PLACE = 2;

/**
 * Decides all shelves of a page at once: no product stands on two, and the session's neighbours are found once.
 * @param wanted A placement that the plan does not have is left out of the answer.
 * @returns in the order of `wanted`
 */
export function decide(wanted: readonly WantedShelf[], situation: Situation, shop: Shop): ShelfDecision[] {
  const page: Page = {
    candidates: new PageCandidates(situation, shop.model, shop.catalogue, shop.hot),
    exclusions: new Exclusions(shop.catalogue, situation),
    scopes: scopesOf(situation, shop.catalogue),
    catalogue: shop.catalogue,
  };
  const placements = wanted.flatMap(({ id, count }) => {
    const planned = shop.plan.placements.find((placement) => placement.id === id);
    return planned ? [{ ...planned, count: clampCount(count ?? planned.count) }] : [];
  });
  const decided = new Map<Placement, ShelfDecision>();
  for (const placement of hardestToFillFirst(placements)) decided.set(placement, decideShelf(placement, page));
  return placements.map((placement) => decided.get(placement)!);
}

/** What the shelves of one page share while they are decided. */
interface Page {
  candidates: PageCandidates;
  /** Learns what each shelf takes. */
  exclusions: Exclusions;
  /** Categories to fill from, one after the other; -1 is the whole catalogue. */
  scopes: readonly number[];
  catalogue: CatalogueReader;
}

/** A category page fills from its category first, and from everywhere only where that is not enough. */
function scopesOf({ page }: Situation, catalogue: CatalogueReader): number[] {
  const category = page.type === 'category' && page.category ? catalogue.categories.named(page.category) : -1;
  return category < 0 ? [-1] : [category, -1];
}

/** A person's own history is small and has no substitute; the shelves around it can show other things. */
function hardestToFillFirst(placements: readonly Placement[]): Placement[] {
  const isHistory = (placement: Placement) => placement.strategies[0] === 'recently-viewed';
  return [...placements.filter(isHistory), ...placements.filter((placement) => !isHistory(placement))];
}

/** Walks the chain until the shelf is full. `fallback` is the place in it of the strategy that gave the first card. */
function decideShelf(placement: Placement, page: Page): ShelfDecision {
  const cards: Card[] = [];
  for (const scope of page.scopes) {
    for (const strategy of placement.strategies) {
      const free = placement.count - cards.length;
      if (free <= 0) break;
      const allowed = allowedProposals(strategy, scope, free * CANDIDATES_PER_PLACE, page);
      for (const proposal of arrange(strategy, allowed, free, cards, page.catalogue)) {
        page.exclusions.take(proposal.index);
        cards.push(toCard(proposal, strategy, page.catalogue));
      }
    }
  }
  return { placement, cards, fallback: cards.length === 0 ? -1 : placement.strategies.indexOf(cards[0]!.strategy) };
}

/** The strategy's best proposals that may be shown, at most `most`, one of each item group. */
function allowedProposals(strategy: StrategyName, scope: number, most: number, page: Page): Proposal[] {
  const { catalogue, exclusions } = page;
  const allowed: Proposal[] = [];
  const groups = new Set<number>();
  for (const proposal of page.candidates.propose(strategy)) {
    const { index } = proposal;
    if (groups.has(catalogue.group(index)) || !exclusions.allows(index, strategy)) continue;
    if (scope >= 0 && !catalogue.categories.within(catalogue.category(index), scope)) continue;
    groups.add(catalogue.group(index));
    allowed.push(proposal);
    if (allowed.length === most) break;
  }
  return allowed;
}

/** Diversity, except where the order itself is what the shelf says. */
function arrange(
  strategy: StrategyName,
  allowed: readonly Proposal[],
  count: number,
  cards: readonly Card[],
  catalogue: CatalogueReader,
): Proposal[] {
  if (strategy === 'recently-viewed') return allowed.slice(0, count);
  return chooseDiverse(
    allowed,
    count,
    cards.map(({ index }) => index),
    catalogue,
  );
}

function toCard({ index, score, because }: Proposal, strategy: StrategyName, catalogue: CatalogueReader): Card {
  return { index, item: catalogue.id(index), strategy, score, ...(because !== undefined && { because }) };
}

function clampCount(count: number): number {
  return Math.min(Math.max(0, Math.floor(count) || 0), LIMITS.cardsPerShelf);
}
