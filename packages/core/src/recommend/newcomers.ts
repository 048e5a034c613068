/**
 * New products on the shelves of products like them. Whoever ranks by behaviour never shows what nobody has seen, so a few
 * places of a product's shelf are kept for it, until it has a behaviour of its own. Nothing is random: the same page shows the same.
 *
 * That content stands in where behaviour is missing is the usual answer to the cold start of items (Schein, Popescul, Ungar,
 * Pennock: "Methods and metrics for cold-start recommendations", SIGIR 2002).
 */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import { similarTo } from './content.ts';
import type { Model, Proposal } from './strategy.ts';

/** With as many events behaviour can be trusted to speak for an item. */
const FEW_EVENTS = 10;
/** A product older than this had its chance. */
const NEW_FOR_MS = 30 * 86_400_000;
/** The newest products that are looked at. */
const LOOKED_AT = 512;
/** Likeness that is enough without the same category. */
const ALIKE = 0.3;
/** Of every eight places the fourth: on the shelf where four stand side by side, and below what behaviour is surest of. */
const EVERY = 8;
const FIRST = 3;

/** Where a product of this rank, from 1, stands beside as many new products as there can be: what their places cost at most. */
export function rankBesideNewcomers(rank: number): number {
  let place = rank - 1;
  for (let kept = FIRST; kept <= place; kept += EVERY) place++;
  return place + 1;
}

/** One list for each pair of files in use, forgotten with them. Newest first. */
const lists = new WeakMap<Model, WeakMap<CatalogueReader, readonly number[]>>();

/**
 * Added of late, later than half of the catalogue (so that a catalogue's first import makes nothing new), and hardly seen.
 * Catalogue indexes.
 */
function newcomersOf(model: Model, catalogue: CatalogueReader): readonly number[] {
  let byCatalogue = lists.get(model);
  if (!byCatalogue) {
    byCatalogue = new WeakMap();
    lists.set(model, byCatalogue);
  }
  const known = byCatalogue.get(catalogue);
  if (known) return known;
  const found: number[] = [];
  const half = catalogue.size >> 1;
  const bulk = catalogue.size === 0 ? 0 : catalogue.added(catalogue.newest(half));
  for (let rank = 0; rank < Math.min(half, LOOKED_AT); rank++) {
    const index = catalogue.newest(rank);
    if (catalogue.added(index) <= bulk) break;
    const item = model.items.indexOf(catalogue.id(index));
    if (item < 0 || model.events(item) < FEW_EVENTS) found.push(index);
  }
  byCatalogue.set(catalogue, found);
  return found;
}

/**
 * Puts the new products most like `source` into its proposals, one for every eight and at least one; they come as `content`.
 * @param proposals best first; changed in place
 * @param now ms since the epoch
 */
export function welcomeNewcomers(
  proposals: Proposal[],
  source: number,
  model: Model,
  catalogue: CatalogueReader,
  limit: number,
  now: number,
): void {
  const newcomers = newcomersOf(model, catalogue);
  if (newcomers.length === 0 || proposals.length === 0) return;
  const alike = similarTo(catalogue, source, limit);
  const likeness = new Map<number, number>();
  for (let i = 0; i < alike.length; i++) likeness.set(alike.item[i]!, alike.score[i]!);
  const category = catalogue.category(source);
  const fitting = newcomers
    .filter(
      (index) =>
        index !== source &&
        now - catalogue.added(index) < NEW_FOR_MS &&
        ((category >= 0 && catalogue.category(index) === category) || (likeness.get(index) ?? 0) >= ALIKE),
    )
    .map((index) => ({ index, likeness: likeness.get(index) ?? 0 }))
    // Equally alike: the newer first, as they came.
    .sort((a, b) => b.likeness - a.likeness);
  const because = catalogue.id(source);
  const places = Math.min(fitting.length, Math.max(1, Math.ceil((proposals.length - FIRST) / EVERY)));
  for (let n = 0; n < places; n++) {
    const place = Math.min(FIRST + n * EVERY, proposals.length);
    const { index } = fitting[n]!;
    const listed = proposals.findIndex((one) => one.index === index);
    if (listed !== -1 && listed <= place) continue;
    if (listed !== -1) proposals.splice(listed, 1);
    proposals.splice(place, 0, { index, score: proposals[place - 1]!.score, because, strategy: 'content' });
  }
}
