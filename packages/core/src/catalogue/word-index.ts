/**
 * Which words each product has, and which products each word has: what content similarity and search walk.
 *
 * ```
 * word.*   string table: distinct words
 * words    u32  per product, its words                     words.at  u32  n + 1 offsets
 * having   u32  per word, its products, ascending          having.at u32  words + 1 offsets
 * norm     f32  per product, sqrt(Σ rarity²) of its words
 * ```
 * A word's weight is its rarity, ln(1 + products / products having it): the idf of TF-IDF. A title says a word once, so
 * counts within a title are not used.
 */
import { tokens } from '../language/fold.ts';
import type { Column, Snapshot } from '../snapshot/container.ts';
import { StringTable, stringTableColumns } from '../snapshot/string-table.ts';
import { GrowingColumn } from './growing-column.ts';
import type { Product } from './product.ts';

/** Words of one product that count. */
export const WORDS_PER_PRODUCT = 48;

/** What a product is compared by. */
export function contentOf(product: Product): string {
  return `${product.title} ${product.brand ?? ''} ${product.category.join(' ')}`;
}

const rarity = (products: number, having: number) => Math.log(1 + products / having);

export class WordIndexBuilder {
  readonly #ordinals = new Map<string, number>();
  readonly #words = new GrowingColumn((length) => new Uint32Array(length));
  readonly #at = new GrowingColumn((length) => new Uint32Array(length));

  constructor() {
    this.#at.push(0);
  }

  /** Adds the next product's words. */
  add(text: string): void {
    for (const word of tokens(text, WORDS_PER_PRODUCT)) {
      let ordinal = this.#ordinals.get(word);
      if (ordinal === undefined) {
        ordinal = this.#ordinals.size;
        this.#ordinals.set(word, ordinal);
      }
      this.#words.push(ordinal);
    }
    this.#at.push(this.#words.length);
  }

  columns(): Record<string, Column> {
    const words = this.#words.entries;
    const at = this.#at.entries;
    const products = at.length - 1;
    const count = this.#ordinals.size;

    // Counting sort of (product, word) pairs by word; products stay ascending.
    const havingAt = new Uint32Array(count + 1);
    for (const word of words) havingAt[word + 1]!++;
    for (let w = 0; w < count; w++) havingAt[w + 1]! += havingAt[w]!;
    const having = new Uint32Array(words.length);
    const next = havingAt.slice();
    for (let p = 0; p < products; p++) {
      for (let i = at[p]!; i < at[p + 1]!; i++) having[next[words[i]!]!++] = p;
    }

    const norm = new Float32Array(products);
    for (let p = 0; p < products; p++) {
      let sum = 0;
      for (let i = at[p]!; i < at[p + 1]!; i++) {
        const word = words[i]!;
        sum += rarity(products, havingAt[word + 1]! - havingAt[word]!) ** 2;
      }
      norm[p] = Math.sqrt(sum);
    }
    return {
      ...stringTableColumns('word', [...this.#ordinals.keys()]),
      words,
      'words.at': at,
      having,
      'having.at': havingAt,
      norm,
    };
  }
}

export class WordIndex {
  readonly products: number;
  readonly #table: StringTable;
  readonly #words: Uint32Array;
  readonly #wordsAt: Uint32Array;
  readonly #having: Uint32Array;
  readonly #havingAt: Uint32Array;
  readonly #norm: Float32Array;

  constructor(snapshot: Snapshot) {
    this.#table = new StringTable(snapshot, 'word');
    this.#words = snapshot.column('words', 'u32');
    this.#wordsAt = snapshot.column('words.at', 'u32');
    this.#having = snapshot.column('having', 'u32');
    this.#havingAt = snapshot.column('having.at', 'u32');
    this.#norm = snapshot.column('norm', 'f32');
    this.products = this.#norm.length;
  }

  /** Words of a product: a view, not a copy. */
  wordsOf(product: number): Uint32Array {
    return this.#words.subarray(this.#wordsAt[product]!, this.#wordsAt[product + 1]!);
  }

  /** Words of a free text that the catalogue knows. */
  wordsIn(text: string): Uint32Array {
    const known = tokens(text, WORDS_PER_PRODUCT).map((word) => this.#table.indexOf(word));
    return Uint32Array.from(known.filter((word) => word >= 0));
  }

  /** How many products have this word. */
  frequency(word: number): number {
    return this.#havingAt[word + 1]! - this.#havingAt[word]!;
  }

  /** The products that have this word, ascending: a view, not a copy. */
  productsHaving(word: number): Uint32Array {
    return this.#having.subarray(this.#havingAt[word]!, this.#havingAt[word + 1]!);
  }

  rarity(word: number): number {
    return rarity(this.products, this.frequency(word));
  }

  norm(product: number): number {
    return this.#norm[product]!;
  }
}
