import type { ShopProduct } from './shop-catalogue.ts';

/** Longest search that is read, and most words of it. */
const MAX_TERM = 100;
const MAX_WORDS = 8;

const TITLE = 4;
const SHELF = 2;
const DEPARTMENT = 1;

/** Words in lower case without accents, plurals as singular: "Candles" finds "candle". */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !/^(a|an|and|for|in|of|the|with)$/.test(word))
    .map((word) =>
      word.length > 3 ? word.replace(/(?<=[^aeious])ies$/, 'y').replace(/(?<=[sxz]|ch|sh)es$|(?<=[^su])s$/, '') : word,
    );
}

/** Every word must be found: whole, or as the beginning of one. Titles count more than shelves, then orders decide. */
export function searchIndex(products: readonly ShopProduct[]): (term: string) => ShopProduct[] {
  const entries = products.map((product) => ({
    product,
    id: product.id.toLowerCase(),
    title: wordsOf(product.title),
    shelf: wordsOf(product.shelf.name),
    department: wordsOf(product.department.name),
  }));
  return (term) => {
    const wanted = wordsOf(term.slice(0, MAX_TERM)).slice(0, MAX_WORDS);
    if (wanted.length === 0) return [];
    const found: { product: ShopProduct; score: number }[] = [];
    for (const { product, id, title, shelf, department } of entries) {
      let score = 0;
      for (const word of wanted) {
        const match = Math.max(fit(title, word) * TITLE, fit(shelf, word) * SHELF, fit(department, word) * DEPARTMENT);
        score = match === 0 ? Number.NEGATIVE_INFINITY : score + match;
      }
      if (id === term.trim().toLowerCase()) score = Number.POSITIVE_INFINITY;
      if (score > 0) found.push({ product, score: score + (product.inStock ? 1 : 0) });
    }
    return found.sort((a, b) => b.score - a.score || b.product.orders - a.product.orders).map(({ product }) => product);
  };
}

/** 1 for the word, half for its beginning, 0 for neither. */
function fit(words: readonly string[], wanted: string): number {
  if (words.includes(wanted)) return 1;
  return wanted.length > 1 && words.some((word) => word.startsWith(wanted)) ? 0.5 : 0;
}
