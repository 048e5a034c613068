/**
 * Likeness by words: what a product shares with others in title, brand and category. It needs no behaviour, so it
 * reaches a product on its first day, and it answers a search.
 *
 * likeness = Σ rarity² of shared words ÷ (norm of the one × norm of the other), which is the cosine of TF-IDF vectors
 * (Salton, 1975), plus up to `CATEGORY_SHARE` for a shared category path.
 */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import { type Ranked, RankedList } from './ranked.ts';

/**
 * Entries of the word index that one question walks at most. The rarest words are walked first, so what is cut is the
 * tail of words that nearly every product has. About 0.1 ms.
 */
export const POSTINGS_PER_QUERY = 16_384;

/** What a product in the very same category gets on top, of a cosine that is at most 1. */
const CATEGORY_SHARE = 0.15;

/** Below this, two products have a common word and nothing else in common. */
const LEAST_LIKENESS = 0.08;

/** Working memory, made once a catalogue and left clean by every question: 4 bytes a product. */
interface Workspace {
  /** Σ rarity² so far, by product. */
  shared: Float32Array;
  /** Products whose `shared` is not 0. */
  touched: Int32Array;
  ranked: RankedList;
  /** What `similarTo` found of late, by product. */
  found: Map<number, Found>;
}

interface Found extends Ranked {
  limit: number;
  budget: number;
}

/** Products whose likenesses are kept: what many look at is asked for again and again. About 3 KB each. */
const FOUND_KEPT = 256;

const workspaces = new WeakMap<CatalogueReader, Workspace>();

function workspaceOf(catalogue: CatalogueReader): Workspace {
  let workspace = workspaces.get(catalogue);
  if (!workspace) {
    const touched = new Int32Array(Math.min(POSTINGS_PER_QUERY, catalogue.size));
    workspace = { shared: new Float32Array(catalogue.size), touched, ranked: new RankedList(), found: new Map() };
    workspaces.set(catalogue, workspace);
  }
  return workspace;
}

/**
 * The products most like this one, without it. Catalogue indexes, valid until the next question to this catalogue.
 * @param budget Entries of the word index to walk at most.
 */
export function similarTo(
  catalogue: CatalogueReader,
  index: number,
  limit: number,
  budget = POSTINGS_PER_QUERY,
): Ranked {
  const { found } = workspaceOf(catalogue);
  const known = found.get(index);
  if (known?.limit === limit && known.budget === budget) return known;
  const { length, item, score, because } = rank(
    catalogue,
    catalogue.words.wordsOf(index),
    limit,
    budget,
    LEAST_LIKENESS,
    index,
  );
  const kept: Found = {
    limit,
    budget,
    length,
    item: item.slice(0, length),
    score: score.slice(0, length),
    because: because.slice(0, length),
  };
  if (found.size >= FOUND_KEPT) found.clear();
  found.set(index, kept);
  return kept;
}

/** The products that answer a search term or a category's name best, as `similarTo` gives them. */
export function matching(catalogue: CatalogueReader, text: string, limit: number): Ranked {
  return rank(catalogue, catalogue.words.wordsIn(text), limit, POSTINGS_PER_QUERY, 0, -1);
}

/** @param source The product that is compared, or -1 where free text is. */
function rank(
  catalogue: CatalogueReader,
  question: Uint32Array,
  limit: number,
  budget: number,
  least: number,
  source: number,
): Ranked {
  const { words, categories } = catalogue;
  const { shared, touched, ranked } = workspaceOf(catalogue);
  const rarestFirst = question.slice().sort((a, b) => words.frequency(a) - words.frequency(b) || a - b);
  let count = 0;
  let norm = 0;
  for (const word of rarestFirst) {
    const weight = words.rarity(word) ** 2;
    norm += weight;
    const products = words.productsHaving(word);
    const most = Math.min(products.length, budget);
    budget -= most;
    for (let i = 0; i < most; i++) {
      const product = products[i]!;
      if (shared[product] === 0) touched[count++] = product;
      shared[product]! += weight;
    }
  }
  norm = Math.sqrt(norm);
  const category = source < 0 ? -1 : catalogue.category(source);
  const perLevel = category < 0 ? 0 : CATEGORY_SHARE / categories.depth(category);
  ranked.start(limit);
  for (let i = 0; i < count; i++) {
    const product = touched[i]!;
    const likeness = shared[product]! / (norm * words.norm(product));
    shared[product] = 0;
    if (product === source || likeness < least) continue;
    const levels = perLevel === 0 ? 0 : categories.shared(category, catalogue.category(product));
    ranked.push(product, likeness + perLevel * levels, source);
  }
  return ranked.finish();
}
