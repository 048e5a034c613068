/** Model item → product of the catalogue. The two files are built apart, so they meet by item id. */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { Model } from './strategy.ts';

const UNKNOWN_YET = -2;

/** One join for each pair of files in use, forgotten with them. */
const joins = new WeakMap<Model, WeakMap<CatalogueReader, JoinedItems>>();

export class JoinedItems {
  readonly #model: Model;
  readonly #catalogue: CatalogueReader;
  /** By model item; filled as items are asked for, so that a new file costs nothing at first. 4 bytes an item. */
  readonly #index: Int32Array;

  private constructor(model: Model, catalogue: CatalogueReader) {
    this.#model = model;
    this.#catalogue = catalogue;
    this.#index = new Int32Array(model.items.size).fill(UNKNOWN_YET);
  }

  static of(model: Model, catalogue: CatalogueReader): JoinedItems {
    let byCatalogue = joins.get(model);
    if (!byCatalogue) {
      byCatalogue = new WeakMap();
      joins.set(model, byCatalogue);
    }
    let join = byCatalogue.get(catalogue);
    if (!join) {
      join = new JoinedItems(model, catalogue);
      byCatalogue.set(catalogue, join);
    }
    return join;
  }

  /** Catalogue index of a model item, or -1 where the catalogue has it no more. */
  catalogueIndex(item: number): number {
    let index = this.#index[item]!;
    if (index === UNKNOWN_YET) {
      index = this.#catalogue.indexOf(this.#model.items.get(item));
      this.#index[item] = index;
    }
    return index;
  }

  item(item: number): string {
    return this.#model.items.get(item);
  }
}
