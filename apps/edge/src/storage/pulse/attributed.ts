/** Which orders of a shard came after clicks on shelves, from the rows of `presence-store.ts` [N21]. */
import { CLICK_WINDOW_MS } from '@edgewise/core/person/touches';
import type { Window } from './presence-sums.ts';

export interface Attributed {
  /** Whose person had clicked any shelf. */
  orders: string[];
  /** Items of an order that were last clicked on that shelf. */
  bought: { order: string; shelf: string; items: number }[];
}

/**
 * Orders with a copy in the window whose person had clicked a shelf at most 7 days before; and by shelf the items that were
 * bought and last clicked there [X13]. Of an order that the page and the backend told of, the earlier moment counts.
 * @param after of orders whose ids come behind it, up to and with `upTo` where there is one
 */
export function attributed(sql: SqlStorage, { from, to }: Window, after: string, upTo: string | null): Attributed {
  const sold = `sold AS (
    SELECT person, of, item, MIN(time) AS time FROM touches
     WHERE kind = 'buy' AND time >= ?1 - ${CLICK_WINDOW_MS} AND time < ?2 AND of > ?3 AND (?4 IS NULL OR of <= ?4)
       AND of IN (SELECT of FROM touches WHERE kind = 'buy' AND time >= ?1 AND time < ?2)
     GROUP BY person, of, item)`;
  const before = `click.person = sold.person AND click.time <= sold.time AND click.time >= sold.time - ${CLICK_WINDOW_MS}`;
  const orders = sql.exec<{ of: string }>(
    `WITH ${sold} SELECT DISTINCT of FROM sold
      WHERE EXISTS (SELECT 1 FROM touches AS click WHERE click.kind = 'click' AND ${before})`,
    from,
    to,
    after,
    upTo,
  );
  // Of two clicks in one millisecond the one on the shop's own list was last, as in core's attribution.
  const bought = sql.exec<{ order: string; shelf: string; items: number }>(
    `WITH ${sold}, last AS (
       SELECT sold.of, (
         SELECT CASE click.kind WHEN 'click' THEN click.of END FROM touches AS click
          WHERE click.kind IN ('click', 'own') AND click.item = sold.item AND ${before}
          ORDER BY click.time DESC, click.kind DESC, click.device, click.n DESC LIMIT 1) AS shelf FROM sold)
     SELECT of AS "order", shelf, COUNT(*) AS items FROM last WHERE shelf IS NOT NULL GROUP BY of, shelf`,
    from,
    to,
    after,
    upTo,
  );
  return { orders: orders.toArray().map(({ of }) => of), bought: bought.toArray() };
}
