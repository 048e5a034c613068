/** What other objects found out and told the shop: what people look at today (table `hot`), and its bandits' steps. */
import type { HotItem } from '@edgewise/core/recommend/strategy';

export class FoundOut {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  setHot(items: readonly HotItem[]): void {
    this.#sql.exec('INSERT OR REPLACE INTO hot (id, items) VALUES (1, ?)', JSON.stringify(items));
  }

  hot(): HotItem[] {
    const [row] = this.#sql.exec<{ items: string }>('SELECT items FROM hot').toArray();
    return row ? (JSON.parse(row.items) as HotItem[]) : [];
  }

  /** @param steps which step each bandit is at, and its arms' shares, as JSON */
  putBandits(steps: string): void {
    this.#sql.exec('INSERT OR REPLACE INTO bandits (id, steps) VALUES (1, ?)', steps);
  }

  bandits(): string {
    const [row] = this.#sql.exec<{ steps: string }>('SELECT steps FROM bandits').toArray();
    return row?.steps ?? '{}';
  }
}
