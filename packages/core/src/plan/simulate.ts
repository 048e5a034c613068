/**
 * Two plans side by side on sessions that happened: for each session's last click, the shelves that each plan would have
 * shown before it. One pass, one model, one catalogue, so every difference is the plans'. Pure and deterministic.
 */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import { decide } from '../recommend/pipeline.ts';
import type { Interaction, Situation } from '../recommend/situation.ts';
import type { Model } from '../recommend/strategy.ts';
import { NO_VISITOR } from './attributes.ts';
import { prepareExperiments } from './experiments.ts';
import { planPage } from './page-plan.ts';
import type { Plan, PlanDocument } from './plan.ts';
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
  /** Minor units; null where no card was shown. */
  mean_price: number | null;
  /** 0…1; null where no card's margin is known. */
  mean_margin: number | null;
  /** Share of cards that a rule pinned, boosted or buried. */
  moved_by_rules: number;
  /** By rule id. */
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
  shelves: ShelfComparison[];
}

const EXAMPLES = 5;

interface Side {
  plan: Plan;
  rules: CompiledRules | null;
  experiments: ReturnType<typeof prepareExperiments>;
}

/** @param onProgress told after each session how many are done */
export function simulate(
  sessions: Iterable<readonly Interaction[]>,
  shop: SimulatedShop,
  before: PlanDocument,
  after: PlanDocument,
  onProgress: (done: number) => void = () => {},
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
  const tallies = new Map(ids.map((id) => [id, new Tally(id, shop)]));
  let done = 0;
  for (const session of sessions) {
    const [next] = session.slice(-1);
    if (!next || session.length < 2) continue;
    const history = session.slice(0, -1);
    for (const id of ids) {
      const situation = situationAt(history, next, id, shop.market);
      const shelves = sides.map((side) => shelfOf(id, situation, side, shop));
      tallies.get(id)!.add(done, history, next.item, shelves[0]!, shelves[1]!);
    }
    done++;
    onProgress(done);
  }
  const has = ({ plan }: Side, id: string) => plan.placements.some((placement) => placement.id === id);
  return {
    sessions: done,
    shelves: ids.map((id) => ({
      ...tallies.get(id)!.finish(done),
      ...(!has(sides[0], id) && { only: 'after' as const }),
      ...(!has(sides[1], id) && { only: 'before' as const }),
    })),
  };
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
  /** Rules that moved each card. */
  movedBy: string[][];
}

/** Nobody is dealt to: what a plan shows outside its experiments. */
function shelfOf(id: string, situation: Situation, side: Side, shop: SimulatedShop): SimulatedShelf {
  const page = planPage(side, situation, () => NO_VISITOR, { unit: '' }, shop.catalogue, shop.timeZone);
  const [shelf] = decide([{ id }], page.situation, { ...shop, plan: side.plan, rules: page.rules });
  const rules = page.rules?.forShelf(id);
  const cards = shelf?.cards ?? [];
  return {
    indexes: cards.map(({ index }) => index),
    items: cards.map(({ item }) => item),
    movedBy: cards.map(({ index, strategy }) =>
      rules === undefined
        ? []
        : strategy === 'pinned'
          ? rules.pins.filter((pin) => pin.index === index).map(({ rule }) => rule)
          : rules.explain(index).moved.map(({ rule }) => rule),
    ),
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
  readonly #movedBy = new Map<string, number>();

  constructor({ catalogue, market }: SimulatedShop) {
    this.#catalogue = catalogue;
    this.#market = market;
  }

  add({ indexes, items, movedBy }: SimulatedShelf, next: string): void {
    if (indexes.length > 0) this.#shelves++;
    if (items.includes(next)) this.#hits++;
    indexes.forEach((index, i) => {
      this.#cards++;
      this.#shown.add(index);
      this.#price += this.#catalogue.price(index, this.#market);
      const margin = this.#catalogue.margin(index, this.#market);
      if (!Number.isNaN(margin)) {
        this.#margin += margin;
        this.#margins++;
      }
      if (movedBy[i]!.length > 0) this.#moved++;
      for (const rule of new Set(movedBy[i])) this.#movedBy.set(rule, (this.#movedBy.get(rule) ?? 0) + 1);
    });
  }

  finish(sessions: number): SideFigures {
    const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
    return {
      shelves: this.#shelves,
      cards: this.#cards,
      hit_rate: share(this.#hits, sessions),
      coverage: share(this.#shown.size, this.#catalogue.size),
      mean_price: this.#cards === 0 ? null : this.#price / this.#cards,
      mean_margin: this.#margins === 0 ? null : this.#margin / this.#margins,
      moved_by_rules: share(this.#moved, this.#cards),
      moved_by: Object.fromEntries([...this.#movedBy].map(([rule, cards]) => [rule, share(cards, this.#cards)])),
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

  constructor(placement: string, shop: SimulatedShop) {
    this.#placement = placement;
    this.#before = new Figures(shop);
    this.#after = new Figures(shop);
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
