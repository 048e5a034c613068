/** `explain`: for each shelf of a page, every product that was looked at and its way through the pipeline. */
import { decide, type Shop, type WantedShelf } from './pipeline.ts';
import type { Situation } from './situation.ts';
import { type Step, Trace } from './trace.ts';

export interface ExplainedProduct {
  item: string;
  /** From 1; missing where it does not stand on the shelf. */
  slot?: number;
  /** Each link of the chain that proposed it, in order. */
  steps: Step[];
  /** Rules that keep it out. */
  kept_out_by?: string[];
  moved?: { rule: string; factor: number }[];
  /** The last word: `shown`, `pinned`, or what stopped it. */
  fate: string;
}

export interface ExplainedShelf {
  placement: string;
  products: ExplainedProduct[];
}

/** The shelf's own cards first, in order; then the others as they were met. */
export function explain(wanted: readonly WantedShelf[], situation: Situation, shop: Shop): ExplainedShelf[] {
  const trace = new Trace();
  const decisions = decide(wanted, situation, shop, trace);
  return decisions.map(({ placement, cards }) => {
    const steps = trace.steps.get(placement.id) ?? new Map<number, Step[]>();
    const slots = new Map(cards.map(({ index }, slot) => [index, slot + 1]));
    const rules = shop.rules?.forShelf(placement.id);
    const pins = new Map(rules?.pins.map((pin) => [pin.index, pin]));
    const shown = cards.map(({ index }) => index);
    const others = [...steps.keys(), ...pins.keys()].filter((index) => !slots.has(index));
    const products = [...shown, ...new Set(others)].map((index): ExplainedProduct => {
      const slot = slots.get(index);
      const own = steps.get(index) ?? [];
      const { keptOutBy, moved } = rules?.explain(index) ?? { keptOutBy: [], moved: [] };
      const card = slot === undefined ? undefined : cards[slot - 1];
      const last = own.at(-1)?.fate;
      return {
        item: shop.catalogue.id(index),
        ...(slot !== undefined && { slot }),
        steps: own,
        ...(keptOutBy.length > 0 && card === undefined && { kept_out_by: keptOutBy }),
        ...(moved.length > 0 && { moved }),
        fate: card
          ? card.strategy === 'pinned'
            ? `pinned by ${pins.get(index)?.rule}`
            : 'shown'
          : last === 'may be shown'
            ? 'others were better, or diversity preferred them'
            : (last ?? 'pinned, and not allowed here'),
      };
    });
    return { placement: placement.id, products };
  });
}
