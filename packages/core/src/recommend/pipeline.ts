/**
 * The decision: which products stand on the shelves of a page. Read this file first.
 *
 * ```
 * plan ─→ placements of the page
 *            │   for each, strategy by strategy along its chain:
 *            ├── candidates     candidates.ts   what the strategy proposes, best first
 *            ├── exclusions     exclusions.ts   this item, cart, bought, out of stock, other market, other shelf
 *            ├── rules          ../plan/rules.ts   what the shop's staff keep out, pin, cap, boost and bury
 *            ├── diversity      diversity.ts    no long run of one category or brand
 *            └── fill           here            from the next strategy, until the shelf is full
 *          cards, each with the strategy that proposed it and what led there
 * ```
 * Pure: the same situation, model, catalogue and plan give the same shelves.
 */
import { LIMITS } from '@edgewise/protocol/limits';
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import { type ArmChange, type Placement, type Plan, type StrategyName, showsContent } from '../plan/plan.ts';
import type { PageRules } from '../plan/rules.ts';
import type { ShelfRules } from '../plan/shelf-rules.ts';
import { blended } from './blended.ts';
import { PageCandidates } from './candidates.ts';
import { Caps } from './caps.ts';
import { chooseDiverse } from './diversity.ts';
import { Exclusions } from './exclusions.ts';
import { GroupMarks } from './group-marks.ts';
import { pinnedInto, type TakenPin, takePins } from './pins.ts';
import type { Card, ShelfDecision, Situation } from './situation.ts';
import type { HotItem, Model, Proposal } from './strategy.ts';
import type { Trace } from './trace.ts';

