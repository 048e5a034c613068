/** Each strategy of a plan → what it proposes for this page. Proposals are taken one by one, as far as they are needed. */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { StrategyName } from '../plan/plan.ts';
import { leaningTo } from './affinity.ts';
import { matching, POSTINGS_PER_QUERY, similarTo } from './content.ts';
import { JoinedItems } from './joined-items.ts';
import { welcomeNewcomers } from './newcomers.ts';
import { newest } from './newest.ts';
import type { Ranked } from './ranked.ts';
import { recentlyViewed } from './recently-viewed.ts';
import type { Situation } from './situation.ts';
import type { HotItem, Model, Proposal } from './strategy.ts';
import { unfinished } from './unfinished.ts';

/** Items asked of a model at once: enough for a page of shelves after everything that is excluded. */
const POOL = 200;
/** The same on a category page, where most of what is popular lies elsewhere. */
const CATEGORY_POOL = 2_000;
/** Popular products that a person's leanings choose among. */
const LEANING_POOL = 1_000;
/** Items of a history or cart that content looks around, and how much less each earlier one counts. */
const CONTENT_SOURCES = 3;
const EARLIER_COUNTS = 0.8;
/**
 * How many times its score a product gets on top for being the same in words. On the last tenth of UCI Online Retail's
 * baskets, 8 cards from one item hold 1.448 others of its basket with 2, 1.440 without, 1.434 with 4.
 */
const LIFT = 2;
/** Cart items that are looked up; the last ones. */
const MOST_CART_ITEMS = 50;

type Strategy = (page: PageCandidates) => Iterable<Proposal>;

const STRATEGIES: Record<StrategyName, Strategy> = {
  'session-knn': (page) => page.fromSession(),
  'bought-together': (page) => page.boughtTogether(),
  'also-viewed': (page) => page.alsoViewed(),
  affinity: (page) =>
    leaningTo(page.situation.history, page.trending(LEANING_POOL), page.catalogue, page.situation.now),
  content: (page) => page.content(),
  trending: (page) => page.trending(),
  newest: (page) => newest(page.catalogue),
  'recently-viewed': (page) => recentlyViewed(page.situation.history, page.catalogue),
  unfinished: (page) => unfinished(page.situation.history, page.catalogue),
};

/** What the strategies share while one page is decided. */
export class PageCandidates {
  readonly situation: Situation;
  readonly catalogue: CatalogueReader;
  readonly #model: Model | null;
  readonly #joined: JoinedItems | null;
  readonly #hot: readonly HotItem[];
  /** What was looked for, by strategy: several shelves fill from one, and the page may be decided again for another arm. */
  readonly #found = new Map<StrategyName, readonly Proposal[]>();

  constructor(situation: Situation, model: Model | null, catalogue: CatalogueReader, hot: readonly HotItem[] = []) {
    this.situation = situation;
    this.catalogue = catalogue;
    this.#model = model;
    this.#hot = hot;
    this.#joined = model && JoinedItems.of(model, catalogue);
  }

  /**
   * Best first. A product may come twice, and one that must not be shown may come: exclusions are the pipeline's. Not to be
   * changed: who asks again is given the same.
   */
  propose(strategy: StrategyName): Iterable<Proposal> {
    // A plan of another release may name one that this release does not have: the chain goes on.
    if (!Object.hasOwn(STRATEGIES, strategy)) return [];
    const found = this.#found.get(strategy);
    if (found) return found;
    const proposals = STRATEGIES[strategy](this);
    // The others are walked as far as they are needed, which costs next to nothing.
    if (Array.isArray(proposals)) this.#found.set(strategy, proposals);
    return proposals;
  }

  /** What this session is likely to look at next. */
  fromSession(): Iterable<Proposal> {
    const { history, now } = this.situation;
    return this.#model && history.length > 0 ? this.#join(this.#model.predict(history, now, POOL)) : [];
  }

  /** With the product of a product page; with the whole cart elsewhere. */
  boughtTogether(): Iterable<Proposal> {
    const { page, cart } = this.situation;
    const items = this.#known(page.item === undefined ? cart.slice(-MOST_CART_ITEMS) : [page.item]);
    return this.#model && items.length > 0 ? this.#join(this.#model.boughtTogether(items, POOL)) : [];
  }

