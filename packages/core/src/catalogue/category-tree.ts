/**
 * A shop's categories as a tree of ordinals: "Home > Kitchen > Mugs" is three of them, each knowing its parent.
 *
 * ```
 * cat.*       string table: folded path, "home>kitchen>mug"-like, by ordinal
 * cat.parent  i32  ordinal of the path without its last level, or -1
 * leaf.*      string table: distinct folded names of last levels
 * leaf.cat    i32  per such name, the ordinal with the most products
 * ```
 */
import { fold } from '../language/fold.ts';
import type { Column, Snapshot } from '../snapshot/container.ts';
import { StringTable, stringTableColumns } from '../snapshot/string-table.ts';

const NONE = -1;

/** A level may hold '>' only where a feed gave levels as a list; folding it away keeps paths apart well enough. */
const foldLevel = (level: string) => fold(level).replaceAll('>', ' ').trim();

export class CategoryTreeBuilder {
  readonly #ordinals = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #parents: number[] = [];
  readonly #products: number[] = [];

  /** Counts a product in its category and every one above. @returns the ordinal of the whole path, or -1 for none. */
  add(path: readonly string[]): number {
    let parent = NONE;
    let key = '';
    for (const level of path) {
      const name = foldLevel(level);
      key = parent === NONE ? name : `${key}>${name}`;
      let ordinal = this.#ordinals.get(key);
      if (ordinal === undefined) {
        ordinal = this.#parents.length;
        this.#ordinals.set(key, ordinal);
        this.#names.push(name);
        this.#parents.push(parent);
        this.#products.push(0);
      }
      this.#products[ordinal]!++;
      parent = ordinal;
    }
    return parent;
  }

  columns(): Record<string, Column> {
    const largest = new Map<string, number>();
    this.#names.forEach((name, ordinal) => {
      const before = largest.get(name);
      if (before === undefined || this.#products[ordinal]! > this.#products[before]!) largest.set(name, ordinal);
    });
    return {
      ...stringTableColumns('cat', [...this.#ordinals.keys()]),
      'cat.parent': Int32Array.from(this.#parents),
      ...stringTableColumns('leaf', [...largest.keys()]),
      'leaf.cat': Int32Array.from(largest.values()),
    };
  }
}

export class CategoryTree {
  readonly size: number;
  readonly #paths: StringTable;
  readonly #parents: Int32Array;
  readonly #leaves: StringTable;
  readonly #largest: Int32Array;

  constructor(snapshot: Snapshot) {
    this.#paths = new StringTable(snapshot, 'cat');
    this.#parents = snapshot.column('cat.parent', 'i32');
    this.#leaves = new StringTable(snapshot, 'leaf');
    this.#largest = snapshot.column('leaf.cat', 'i32');
    this.size = this.#parents.length;
  }

  /** Ordinal of the category one level up, or -1. */
  parent(category: number): number {
    return this.#parents[category] ?? NONE;
  }

  /** Whether `category` is `ancestor` or lies below it. */
  within(category: number, ancestor: number): boolean {
    for (let at = category; at !== NONE; at = this.parent(at)) if (at === ancestor) return true;
    return false;
  }

  /** Levels of the path down to `category`: 1 at the top, 0 for -1. */
  depth(category: number): number {
    let depth = 0;
    for (let at = category; at !== NONE; at = this.parent(at)) depth++;
    return depth;
  }

  /** How many levels two categories share from the top. */
  shared(a: number, b: number): number {
    let depthA = this.depth(a);
    let depthB = this.depth(b);
    while (depthA > depthB) {
      a = this.parent(a);
      depthA--;
    }
    while (depthB > depthA) {
      b = this.parent(b);
      depthB--;
    }
    while (a !== b) {
      a = this.parent(a);
      b = this.parent(b);
      depthA--;
    }
    return depthA;
  }

  /** The category a page names, by its whole path ("Home > Kitchen") or its last level ("Kitchen"); -1 if unknown. */
  named(name: string): number {
    const path = name.split('>').map(foldLevel).filter(Boolean);
    if (path.length === 0) return NONE;
    const whole = this.#paths.indexOf(path.join('>'));
    if (whole >= 0) return whole;
    const leaf = this.#leaves.indexOf(path.at(-1)!);
    return leaf < 0 ? NONE : this.#largest[leaf]!;
  }
}
