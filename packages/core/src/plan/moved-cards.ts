/**
 * What rules did to a shelf, beside the same shelf without any of them: which cards stand there by a rule, and which products
 * each rule moved or kept off. What is only pushed along by another card was moved by nobody.
 */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { Card } from '../recommend/situation.ts';
import type { ShelfRules } from './shelf-rules.ts';

export interface Moved {
  /** Cards that would not stand there without the rules, or that a rule named and that stand elsewhere by it. */
  cards: number;
  /** Places that stand empty by the rules. */
  emptied: number;
  /** Products by rule: pinned, boosted or buried to another place, or kept off the shelf. */
  byRule: ReadonlyMap<string, number>;
}

export const NOTHING_MOVED: Moved = { cards: 0, emptied: 0, byRule: new Map() };

/** @param ruled the shelf with its rules @param bare the shelf that stood there without them */
export function movedCards(
  ruled: readonly Card[],
  bare: readonly Card[],
  rules: ShelfRules,
  catalogue: CatalogueReader,
): Moved {
  const byRule = new Map<string, number>();
  const blame = (all: readonly string[]) => {
    for (const rule of new Set(all)) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  };
  const placeBare = new Map(bare.map(({ index }, place) => [index, place]));
  let cards = 0;
  ruled.forEach(({ index, strategy }, place) => {
    if (placeBare.get(index) === place) return;
    const by =
      strategy === 'pinned'
        ? rules.pins.filter((pin) => pin.index === index).map(({ rule }) => rule)
        : rules.explain(index).moved.map(({ rule }) => rule);
    blame(by);
    if (by.length > 0 || !placeBare.has(index)) cards++;
  });
  const standing = new Set(ruled.map(({ index }) => index));
  for (const { index } of bare) if (!standing.has(index)) blame(keptOffBy(index, ruled, rules, catalogue));
  return { cards, emptied: Math.max(0, bare.length - ruled.length), byRule };
}

/** Nothing where others took its place by their own rules. */
function keptOffBy(index: number, ruled: readonly Card[], rules: ShelfRules, catalogue: CatalogueReader): string[] {
  const { keptOutBy, moved } = rules.explain(index);
  if (keptOutBy.length > 0) return keptOutBy;
  const buried = moved.filter(({ factor }) => factor < 1).map(({ rule }) => rule);
  const full = (by: 'brand' | 'category') => {
    const ordinal = catalogue[by](index);
    return ordinal >= 0 && ruled.filter((card) => catalogue[by](card.index) === ordinal).length >= rules.most[by];
  };
  return [...buried, ...(['brand', 'category'] as const).flatMap((by) => (full(by) ? rules.cappedBy(by) : []))];
}
