/** Orders of a shop, all in its first shard: few beside events, and cohorts need them together [N11] [N12]. */
import { DAY_MS } from '@edgewise/core/insight/buckets';
import type { BuyerOrder, OrdersByPerson } from '@edgewise/core/insight/cohorts';
import type { CellDelta } from '@edgewise/core/insight/counts';
import type { OrderLines } from '@edgewise/core/insight/erased';
import { FACETS, type Facet, FIRST_FACETS } from '@edgewise/core/insight/facets';
import {
  addToOrder,
  anonymousOrder,
  type CountedOrder,
  countedCopy,
  countedOrder,
  type OrderPart,
  type OrderRecord,
  orderDeltas,
} from '@edgewise/core/insight/orders';
import type { Move } from './presence-store.ts';
import { filterSql, type Window } from './presence-sums.ts';
import { withRestRow } from './rest-row.ts';

export const ORDER_SCHEMA = `
  CREATE TABLE orders (
    id TEXT PRIMARY KEY, record TEXT NOT NULL, time INTEGER, currency TEXT, amount INTEGER, refunded INTEGER,
    person TEXT, device TEXT, ${FIRST_FACETS.map((name) => `${name} TEXT`).join(', ')}
  ) WITHOUT ROWID;
  CREATE INDEX orders_time ON orders (time);
  CREATE INDEX orders_person ON orders (person);
  CREATE INDEX orders_device ON orders (device);
  CREATE TABLE owners (device TEXT PRIMARY KEY, person TEXT NOT NULL, epoch INTEGER NOT NULL) WITHOUT ROWID;`;

export const ORDERS_KEPT_MS = 3 * 366 * DAY_MS;

