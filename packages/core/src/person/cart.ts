/** A device's cart as the fold of its own changes, in the order of their numbers. */
import type { ShopEvent } from '@edgewise/protocol/shop-event';

type Lines = [item: string, quantity: number][];

interface Change {
  n: number;
  /** ms since the epoch. */
  time: number;
  what: 'add' | 'remove' | 'set' | 'bought';
  lines: Lines;
}

/** Changes not yet folded away, ascending by n. */
export interface CartLog {
  /** Changes below this number are settled and come too late. */
  from: number;
  changes: Change[];
  /** Newest last: transaction_id → its first event's number. A reload of the thank-you page leaves the new cart alone. */
  orders?: [transaction: string, n: number][];
}

export interface CartLine {
  quantity: number;
  /** When it last changed, ms since the epoch. */
  time: number;
}

const KEPT_CHANGES = 100;
const KEPT_LINES = 100;
/** Lines of all changes together. */
const KEPT_LINES_IN_ALL = 300;

export const emptyCart = (): CartLog => ({ from: 0, changes: [] });

const CHANGE_OF: ReadonlyMap<string, Change['what']> = new Map([
  ['add_to_cart', 'add'],
  ['remove_from_cart', 'remove'],
  ['view_cart', 'set'],
  ['purchase', 'bought'],
]);

/** Notes what an event says of the cart, in place. A late event takes the place its number gives it [W5]. */
export function noteCartEvent(log: CartLog, event: ShopEvent): void {
  const what = CHANGE_OF.get(event.name);
  if (
    !what ||
    (what === 'bought' && isReload(log, event)) ||
    event.n < log.from ||
    (what === 'set' && event.items.length === 0)
  )
    return;
  const lines: Lines = event.items.slice(0, KEPT_LINES).map((item) => [item.item, item.quantity]);
  log.changes.push({ n: event.n, time: event.time, what, lines });
  log.changes.sort((a, b) => a.n - b.n);
  const base = log.changes.findLastIndex((change) => change.what === 'set');
  if (base > 0) {
    log.from = log.changes[base]!.n;
    log.changes.splice(0, base);
  }
  while (log.changes.length > KEPT_CHANGES || (log.changes.length > 1 && linesIn(log) > KEPT_LINES_IN_ALL)) {
    const folded = log.changes.splice(0, Math.ceil((log.changes.length + 1) / 2));
    const last = folded.at(-1)!;
    const cart = foldCart(folded);
    log.from = last.n;
    log.changes.unshift({
      n: last.n,
      time: last.time,
      what: 'set',
      lines: [...cart].slice(-KEPT_LINES).map(([item, line]) => [item, line.quantity]),
    });
  }
}

const linesIn = (log: CartLog): number => log.changes.reduce((sum, { lines }) => sum + lines.length, 0);

const KEPT_ORDERS = 100;

/** Whether the order stands under an earlier number already. One that stood under a later number stands under this now. */
function isReload(log: CartLog, { transactionId, n }: ShopEvent): boolean {
  if (transactionId === undefined) return false;
  const known = log.orders?.find(([transaction]) => transaction === transactionId)?.[1];
  if (known !== undefined && known <= n) return true;
  log.changes = log.changes.filter((change) => change.what !== 'bought' || change.n !== known);
  const others = (log.orders ?? []).filter(([transaction]) => transaction !== transactionId);
  log.orders = [...others, [transactionId, n] satisfies [string, number]].slice(-KEPT_ORDERS);
  return false;
}

/** The cart after the given changes, which are in order: item → line. */
export function foldCart(changes: readonly Change[]): Map<string, CartLine> {
  const cart = new Map<string, CartLine>();
  for (const { what, lines, time } of changes) {
    if (what === 'set' || (what === 'bought' && lines.length === 0)) cart.clear();
    for (const [item, quantity] of lines) {
      const had = cart.get(item)?.quantity ?? 0;
      const has = what === 'add' ? had + quantity : what === 'set' ? quantity : what === 'remove' ? had - quantity : 0;
      cart.delete(item);
      if (has > 0) cart.set(item, { quantity: has, time });
    }
  }
  return cart;
}
