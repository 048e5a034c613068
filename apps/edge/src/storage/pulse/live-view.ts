/** What the live page shows of one shard, read again no more often than it can have changed much. */
import { MINUTE_MS } from '@edgewise/core/insight/buckets';
import type { Facet } from '@edgewise/core/insight/facets';
import type { Cells } from './cells.ts';
import type { PresenceSums, Window } from './presence-sums.ts';

const MINUTES_FRESH_MS = 30_000;
/** More rows than this are read for the live page's tables at most every ten seconds. */
const MANY_ROWS = 3_000;
const SPLIT_FRESH_MS = 10_000;

interface Split {
  by: Record<string, { value: string; metric: string; amount: number }[]>;
  visitorsBy: Record<string, Record<string, number>>;
}

export class LiveView {
  readonly #cells: Cells;
  readonly #people: PresenceSums;
  #minutesRead = 0;
  #minutes: { start: number; n: number }[] = [];
  #split: { at: number; rows: number; value: Split } | undefined;

  constructor(cells: Cells, people: PresenceSums) {
    this.#cells = cells;
    this.#people = people;
  }

  /** Everything the live page shows of this shard, in one call. */
  read(now: number, dimensions: readonly Facet[]) {
    const from = now - (now % MINUTE_MS) - 29 * MINUTE_MS;
    const lastFive = { from: now - 5 * MINUTE_MS, to: now + 1 };
    return {
      visitors: this.#people.visitors(lastFive),
      visitorsByMinute: this.#visitorsByMinute(from, now),
      minutes: this.#cells.byMinute(from, now + 1),
      ...this.#splitBy(dimensions, from, lastFive, now),
    };
  }

  /** Minutes that are over are read again every half minute: late lines still change them, and counting people is a scan. */
  #visitorsByMinute(from: number, now: number): { start: number; n: number }[] {
    const open = now - (now % MINUTE_MS) - MINUTE_MS;
    if (now - this.#minutesRead >= MINUTES_FRESH_MS || now < this.#minutesRead) {
      this.#minutesRead = now;
      this.#minutes = this.#people.visitorsByMinute(from, open);
    }
    const known = this.#minutes.filter(({ start }) => start >= from && start < open);
    const after = (known.at(-1)?.start ?? from - MINUTE_MS) + MINUTE_MS;
    return [...known, ...this.#people.visitorsByMinute(after, now + 1)];
  }

  /** By dimension; where that is much to read, a little less often than the totals. */
  #splitBy(dimensions: readonly Facet[], from: number, lastFive: Window, now: number) {
    const known = this.#split;
    if (known && known.rows > MANY_ROWS && now >= known.at && now - known.at < SPLIT_FRESH_MS) return known.value;
    const by = Object.fromEntries(
      [...dimensions, 'list' as const, 'reason' as const, 'route' as const].map((name) => [
        name,
        this.#cells.sums(name, from, now + 1),
      ]),
    );
    const visitorsBy = Object.fromEntries(dimensions.map((name) => [name, this.#people.visitorsBy(name, lastFive)]));
    const rows = Object.values(by).reduce((sum, list) => sum + list.length, 0) + this.#people.recentRows(from);
    this.#split = { at: now, rows, value: { by, visitorsBy } };
    return this.#split.value;
  }
}