export class OrderStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds copies. @returns what the cells change by */
  add(parts: readonly OrderPart[]): CellDelta[] {
    const deltas: CellDelta[] = [];
    const byId = new Map<string, OrderPart[]>();
    for (const part of parts) byId.set(part.transaction, [...(byId.get(part.transaction) ?? []), part]);
    for (const [id, its] of byId) {
      const [row] = this.#sql.exec<{ record: string }>('SELECT record FROM orders WHERE id = ?', id).toArray();
      const before: OrderRecord = row ? (JSON.parse(row.record) as OrderRecord) : { refunds: [] };
      const after = its.reduce(addToOrder, before);
      const text = JSON.stringify(after);
      if (row && text === row.record) continue;
      const counted = countedOrder(after);
      deltas.push(...orderDeltas(countedOrder(before), -1), ...orderDeltas(counted, 1));
      this.#put(id, text, counted);
    }
    return deltas;
  }

  #put(id: string, record: string, order: CountedOrder | undefined): void {
    const owner = order && this.#ownerOf(order.device);
    const values: (string | number | null)[] = [
      id,
      record,
      order?.time ?? null,
      order?.currency ?? null,
      order?.value ?? null,
      order?.refunds.reduce((sum, { amount }) => sum + amount, 0) ?? null,
      owner ?? order?.person ?? null,
      order?.device ?? null,
      ...FACETS.map((name) => order?.facets[name] ?? null),
    ];
    this.#sql.exec(
      `INSERT OR REPLACE INTO orders (id, record, time, currency, amount, refunded, person, device, ${FACETS.join(', ')})
       VALUES (${values.map(() => '?').join(', ')})`,
      ...values,
    );
  }

  #ownerOf(device: string): string | undefined {
    const [row] = this.#sql.exec<{ person: string }>('SELECT person FROM owners WHERE device = ?', device).toArray();
    return row?.person;
  }

  /** An order is whose its device is now [N9]. */
  move({ device, to, epoch }: Move): void {
    this.#sql.exec(
      `INSERT INTO owners (device, person, epoch) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET person = excluded.person, epoch = excluded.epoch WHERE excluded.epoch > owners.epoch`,
      device,
      to,
      epoch,
    );
    this.#sql.exec('UPDATE orders SET person = ? WHERE device = ?', this.#ownerOf(device)!, device);
  }

  /** Orders by id, for rewriting the lines of these erased sequences that made them. */
  linesOf(ids: readonly string[], erased: readonly string[]): Record<string, OrderLines> {
    const rows = this.#sql.exec<{ id: string; record: string }>(
      'SELECT id, record FROM orders WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(ids),
    );
    const names = new Set(erased);
    return Object.fromEntries(
      rows.toArray().map(({ id, record }): [string, OrderLines] => {
        const parsed = JSON.parse(record) as OrderRecord;
        const order = countedOrder(parsed);
        // Where a copy of somebody else stays, that one counts from now on.
        if (!order || countedOrder(withoutNames(parsed, names))) return [id, { currency: '', refunds: [] }];
        const { device, n } = countedCopy(parsed)!;
        return [id, { counted: { device, n }, currency: order.currency, refunds: order.refunds }];
      }),
    );
  }

  /** Forgets whose orders these were. Their amounts stay in the cells, by the hour. */
  erase(devices: readonly string[]): { count: number; deltas: CellDelta[] } {
    const list = JSON.stringify(devices);
    const names = new Set(devices);
    const rows = this.#sql
      .exec<{ id: string; record: string }>(
        `SELECT id, record FROM orders WHERE device IN (SELECT value FROM json_each(?))
            OR record ->> '$.server.device' IN (SELECT value FROM json_each(?))`,
        list,
        list,
      )
      .toArray();
    const deltas: CellDelta[] = [];
    for (const { id, record } of rows) {
      const parsed = JSON.parse(record) as OrderRecord;
      const before = countedOrder(parsed);
      const rest = withoutNames(parsed, names);
      const after = countedOrder(rest);
      if (after) this.#put(id, JSON.stringify(rest), after);
      else this.#sql.exec('DELETE FROM orders WHERE id = ?', id);
      deltas.push(...orderDeltas(before, -1), ...orderDeltas(after ?? (before && anonymousOrder(before)), 1));
    }
    this.#sql.exec('DELETE FROM owners WHERE device IN (SELECT value FROM json_each(?))', list);
    return { count: rows.length, deltas };
  }

  expire(now: number): void {
    // What was only ever refunded has no time of its own: anybody can refund what nobody ordered.
    this.#sql.exec(
      "DELETE FROM orders WHERE time < ?1 OR (time IS NULL AND record ->> '$.refunds[#-1].time' < ?1)",
      now - ORDERS_KEPT_MS,
    );
  }

  /** Sums of a window by currency, as of the orders made in it: refunds are the orders' own, whenever they came. */
  sums(
    window: Window,
    by?: Facet,
  ): { value: string; currency: string; orders: number; revenue: number; refunded: number }[] {
    const more = filterSql(window.filter);
    return this.#sql
      .exec<{ value: string; currency: string; orders: number; revenue: number; refunded: number }>(
        withRestRow(
          `SELECT ${by ?? "''"} AS value, currency, COUNT(*) AS orders, TOTAL(amount) AS revenue, TOTAL(refunded) AS refunded
             FROM orders WHERE time >= ? AND time < ?${more.where} GROUP BY 1, 2`,
          { by: 'orders', sums: ['orders', 'revenue', 'refunded'], keys: ['currency'] },
        ),
        window.from,
        window.to,
        ...more.bindings,
      )
      .toArray();
  }

  /** Orders of people who can be told, row by row, also those that do not match: they say who is new. */
  byPerson(filter: Window['filter'] = {}, by?: Facet): OrdersByPerson {
    const more = filterSql(filter);
    const asked = `${more.where && `, (TRUE${more.where}) AS matches`}${by ? `, ${by} AS value` : ''}`;
    return this.#sql.exec<BuyerOrder & Record<string, SqlStorageValue>>(
      `SELECT person, time, currency, amount - refunded AS net${asked} FROM orders
        WHERE time IS NOT NULL AND person <> '' ORDER BY person, time, id`,
      ...more.bindings,
    );
  }

  /** So many ids of a window behind one, in their order. */
  ids(window: Window, after: string, limit: number): string[] {
    const more = filterSql(window.filter);
    return this.#sql
      .exec<{ id: string }>(
        `SELECT id FROM orders WHERE time >= ? AND time < ? AND id > ?${more.where} ORDER BY id LIMIT ?`,
        window.from,
        window.to,
        after,
        ...more.bindings,
        limit,
      )
      .toArray()
      .map(({ id }) => id);
  }

  dump(): { id: string; record: unknown; person: string | null }[] {
    return this.#sql
      .exec<{ id: string; record: string; person: string | null }>('SELECT id, record, person FROM orders ORDER BY id')
      .toArray()
      .map(({ id, record, person }) => ({ id, record: JSON.parse(record) as unknown, person }));
  }
}

function withoutNames({ browser, server, refunds }: OrderRecord, names: ReadonlySet<string>): OrderRecord {
  return {
    ...(browser && !names.has(browser.device) && { browser }),
    ...(server && !names.has(server.device) && { server }),
    refunds: refunds.filter(({ device }) => !names.has(device)),
  };
}
