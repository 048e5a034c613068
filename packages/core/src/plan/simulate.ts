/**
 * Two plans side by side on sessions that happened: for each session's last click, the shelves that each plan would have
 * shown before it. One pass, one model, one catalogue, so every difference is the plans'. Pure and deterministic.
 */

import type { CatalogueReader } from '../catalogue/snapshot.ts';
import { askedAttributes } from '../conditions/asked-attributes.ts';
import { decide } from '../recommend/pipeline.ts';
import type { Interaction, Situation } from '../recommend/situation.ts';
import type { Model } from '../recommend/strategy.ts';
import { NO_VISITOR, type Visitor } from './attributes.ts';
import { prepareExperiments } from './experiments.ts';
import { type Moved, movedCards, NOTHING_MOVED } from './moved-cards.ts';
import { pagePlanner } from './page-plan.ts';
import type { Plan, PlanDocument, PlanRule } from './plan.ts';
import { CompiledRules } from './rules.ts';

export interface SimulatedShop {
  model: Model | null;
  catalogue: CatalogueReader;
  market: string;
  timeZone: string;
}

/** One side of a shelf, over all sessions. */
export interface SideFigures {
  /** Shelves with at least one card. */
  shelves: number;
  cards: number;
  /** Share of sessions whose next item stands on the shelf. */
  hit_rate: number;
  /** Share of the catalogue that was shown at least once. */
  coverage: number;
  /** Minor units of the report's currency; null where no card was shown. */
  mean_price: number | null;
  /** 0…1; null where no card's margin is known. */
  mean_margin: number | null;
  /**
   * Share of places whose card stands there, or in that place, by the plan's rules, or that stand empty by them: beside the same
   * shelf without any of them.
   */
  moved_by_rules: number;
  /**
   * Of each rule of the plan that may reach the shelf: the products that it moved to another place or kept off, as a share of the
   * places. 0 where it did nothing in these sessions.
   */
  moved_by: Record<string, number>;
}

export interface ShelfComparison {
  placement: string;
  /** In only one of the plans. */
  only?: 'before' | 'after';
  /** Share of sessions in which the shelf differs. */
  changed: number;
  /** Mean share of the cards before that are there after. */
  overlap: number;
  before: SideFigures;
  after: SideFigures;
  /** Where the two differ most: items before and after. */
  examples: { session: number; looked_at: string[]; before: string[]; after: string[] }[];
}

export interface SimulationReport {
  sessions: number;
  /** ISO 4217, of the mean prices; null where nothing has a price in the market. */
  currency: string | null;
  /** Who every session is replayed as: sessions say what was looked at, and nothing of who did. Nobody is in an experiment. */
  visitor: Visitor;
  /** Rules of either plan that ask more of the visitor than a session knows: they hold as for `visitor`. */
  assuming: { rule: string; asks: string[] }[];
  shelves: ShelfComparison[];
}

const EXAMPLES = 5;

/** Whose sessions are kept has said yes to being known; nothing else is known of them. */
export const USUAL_VISITOR: Visitor = { ...NO_VISITOR, tier: 'person' };

/** What a condition may ask of a visitor that no session tells. */
const UNTOLD = /^(person\.(tier|segments)|device|country|language|campaign\..*|arms\..*)$/;

interface Side {
  plan: Plan;
  rules: CompiledRules | null;
  experiments: ReturnType<typeof prepareExperiments>;
}

/**
 * @param onProgress told after each session how many are done
 * @param visitor who the sessions are replayed as
 */
