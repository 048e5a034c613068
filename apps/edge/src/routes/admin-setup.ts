/** `GET …/setup`: how far a new shop has come, from nothing to the first shelf. */
import { DAY_MS } from '@edgewise/core/insight/buckets';
import type { PlanDocument } from '@edgewise/core/plan/plan';
import { type AppContext, PRIVATE } from '../http.ts';
import { shopOf, trainerOf } from '../objects/names.ts';
import { readSeries, readSums } from '../read-figures.ts';
import { settingsOf } from './admin-site.ts';
import { snippetOf } from './install.ts';

/** Counts are of the last 30 days. */
export interface SetupAnswer {
  v: 1;
  origins: string[];
  products: number;
  /** When the model was trained, ms since the epoch, or null. */
  trained: number | null;
  events: number;
  shelves_seen: number;
  shelf_clicks: number;
  orders: number;
  /** What is pasted into the head of every page. */
  tag: string;
}

const LOOKED_AT_MS = 30 * DAY_MS;

export async function setupRoute(c: AppContext): Promise<Response> {
  const { id, origins } = await settingsOf(c);
  const now = Date.now();
  const from = now - LOOKED_AT_MS;
  const view = (await shopOf(c.env, id).view())!;
  const [products, { trained }, { points }, seen, clicked] = await Promise.all([
    shopOf(c.env, id).productCount(),
    trainerOf(c.env, id).status(),
    readSeries(c.env, id, ['events', 'orders'], 'day', { from, to: now }),
    readSums(c.env, id, 'list', 'list_views', from, now),
    readSums(c.env, id, 'list', 'list_clicks', from, now),
  ]);
  const sum = (wanted: string) =>
    points.filter(({ metric }) => metric === wanted).reduce((all, { amount }) => all + amount, 0);
  // Lists of the shop's own are no shelves.
  const plan = JSON.parse(view.plan.text) as PlanDocument;
  const ofShelves = (sums: ReadonlyMap<string, number>) =>
    plan.placements.reduce((all, shelf) => all + (sums.get(shelf.id) ?? 0), 0);
  const answer: SetupAnswer = {
    v: 1,
    origins,
    products,
    trained,
    events: sum('events'),
    shelves_seen: ofShelves(seen),
    shelf_clicks: ofShelves(clicked),
    orders: sum('orders'),
    tag: snippetOf(id, plan, new URL(c.req.url).origin),
  };
  return c.json(answer, 200, PRIVATE);
}
