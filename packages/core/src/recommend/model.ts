/** A model snapshot in memory, and what it answers. The same methods are served and evaluated. */
import type { StringTable } from '../snapshot/string-table.ts';
import { Blend } from './blend.ts';
import { CoOccurrence } from './co-occurrence.ts';
import { Evidence } from './evidence.ts';
import { SESSION_CLICKS } from './features.ts';
import type { Served } from './learn.ts';
import { type ModelColumns, type ModelMeta, readModel } from './model-format.ts';
import { Focus } from './neighbours.ts';
import { Onward, SHELF } from './onward.ts';
import { type Ranked, RankedList } from './ranked.ts';
import { Rarity } from './rarity.ts';
import { SessionKnn } from './session-knn.ts';
import type { Interaction } from './situation.ts';

export type { Ranked } from './ranked.ts';

export interface Companions {
  /** Baskets or sessions of the item that the model knows, the newest. */
  of: number;
  /** Model indexes, each with how many of those baskets it stands in too. */
  items: { item: number; together: number }[];
}

/**
 * The seam for a model that outgrows one isolate (docs/recommender.md): brings the sessions of these model items into the
 * index, which is then read without waiting. Undefined where they are there already.
 */
export interface Shards {
  reach(items: readonly number[]): Promise<void> | undefined;
}

export class Model {
  readonly items: StringTable;
  readonly meta: ModelMeta;
  readonly byteLength: number;
  readonly #columns: ModelColumns;
  readonly #knn: SessionKnn;
  /** Serves in place of session kNN where it won on held-back sessions. */
  readonly #blend: Blend | undefined;
  readonly #onward: Onward;
  readonly #bought: CoOccurrence;
  readonly #viewed: CoOccurrence;
  readonly #focus: Focus;
  readonly #clicks: Int32Array;
  /** One list a method, so that one method's answer outlives another's call. */
  readonly #predicted = new RankedList();
  readonly #together = new RankedList();
  readonly #also = new RankedList();
  readonly #trending = new RankedList();

  readonly #shards: Shards | undefined;

  private constructor(columns: ModelColumns, shards: Shards | undefined) {
    this.#columns = columns;
    this.#shards = shards;
    this.items = columns.items;
    this.meta = columns.meta;
    this.byteLength = columns.byteLength;
    const size = columns.items.size;
    const { knn } = columns.meta;
    const { blend, events, view } = columns;
    const rarity = new Rarity(events, columns.meta.events);
    const evidence = new Evidence(view, size, knn);
    this.#knn = new SessionKnn(evidence, rarity, knn.idfWeight);
    if (blend) {
      const know = { ...blend, rarity, events, postAt: view.postAt };
      this.#blend = new Blend(evidence, know, knn.idfWeight, blend.forest);
    }
    this.#bought = new CoOccurrence(columns.buy, columns.buyTop, size);
    this.#viewed = new CoOccurrence(columns.view, columns.viewTop, size);
    this.#onward = new Onward(this.#knn, size, knn.clicks);
    this.#focus = new Focus(size, knn.clicks);
    this.#clicks = new Int32Array(SESSION_CLICKS);
  }

  /**
   * Opens a snapshot without copying it.
   * @param shards where the file does not hold all sessions
   * @throws SnapshotError that names the fault.
   */
  static from(buffer: ArrayBuffer, shards?: Shards): Model {
    return new Model(readModel(buffer), shards);
  }

