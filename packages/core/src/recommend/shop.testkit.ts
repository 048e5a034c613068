/** A small shop for tests: products in a line, and a model that says what a test tells it to. */
import { buildCatalogue } from '../catalogue/build.ts';
import type { Product } from '../catalogue/product.ts';
import { Catalogue } from '../catalogue/snapshot.ts';
import type { Ranked } from './ranked.ts';
import type { Interaction, Situation } from './situation.ts';
import type { Model } from './strategy.ts';

export const NOW = Date.UTC(2026, 3, 30);

export function productOf(id: string, over: Partial<Product> = {}): Product {
  return {
    group: id,
    id,
    title: id,
    category: [],
    offers: { uk: { url: 'https://shop.example/', price: 100, currency: 'GBP' } },
    stock: 'in',
    added: 0,
    ...over,
  };
}

export function catalogueOf(products: readonly Product[]): Catalogue {
  return Catalogue.from(buildCatalogue(products, { version: 'c1', now: NOW }).buffer);
}

/** Item ids, best first. Each list is what the model answers, cut to the limit; `because` is the last item asked about. */
export interface Told {
  predict?: readonly string[];
  boughtTogether?: readonly string[];
  alsoViewed?: readonly string[];
  trending?: readonly string[];
}

export class ToldModel implements Model {
  readonly version = 'm1';
  /** Calls by method, to count what a page costs. */
  readonly calls = { predict: 0, boughtTogether: 0, alsoViewed: 0, trending: 0 };
  readonly items: Model['items'];
  readonly #told: Told;
  /** One answer reused by every method: who keeps one across calls reads nonsense. */
  readonly #answer: Ranked = {
    length: 0,
    item: new Int32Array(4_096),
    score: new Float32Array(4_096),
    because: new Int32Array(4_096),
  };

  constructor(told: Told, moreItems: readonly string[] = []) {
    this.#told = told;
    const names = [...new Set([...moreItems, ...Object.values(told).flat()])];
    const ordinals = new Map(names.map((name, i) => [name, i]));
    this.items = {
      size: names.length,
      indexOf: (item) => ordinals.get(item) ?? -1,
      get: (index) => names[index]!,
    };
  }

  /** What it was told of, everybody knows well. */
  events(item: number): number {
    return item < this.items.size ? 1_000 : 0;
  }

  predict(session: readonly Interaction[], _now: number, limit: number): Ranked {
    this.calls.predict++;
    return this.#say(this.#told.predict, limit, this.items.indexOf(session.at(-1)?.item ?? ''));
  }

  boughtTogether(items: readonly number[], limit: number): Ranked {
    this.calls.boughtTogether++;
    return this.#say(this.#told.boughtTogether, limit, items.at(-1) ?? -1);
  }

  alsoViewed(item: number, limit: number): Ranked {
    this.calls.alsoViewed++;
    return this.#say(this.#told.alsoViewed, limit, item);
  }

  trending(limit: number): Ranked {
    this.calls.trending++;
    return this.#say(this.#told.trending, limit, -1);
  }

  #say(items: readonly string[] = [], limit: number, because: number): Ranked {
    const answer = this.#answer;
    answer.length = Math.min(items.length, limit);
    for (let i = 0; i < answer.length; i++) {
      answer.item[i] = this.items.indexOf(items[i]!);
      answer.score[i] = 1 / (i + 1);
      answer.because[i] = because;
    }
    return answer;
  }
}

export function situationOf(over: Partial<Situation> = {}): Situation {
  return { now: NOW, market: 'uk', page: { type: 'home' }, history: [], cart: [], bought: [], ...over };
}

/** Views of these items, a minute apart, the last one now. */
export function viewsOf(...items: string[]): Interaction[] {
  return items.map((item, i) => ({ item, kind: 'view', time: NOW - (items.length - 1 - i) * 60_000 }));
}