export function simulate(
  sessions: Iterable<readonly Interaction[]>,
  shop: SimulatedShop,
  before: PlanDocument,
  after: PlanDocument,
  onProgress: (done: number) => void = () => {},
  visitor: Visitor = USUAL_VISITOR,
): SimulationReport {
  const sides = [before, after].map((document, i): Side => {
    const plan: Plan = { ...document, version: i === 0 ? 'before' : 'after' };
    return {
      plan,
      rules: plan.rules?.length ? new CompiledRules(plan, shop.catalogue, shop.timeZone) : null,
      experiments: prepareExperiments(plan),
    };
  }) as [Side, Side];
  const ids = [...new Set([...before.placements, ...after.placements].map(({ id }) => id))];
  const tallies = new Map(ids.map((id) => [id, new Tally(id, shop, [before, after])]));
  let done = 0;
  for (const session of sessions) {
    const [next] = session.slice(-1);
    if (!next || session.length < 2) continue;
    const history = session.slice(0, -1);
    for (const id of ids) {
      const situation = situationAt(history, next, id, shop.market);
      const shelves = sides.map((side) => shelfOf(id, situation, side, shop, visitor));
      tallies.get(id)!.add(done, history, next.item, shelves[0]!, shelves[1]!);
    }
    done++;
    onProgress(done);
  }
  const has = ({ plan }: Side, id: string) => plan.placements.some((placement) => placement.id === id);
  return {
    sessions: done,
    currency: currencyIn(shop),
    visitor,
    assuming: assumingOf([...(before.rules ?? []), ...(after.rules ?? [])]),
    shelves: ids.map((id) => ({
      ...tallies.get(id)!.finish(done),
      ...(!has(sides[0], id) && { only: 'after' as const }),
      ...(!has(sides[1], id) && { only: 'before' as const }),
    })),
  };
}

function assumingOf(rules: readonly PlanRule[]): SimulationReport['assuming'] {
  const asked = new Map<string, Set<string>>();
  for (const { id, when, off } of rules) {
    const names = off ? [] : askedAttributes(when).map(({ name }) => name);
    for (const name of names.filter((one) => UNTOLD.test(one))) asked.set(id, (asked.get(id) ?? new Set()).add(name));
  }
  return [...asked].map(([rule, asks]) => ({ rule, asks: [...asks] }));
}

/** A market's offers are in one currency. */
function currencyIn({ catalogue, market }: SimulatedShop): string | null {
  for (let index = 0; index < catalogue.size; index++) {
    if (!catalogue.isOffered(index, market)) continue;
    return catalogue.product(index).offers[market]?.currency ?? null;
  }
  return null;
}

/** Placements by the built-in names stand on the pages that they are made for; any other one on the last product's page. */
const PAGES: Readonly<Record<string, Situation['page']['type']>> = {
  home: 'home',
  trending: 'home',
  'recently-viewed': 'home',
  continue: 'home',
  cart: 'cart',
};

function situationAt(history: readonly Interaction[], next: Interaction, placement: string, market: string): Situation {
  const last = history.at(-1)!.item;
  const type = PAGES[placement] ?? 'product';
  const inCart = history.filter(({ kind }) => kind === 'cart').map(({ item }) => item);
  return {
    now: next.time,
    market,
    page: type === 'product' ? { type, item: last } : { type },
    history,
    cart: type === 'cart' && inCart.length === 0 ? [last] : inCart,
    bought: [],
  };
}

interface SimulatedShelf {
  indexes: number[];
  items: string[];
  /** When it was shown, ms since the epoch. */
  now: number;
  moved: Moved;
}

/** Nobody is dealt to: what a plan shows outside its experiments. */
function shelfOf(id: string, situation: Situation, side: Side, shop: SimulatedShop, visitor: Visitor): SimulatedShelf {
  const page = pagePlanner(side, situation, () => visitor, shop.catalogue, shop.timeZone)({ unit: '' });
  const cardsBy = (rules: typeof page.rules) =>
    decide([{ id }], page.situation, { ...shop, plan: side.plan, rules })[0]?.cards ?? [];
  const rules = page.rules?.forShelf(id);
  const cards = cardsBy(page.rules);
  return {
    indexes: cards.map(({ index }) => index),
    items: cards.map(({ item }) => item),
    now: situation.now,
    moved: rules ? movedCards(cards, cardsBy(undefined), rules, shop.catalogue) : NOTHING_MOVED,
  };
}

