/** Every shelf of a page in one request, and its answer in their hands. */
import type { WidgetsAnswer, WidgetsRequest, WireShelf } from '@edgewise/protocol/events';
import { permitsPerson } from './consent.ts';
import { envelope } from './envelope.ts';
import { shopper } from './history.ts';
import { settle } from './outbox.ts';
import { wirePage } from './page.ts';
import { fault, quietly, report } from './report.ts';
import { post } from './request.ts';
import { stop } from './sender.ts';
import { settings } from './settings.ts';
import { visitId } from './visit.ts';

/** What an element offers to the request that is made for it. */
export interface Shelf {
  placement(): string;
  count(): number;
  /** The item it stands beside, where that is not the page's. */
  item(): string;
  show(shelf: WireShelf, css: string): void;
  fail(error: unknown): void;
}

const PATH = '/v1/widgets';
const TIMEOUT_MS = 4_000;
/** What the worker takes in one request. */
const MAX_PLACEMENTS = 16;
/** The worker refuses a whole request for one bad id. */
const PLACEMENT = /^[a-z0-9][\w.-]{0,63}$/i;

const connected = new Set<Shelf>();
const waiting = new Set<Shelf>();
let cart: string[] | undefined;
let ready = false;
/** Counts pages and refreshes: an answer to an earlier one is late. */
let turn = 0;

export function addShelf(shelf: Shelf, filled: boolean): void {
  connected.add(shelf);
  if (!filled) requestShelf(shelf);
}

export function removeShelf(shelf: Shelf): void {
  connected.delete(shelf);
  waiting.delete(shelf);
}

export function requestShelf(shelf: Shelf): void {
  if (!ready) {
    waiting.add(shelf);
    return;
  }
  // A frame gathers what a framework adds one by one.
  if (!waiting.size) setTimeout(() => quietly(requestWaiting), 16);
  waiting.add(shelf);
}

/** The page knows what it is: shelves that waited for that can be asked for. */
export function releaseShelves(): Promise<unknown> {
  ready = true;
  return requestWaiting();
}

/** The page turned, the tier changed, or the shop asks for it. */
export function refreshShelves(): void {
  turn++;
  for (const shelf of connected) requestShelf(shelf);
}

/** Until `releaseShelves`, nothing is asked for. */
export function holdShelves(): void {
  ready = false;
}

export function setCart(ids: string[] | undefined): void {
  cart = ids;
}

function requestWaiting(): Promise<unknown> {
  const byItem = new Map<string, Shelf[]>();
  for (const shelf of waiting) {
    if (PLACEMENT.test(shelf.placement())) {
      byItem.set(shelf.item(), [...(byItem.get(shelf.item()) ?? []), shelf]);
    } else shelf.fail(new Error(`placement '${shelf.placement()}' is no id`));
  }
  waiting.clear();
  const requests: Promise<void>[] = [];
  for (const [item, shelves] of byItem) {
    while (shelves[0]) requests.push(request(item, shelves.splice(0, MAX_PLACEMENTS)));
  }
  return Promise.all(requests);
}

async function request(item: string, shelves: Shelf[]): Promise<void> {
  const asked = turn;
  try {
    const visit = visitId();
    const known = await shopper();
    const body: WidgetsRequest = {
      ...envelope(),
      page: { ...wirePage(), ...(item && { item_id: item }) },
      placements: shelves.map((shelf) => ({
        id: shelf.placement(),
        ...(shelf.count() > 0 && { count: Math.min(48, shelf.count()) }),
      })),
      ...known,
      ...(cart && { cart }),
      ...(settings.market && { market: settings.market }),
      ...(visit && { visit }),
    };
    report({ type: 'send', path: PATH, body });
    const response = await post(PATH, body, TIMEOUT_MS);
    if (!response.ok) throw new Error(`widgets: ${response.status}`);
    const answer = (await response.json()) as WidgetsAnswer;
    report({ type: 'widgets', request: body, answer });
    if (answer.off) stop();
    if (body.device && permitsPerson()) settle(body.device, answer, body).catch(fault);
    if (asked !== turn) return;
    const left = [...answer.shelves];
    for (const shelf of shelves) {
      const at = left.findIndex((one) => one.placement === shelf.placement());
      const [mine] = at < 0 ? [] : left.splice(at, 1);
      if (mine) shelf.show(mine, answer.css);
      else shelf.fail(new Error(`no shelf '${shelf.placement()}' in the answer`));
    }
  } catch (error) {
    fault(error);
    if (asked === turn) for (const shelf of shelves) shelf.fail(error);
  }
}
