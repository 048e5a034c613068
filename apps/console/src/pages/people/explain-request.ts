/** What a page of the shop would ask for, were this person on it: for "why this shelf?". */
import type { PersonAnswer } from '@edgewise/edge/read-person';

export const PAGES = ['home', 'product', 'cart'] as const;
export type PageKind = (typeof PAGES)[number];

/** The worker reads so many. */
const MOST_SEEN = 100;

const NAME = { view: 'view_item', cart: 'add_to_cart', purchase: 'purchase' } as const;

/** The newest item that they looked at. */
export const lastViewed = ({ together }: Pick<PersonAnswer, 'together'>): string | undefined =>
  together.history.findLast(({ kind }) => kind === 'view')?.item;

/** Body of `POST …/plan/explain`. A product's page is that of the item they looked at last. */
export function explainRequest({ together }: Pick<PersonAnswer, 'together'>, placement: string, page: PageKind) {
  const { history, bought, cart, unit, segments, arms } = together;
  const told = new Set(history.filter(({ kind }) => kind === 'purchase').map(({ item }) => item));
  const older = bought
    .filter(({ item }) => !told.has(item))
    .map(({ item, time }) => ({ item, kind: 'purchase' as const, time }));
  const item = page === 'product' ? lastViewed({ together }) : undefined;
  return {
    placements: [{ id: placement }],
    page: { type: page, ...(item !== undefined && { item_id: item }) },
    seen: [...history, ...older]
      .sort((a, b) => a.time - b.time)
      .slice(-MOST_SEEN)
      .map(({ item, kind, time }) => ({ item_id: item, name: NAME[kind], t: time })),
    cart: cart.map(({ item }) => item),
    unit,
    segments: segments.map(({ id }) => id),
    kept: Object.fromEntries(Object.entries(arms).map(([experiment, { arm }]) => [experiment, arm])),
  };
}