class Figures {
  readonly #catalogue: CatalogueReader;
  readonly #market: string;
  readonly #shown = new Set<number>();
  #shelves = 0;
  #cards = 0;
  #hits = 0;
  #price = 0;
  #margin = 0;
  #margins = 0;
  #moved = 0;
  #emptied = 0;
  readonly #movedBy: Map<string, number>;

  /** @param rules of the plan that may reach the shelf */
  constructor({ catalogue, market }: SimulatedShop, rules: readonly string[]) {
    this.#catalogue = catalogue;
    this.#market = market;
    this.#movedBy = new Map(rules.map((rule) => [rule, 0]));
  }

  add({ indexes, items, now, moved }: SimulatedShelf, next: string): void {
    if (indexes.length > 0) this.#shelves++;
    if (items.includes(next)) this.#hits++;
    this.#moved += moved.cards + moved.emptied;
    this.#emptied += moved.emptied;
    for (const [rule, products] of moved.byRule) this.#movedBy.set(rule, (this.#movedBy.get(rule) ?? 0) + products);
    indexes.forEach((index) => {
      this.#cards++;
      this.#shown.add(index);
      this.#price += this.#catalogue.priceAt(index, this.#market, now);
      const margin = this.#catalogue.marginAt(index, this.#market, now);
      if (!Number.isNaN(margin)) {
        this.#margin += margin;
        this.#margins++;
      }
    });
  }

  finish(sessions: number): SideFigures {
    const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
    const places = this.#cards + this.#emptied;
    return {
      shelves: this.#shelves,
      cards: this.#cards,
      hit_rate: share(this.#hits, sessions),
      coverage: share(this.#shown.size, this.#catalogue.size),
      mean_price: this.#cards === 0 ? null : this.#price / this.#cards,
      mean_margin: this.#margins === 0 ? null : this.#margin / this.#margins,
      moved_by_rules: share(this.#moved, places),
      moved_by: Object.fromEntries([...this.#movedBy].map(([rule, cards]) => [rule, share(cards, places)])),
    };
  }
}

class Tally {
  readonly #placement: string;
  readonly #before: Figures;
  readonly #after: Figures;
  #changed = 0;
  #overlap = 0;
  #examples: (ShelfComparison['examples'][number] & { overlap: number })[] = [];

  constructor(placement: string, shop: SimulatedShop, plans: readonly [PlanDocument, PlanDocument]) {
    this.#placement = placement;
    const [before, after] = plans.map(({ rules = [] }) =>
      rules
        .filter(({ off, placements }) => !off && (!placements || placements.includes(placement)))
        .map(({ id }) => id),
    );
    this.#before = new Figures(shop, before!);
    this.#after = new Figures(shop, after!);
  }

  add(
    session: number,
    history: readonly Interaction[],
    next: string,
    before: SimulatedShelf,
    after: SimulatedShelf,
  ): void {
    this.#before.add(before, next);
    this.#after.add(after, next);
    const common = before.items.filter((item) => after.items.includes(item)).length;
    const overlap = before.items.length === 0 ? (after.items.length === 0 ? 1 : 0) : common / before.items.length;
    this.#overlap += overlap;
    if (before.items.join('\n') === after.items.join('\n')) return;
    this.#changed++;
    this.#examples.push({
      session,
      looked_at: history.slice(-5).map(({ item }) => item),
      before: before.items,
      after: after.items,
      overlap,
    });
    this.#examples.sort((a, b) => a.overlap - b.overlap || a.session - b.session);
    this.#examples.length = Math.min(this.#examples.length, EXAMPLES);
  }

  finish(sessions: number): ShelfComparison {
    return {
      placement: this.#placement,
      changed: sessions === 0 ? 0 : this.#changed / sessions,
      overlap: sessions === 0 ? 1 : this.#overlap / sessions,
      before: this.#before.finish(sessions),
      after: this.#after.finish(sessions),
      examples: this.#examples.map(({ overlap: _, ...example }) => example),
    };
  }
}