  /**
   * With the product of a product page; with the last thing in the cart or looked at elsewhere. What is also like it in
   * words comes further up: sessions, and baskets even more, hold complements beside alternatives. What is new and like it
   * has a place too.
   */
  alsoViewed(): Iterable<Proposal> {
    const source = this.#sources()[0] ?? '';
    const [item] = this.#known([source]);
    if (!this.#model || item === undefined) return [];
    const proposals = this.#join(this.#model.alsoViewed(item, POOL));
    const index = this.catalogue.indexOf(source);
    if (index < 0) return proposals;
    const alike = similarTo(this.catalogue, index, POOL);
    const likeness = new Map<number, number>();
    for (let i = 0; i < alike.length; i++) likeness.set(alike.item[i]!, alike.score[i]!);
    for (const one of proposals) one.score *= 1 + LIFT * (likeness.get(one.index) ?? 0);
    proposals.sort(bestFirst);
    this.#welcome(proposals, index);
    return proposals;
  }

  /**
   * The model's fading popularity, and today's people on top: both count visitors, so they add. Whoever is in the model
   * already counts twice for a day, which leans the shelf towards now.
   */
  trending(limit = this.situation.page.type === 'category' ? CATEGORY_POOL : POOL): Iterable<Proposal> {
    const learned = this.#model ? this.#join(this.#model.trending(limit)) : [];
    if (this.#hot.length === 0) return learned;
    const best = new Map(learned.map((proposal) => [proposal.index, proposal]));
    for (const { item, people } of this.#hot) {
      const index = this.catalogue.indexOf(item);
      if (index >= 0) best.set(index, { index, score: (best.get(index)?.score ?? 0) + people });
    }
    return [...best.values()].sort(bestFirst);
  }

  /** What matches the search or the category's name; elsewhere what is like this product, the cart or the last views. */
  content(): Iterable<Proposal> {
    const { type, searchTerm, category } = this.situation.page;
    const text = type === 'search' ? searchTerm : type === 'category' ? category : undefined;
    if (text !== undefined) return listed(matching(this.catalogue, text, POOL));
    const proposals = this.#similarToSources();
    const index = this.catalogue.indexOf(this.situation.page.item ?? '');
    if (index >= 0) this.#welcome(proposals, index);
    return proposals;
  }

  #welcome(proposals: Proposal[], source: number): void {
    if (this.#model) welcomeNewcomers(proposals, source, this.#model, this.catalogue, POOL, this.situation.now);
  }

  #similarToSources(): Proposal[] {
    const best = new Map<number, Proposal>();
    const sources = this.#sources().filter((item) => this.catalogue.indexOf(item) >= 0);
    const budget = Math.floor(POSTINGS_PER_QUERY / Math.max(1, sources.length));
    sources.forEach((because, place) => {
      const found = similarTo(this.catalogue, this.catalogue.indexOf(because), POOL, budget);
      for (const { index, score } of listed(found)) {
        const weighted = score * EARLIER_COUNTS ** place;
        if (weighted > (best.get(index)?.score ?? 0)) best.set(index, { index, score: weighted, because });
      }
    });
    for (const source of sources) best.delete(this.catalogue.indexOf(source));
    return [...best.values()].sort(bestFirst);
  }

  /** Items that a shelf of likenesses starts from, most telling first. */
  #sources(): string[] {
    const { page, cart, history } = this.situation;
    if (page.item !== undefined) return [page.item];
    const inCart = page.type === 'cart' || page.type === 'checkout';
    const recent = inCart && cart.length > 0 ? cart.toReversed() : history.toReversed().map(({ item }) => item);
    return [...new Set(recent)].slice(0, CONTENT_SOURCES);
  }

  /** Model indexes of the items that the model knows. */
  #known(items: readonly string[]): number[] {
    const model = this.#model;
    return model ? items.map((item) => model.items.indexOf(item)).filter((index) => index >= 0) : [];
  }

  #join(ranked: Ranked): Proposal[] {
    const joined = this.#joined!;
    const proposals: Proposal[] = [];
    // Few items lead to many proposals.
    const ids = new Map<number, string>();
    for (let i = 0; i < ranked.length; i++) {
      const index = joined.catalogueIndex(ranked.item[i]!);
      if (index < 0) continue;
      const score = ranked.score[i]!;
      const because = ranked.because[i]!;
      if (because < 0) {
        proposals.push({ index, score });
        continue;
      }
      let id = ids.get(because);
      if (id === undefined) {
        id = joined.item(because);
        ids.set(because, id);
      }
      proposals.push({ index, score, because: id });
    }
    return proposals;
  }
}

const bestFirst = (a: Proposal, b: Proposal) => b.score - a.score || a.index - b.index;

/** Copies a ranking of catalogue indexes out of its workspace. */
function listed({ length, item, score }: Ranked): Proposal[] {
  return Array.from({ length }, (_, i) => ({ index: item[i]!, score: score[i]! }));
}