  /**
   * To be awaited before questions about these items, where it is a promise: a model in memory costs nobody a turn of the
   * event loop, and does not even ask which items they are.
   */
  reach(items: () => Iterable<string>): Promise<void> | undefined {
    if (!this.#shards) return undefined;
    const known = new Set([...items()].map((item) => this.items.indexOf(item)));
    known.delete(-1);
    return this.#shards.reach([...known]);
  }

  /** Names the model in answers and logs. */
  get version(): string {
    return this.meta.version;
  }

  /** What `predict` ranks with: what was best on held-back sessions. */
  get serves(): Served {
    if (this.#blend) return 'blend';
    const { serves = 'session-knn' } = this.meta;
    return serves === 'blend' ? 'session-knn' : serves;
  }

  /** Baskets that what is bought together was learned from. */
  get baskets(): number {
    return this.#columns.buy.sessions;
  }

  /** Events of a model item in training; 0 outside the model. */
  events(item: number): number {
    return this.#columns.events[item] ?? 0;
  }

  /**
   * What the session is likely to want next, its own items included: a shelf leaves out what it must. Where its neighbours
   * hold fewer items than a shelf, theirs follow (`onward.ts`).
   * Empty where the model knows none of the session's items.
   * @param session oldest first; items that the model does not know are passed over
   * @param now ms since the epoch
   */
  predict(session: readonly Interaction[], _now: number, limit: number): Ranked {
    const known = this.#focusOn(session);
    this.#predicted.start(limit);
    if (this.#blend) this.#blend.rank(this.#focus, known, known.length, this.#predicted);
    else if (known.length > 0 && this.serves === 'also-viewed') this.#viewed.rank([known.at(-1)!], this.#predicted);
    else if (known.length > 0 && this.serves === 'trending') this.#pushTrending(limit, this.#predicted);
    else this.#knn.rank(this.#focus, this.#predicted);
    const ranked = this.#predicted.finish();
    const byNeighbours = this.serves === 'blend' || this.serves === 'session-knn';
    if (byNeighbours) this.#onward.lengthen(ranked, this.#focus, Math.min(limit, SHELF));
    return ranked;
  }

  /** Session kNN alone, of one step: what the blend is measured against. */
  neighbours(session: readonly Interaction[], limit: number): Ranked {
    this.#focusOn(session);
    this.#predicted.start(limit);
    this.#knn.rank(this.#focus, this.#predicted);
    return this.#predicted.finish();
  }

  /** Sets the focus on the session's newest known items. Returns these, oldest first. */
  #focusOn(session: readonly Interaction[]): Int32Array {
    const clicks = this.#clicks;
    let from = clicks.length;
    for (let s = session.length - 1; s >= 0 && from > 0; s--) {
      const item = this.items.indexOf(session[s]!.item);
      if (item !== -1) clicks[--from] = item;
    }
    const known = clicks.subarray(from);
    this.#focus.set(known, known.length, this.meta.knn.clicks);
    return known;
  }

  /** What is bought together with all of `items` (model indexes), without them. */
  boughtTogether(items: readonly number[], limit: number): Ranked {
    this.#together.start(limit);
    this.#bought.rank(items, this.#together);
    return this.#together.finish();
  }

  /** What is viewed in the same sessions as `item` (model index), without it. */
  alsoViewed(item: number, limit: number): Ranked {
    this.#also.start(limit);
    this.#viewed.rank([item], this.#also);
    return this.#also.finish();
  }

  /** What goes with an item and how often, best first: for who runs the shop. @param by bought in one basket, or viewed in one session */
  companions(item: number, by: 'bought' | 'viewed', limit: number): Companions {
    const ranked = by === 'bought' ? this.boughtTogether([item], limit) : this.alsoViewed(item, limit);
    const items = Array.from(ranked.item.subarray(0, ranked.length));
    const source = by === 'bought' ? this.#bought : this.#viewed;
    const together = source.together(item, items);
    return { of: source.baskets(item), items: items.map((one, i) => ({ item: one, together: together[i]! })) };
  }

  /** What is popular of late. `because` is -1. */
  trending(limit: number): Ranked {
    this.#trending.start(Math.min(limit, this.#columns.trend.length));
    this.#pushTrending(limit, this.#trending);
    return this.#trending.finish();
  }

  #pushTrending(limit: number, into: RankedList): void {
    const { trend, trendScore } = this.#columns;
    for (let t = 0; t < trend.length && t < limit; t++) into.push(trend[t]!, trendScore[t]!, -1);
  }
}
