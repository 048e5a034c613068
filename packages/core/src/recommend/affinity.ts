/**
 * What a person leans to over their longer history: categories and brands, the newest interactions most, purchases and
 * carts more than views. Among what is popular, products of those come first. The history is that of all joined devices,
 * so a visitor who looks at nothing in this session still meets what they come for.
 *
 * lean(c) = Σ over interactions of c of weight(kind) · HALF^(age / HALF_LIFE); a product's score is its popularity's square
 * root times the shares of its category and brand: a profile-based filter in the sense of Pazzani, Billsus: "Content-Based
 * Recommendation Systems" (The Adaptive Web, 2007).
 */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { Interaction, InteractionKind } from './situation.ts';
import type { Proposal } from './strategy.ts';

const WEIGHT: Record<InteractionKind, number> = { view: 1, cart: 3, purchase: 2 };
const HALF_LIFE_MS = 14 * 86_400_000;
/** One interaction is an accident, not a leaning. */
const FEWEST = 2;
const BRAND_COUNTS = 0.5;

/**
 * @param popular what to choose among, by popularity
 * @param now ms since the epoch
 * @returns best first; nothing where the history says nothing yet
 */
export function leaningTo(
  history: readonly Interaction[],
  popular: Iterable<Proposal>,
  catalogue: CatalogueReader,
  now: number,
): Proposal[] {
  const categories = new Map<number, number>();
  const brands = new Map<number, number>();
  let known = 0;
  let total = 0;
  for (const { item, kind, time } of history) {
    const index = catalogue.indexOf(item);
    if (index < 0) continue;
    const weight = WEIGHT[kind] * 0.5 ** (Math.max(0, now - time) / HALF_LIFE_MS);
    known++;
    total += weight;
    add(categories, catalogue.category(index), weight);
    add(brands, catalogue.brand(index), weight);
  }
  if (known < FEWEST || total === 0) return [];
  const leaning: Proposal[] = [];
  for (const { index, score } of popular) {
    const category = categories.get(catalogue.category(index)) ?? 0;
    const brand = brands.get(catalogue.brand(index)) ?? 0;
    const share = (category + BRAND_COUNTS * brand) / total;
    if (share > 0) leaning.push({ index, score: Math.sqrt(Math.max(0, score)) * share });
  }
  return leaning.sort((a, b) => b.score - a.score || a.index - b.index);
}

/** −1 stands for none. */
function add(map: Map<number, number>, ordinal: number, weight: number): void {
  if (ordinal >= 0) map.set(ordinal, (map.get(ordinal) ?? 0) + weight);
}