/** What is published of a shop. Without a model (nothing learned yet) the catalogue alone answers. */
export interface Shop {
  model: Model | null;
  catalogue: CatalogueReader;
  plan: Plan;
  /** What people look at today; the model is older than that. */
  hot?: readonly HotItem[];
  /** The plan's rules that are in force on this page. */
  rules?: PageRules | undefined;
  /** What the visitor's experiments change, by placement. */
  changes?: ReadonlyMap<string, ArmChange> | undefined;
  /** Of an earlier decision for the same situation: neighbours are not looked for again. */
  candidates?: PageCandidates | undefined;
  /** Placements whose shelves somebody will look at; what is decided after them is left out. All where missing. */
  asked?: ReadonlySet<string> | undefined;
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
/** Candidates looked at where rules move some up or down. */
const MOVED_CANDIDATES = 200;

/**
 * Decides all shelves of a page at once: no product stands on two, and the session's neighbours are found once.
 * @param wanted A placement that the plan does not have is left out of the answer.
 * @returns in the order of `wanted`
 */
export function decide(
  wanted: readonly WantedShelf[],
  situation: Situation,
  shop: Shop,
  trace?: Trace,
): ShelfDecision[] {
  const page: Page = {
    candidates: shop.candidates ?? new PageCandidates(situation, shop.model, shop.catalogue, shop.hot),
    exclusions: new Exclusions(shop.catalogue, situation),
    scopes: scopesOf(situation, shop.catalogue),
    catalogue: shop.catalogue,
    trace,
  };
  const placements = placementsOf(wanted, shop);
  const shelves = placements.map((placement): PlannedShelf => {
    const rules = shop.rules?.forShelf(placement.id);
    return { placement, rules, pins: rules ? takePins(rules, placement.count, page.exclusions) : [] };
  });
  const decided = new Map<Placement, ShelfDecision>();
  for (const shelf of upToLast(shop.asked, hardestToFillFirst(shelves))) {
    decided.set(shelf.placement, decideShelf(shelf, page));
  }
  return placements.flatMap((placement) => decided.get(placement) ?? []);
}

/** A shelf depends on those that were filled before it. */
function upToLast(asked: Shop['asked'], shelves: readonly PlannedShelf[]): readonly PlannedShelf[] {
  return asked ? shelves.slice(0, shelves.findLastIndex(({ placement }) => asked.has(placement.id)) + 1) : shelves;
}

/** The plan's placements that the page asks for, as the visitor's experiments change them. */
export function placementsOf(wanted: readonly WantedShelf[], shop: Pick<Shop, 'plan' | 'changes'>): Placement[] {
  return wanted.flatMap(({ id, count }) => {
    const planned = shop.plan.placements.find((placement) => placement.id === id);
    if (!planned) return [];
    const { hidden, ...change } = shop.changes?.get(id) ?? {};
    if (hidden) return [{ ...withoutContent(planned), count: 0 }];
    const placement: Placement = { ...planned, ...change };
    // An arm that names a built-in template shows that one.
    if (change.template && !change.liquid) delete placement.liquid;
    return [{ ...placement, count: showsContent(placement) ? 0 : clampCount(count ?? placement.count) }];
  });
}

/** Hidden by an arm: neither cards nor tiles. */
function withoutContent({ content: _, liquid: __, ...rest }: Placement): Placement {
  return rest;
}

/** What the shelves of one page share while they are decided. */
interface Page {
  candidates: PageCandidates;
  /** Learns what each shelf takes. */
  exclusions: Exclusions;
  /** Categories to fill from, one after the other; -1 is the whole catalogue. */
  scopes: readonly number[];
  catalogue: CatalogueReader;
  trace: Trace | undefined;
}

interface PlannedShelf {
  placement: Placement;
  rules: ShelfRules | undefined;
  pins: readonly TakenPin[];
}

/** A category page fills from its category first, and from everywhere only where that is not enough. */
function scopesOf({ page }: Situation, catalogue: CatalogueReader): number[] {
  const category = page.type === 'category' && page.category ? catalogue.categories.named(page.category) : -1;
  return category < 0 ? [-1] : [category, -1];
}

/** A person's own history is small and has no substitute; the shelves around it can show other things. */
function hardestToFillFirst(shelves: readonly PlannedShelf[]): PlannedShelf[] {
  const isHistory = ({ placement }: PlannedShelf) => isOrdered(placement.strategies[0]);
  return [...shelves.filter(isHistory), ...shelves.filter((shelf) => !isHistory(shelf))];
}

type Link = StrategyName | 'blend';

/** The person's own history: its order is what the shelf says. */
const isOrdered = (link: Link | undefined): boolean => link === 'recently-viewed' || link === 'unfinished';

/** Walks the chain until the shelf is full; a blend is its first link. */
function decideShelf(shelf: PlannedShelf, page: Page): ShelfDecision {
  const { placement, pins } = shelf;
  const links: readonly Link[] = placement.blend ? ['blend', ...placement.strategies] : placement.strategies;
  const cards: Card[] = [];
  let fallback = -1;
  for (const scope of page.scopes) {
    for (const [place, link] of links.entries()) {
      const free = placement.count - pins.length - cards.length;
      if (free <= 0) break;
      const allowed = allowedProposals(link, scope, free * CANDIDATES_PER_PLACE, shelf, cards, page);
      for (const proposal of arrange(link, allowed, free, cards, page.catalogue)) {
        page.exclusions.take(proposal.index);
        if (cards.length === 0) fallback = place;
        cards.push(toCard(proposal, link, page.catalogue));
      }
    }
  }
  return { placement, cards: pinnedInto(cards, pins, page.catalogue), fallback };
}

/** The link's best proposals that may be shown, at most `most`, one of each item group. */
function allowedProposals(
  link: Link,
  scope: number,
  most: number,
  { placement, rules, pins }: PlannedShelf,
  cards: readonly Card[],
  page: Page,
): Proposal[] {
  const { catalogue, exclusions, trace } = page;
  const allowed: Proposal[] = [];
  const groups = GroupMarks.forList(catalogue);
  const enough = rules && (rules.moves || rules.caps) ? Math.max(most, MOVED_CANDIDATES) : most;
  for (const proposal of proposalsOf(link, placement, page)) {
    const { index } = proposal;
    if (groups.has(catalogue.group(index))) continue;
    if (!exclusions.allows(index, proposal.strategy ?? sourceOf(link))) {
      trace?.note(placement.id, link, proposal, exclusions.why(index, proposal.strategy ?? sourceOf(link))!);
      continue;
    }
    if (scope >= 0 && !catalogue.categories.within(catalogue.category(index), scope)) {
      trace?.note(placement.id, link, proposal, 'of another category');
      continue;
    }
    const factor = rules ? rules.factor(index) : 1;
    if (factor === 0) {
      trace?.note(placement.id, link, proposal, 'kept out by a rule');
      continue;
    }
    groups.add(catalogue.group(index));
    // Where the order itself is what the shelf says, nothing moves [L11].
    const moved = factor === 1 || isOrdered(link) ? proposal : rescored(proposal, proposal.score * factor);
    allowed.push(moved);
    trace?.note(placement.id, link, moved, 'may be shown');
    if (allowed.length === enough) break;
  }
  if (!rules) return allowed;
  if (rules.moves && !isOrdered(link)) allowed.sort((a, b) => b.score - a.score);
  if (!rules.caps) return allowed.slice(0, most);
  const refuse = trace && ((proposal: Proposal) => trace.note(placement.id, link, proposal, 'over a cap'));
  return new Caps(rules, [...pins, ...cards], catalogue).take(allowed, most, refuse);
}

/** Written out, since rules do this to hundreds of proposals a page and a spread costs three times as much. */
function rescored({ index, because, strategy }: Proposal, score: number): Proposal {
  const moved: Proposal = { index, score };
  if (because !== undefined) moved.because = because;
  if (strategy !== undefined) moved.strategy = strategy;
  return moved;
}

function proposalsOf(link: Link, { blend }: Placement, { candidates }: Page): Iterable<Proposal> {
  return link === 'blend' ? blended(blend!, (strategy) => candidates.propose(strategy)) : candidates.propose(link);
}

/** Diversity, except where the order itself is what the shelf says. */
function arrange(
  link: Link,
  allowed: readonly Proposal[],
  count: number,
  cards: readonly Card[],
  catalogue: CatalogueReader,
): Proposal[] {
  if (isOrdered(link)) return allowed.slice(0, count);
  return chooseDiverse(
    allowed,
    count,
    cards.map(({ index }) => index),
    catalogue,
  );
}

/** Where a proposal does not name its strategy itself. */
const sourceOf = (link: Link): StrategyName => (link === 'blend' ? 'trending' : link);

function toCard(proposal: Proposal, link: Link, catalogue: CatalogueReader): Card {
  const { index, score, because, strategy = sourceOf(link) } = proposal;
  return { index, item: catalogue.id(index), strategy, score, ...(because !== undefined && { because }) };
}

function clampCount(count: number): number {
  return Math.min(Math.max(0, Math.floor(count) || 0), LIMITS.cardsPerShelf);
}
