/** Placements whose shelves may still be told of [X14]: those of the plan, and of the plans before it. */
import { DEFAULT_PLAN } from '@edgewise/core/plan/default-plan';
import type { PlanStore } from './plan-store.ts';

const DAY_MS = 86_400_000;
/** Events come so late at most [W5]. */
const TOLD_OF_MS = 30 * DAY_MS;

export class ToldShelves {
  readonly #plans: PlanStore;
  #found: { version: string; at: number; ids: string[] } | undefined;

  constructor(plans: PlanStore) {
    this.#plans = plans;
  }

  /** Found once a version of the plan, and again after a day: what was let go is told of no more. @param version in force */
  ids(version: string): string[] {
    const now = Date.now();
    if (this.#found?.version !== version || now - this.#found.at > DAY_MS) {
      const { ids, isWhole } = this.#plans.placementsSince(now - TOLD_OF_MS);
      const all = isWhole ? ids : [...DEFAULT_PLAN.placements.map(({ id }) => id), ...ids];
      this.#found = { version, at: now, ids: [...new Set(all)] };
    }
    return this.#found.ids;
  }
}
