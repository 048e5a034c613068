import { randomBytes } from 'node:crypto';
import type { CartLine } from './cart-cookie.ts';

export interface Order {
  id: string;
  lines: CartLine[];
}

/** A demonstration ships nothing, so orders are kept in memory, the newest of them. */
const MAX_ORDERS = 1000;

export class Orders {
  readonly #orders = new Map<string, Order>();

  place(lines: readonly CartLine[]): Order {
    const order = { id: `T-${randomBytes(6).toString('hex')}`, lines: [...lines] };
    this.#orders.set(order.id, order);
    const oldest = this.#orders.keys().next().value;
    if (this.#orders.size > MAX_ORDERS && oldest !== undefined) this.#orders.delete(oldest);
    return order;
  }

  find(id: string): Order | undefined {
    return this.#orders.get(id);
  }
}
