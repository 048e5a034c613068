/** Which item groups were met while one list is walked. Numbered marks: nothing is emptied or made between two lists. */
import type { CatalogueReader } from '../catalogue/snapshot.ts';

/** One a catalogue, 4 bytes a product. */
const kept = new WeakMap<CatalogueReader, GroupMarks>();

export class GroupMarks {
  readonly #met: Uint32Array;
  #list = 0;

  private constructor(catalogue: CatalogueReader) {
    this.#met = new Uint32Array(catalogue.size);
  }

  /** For a list that begins now; of one catalogue the list before is at its end. */
  static forList(catalogue: CatalogueReader): GroupMarks {
    let marks = kept.get(catalogue);
    if (!marks) {
      marks = new GroupMarks(catalogue);
      kept.set(catalogue, marks);
    }
    marks.#next();
    return marks;
  }

  has(group: number): boolean {
    return this.#met[group] === this.#list;
  }

  add(group: number): void {
    this.#met[group] = this.#list;
  }

  #next(): void {
    this.#list++;
    if (this.#list < 2 ** 32) return;
    this.#met.fill(0);
    this.#list = 1;
  }
}
