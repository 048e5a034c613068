/** Cards that the shop's staff put at a slot (plan/SPEC.md, L10). Taken before any shelf of the page is filled. */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { ShelfRules } from '../plan/shelf-rules.ts';
import type { Exclusions } from './exclusions.ts';
import type { Card } from './situation.ts';

export interface TakenPin {
  rule: string;
  /** Index in the catalogue. */
  index: number;
  /** From 0. */
  slot: number;
}

/** Who comes first has the slot; who comes later takes the next free one after it, or the last free one before. */
export function takePins(rules: ShelfRules, count: number, exclusions: Exclusions): TakenPin[] {
  const taken: (TakenPin | undefined)[] = [];
  let left = count;
  for (const { rule, index, slot } of rules.pins) {
    if (left <= 0) break;
    if (!exclusions.allows(index, 'pinned') || !rules.admitsPin(index)) continue;
    let place = Math.min(slot, count - 1);
    while (place < count && taken[place]) place++;
    if (place === count) for (place = count - 1; taken[place]; ) place--;
    taken[place] = { rule, index, slot: place };
    exclusions.take(index);
    left--;
  }
  return taken.filter((pin) => pin !== undefined);
}

/** @param pins by slot */
export function pinnedInto(cards: Card[], pins: readonly TakenPin[], catalogue: CatalogueReader): Card[] {
  for (const { index, slot } of pins) {
    cards.splice(slot, 0, { index, item: catalogue.id(index), strategy: 'pinned', score: 0 });
  }
  return cards;
}
