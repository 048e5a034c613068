/** Rules of a draft: what they name, when they hold, what they do. */
import type { Path } from '@edgewise/protocol/parse-plan';
import { checkAsked, checkSchedule } from './check-conditions.ts';
import type { Placement, PlanRule } from './plan.ts';
import { checkReferences, type PlanFindings, type PlanIds, type ShopKnowledge } from './plan-check.ts';

/** @param placements those whose form is right */
export function checkRules(
  found: PlanFindings,
  rules: readonly [Path, PlanRule][],
  placements: readonly [Path, Placement][],
  ids: PlanIds,
  shop: ShopKnowledge,
): void {
  const pinned = new Map<string, string>();
  for (const [at, rule] of rules) {
    checkReferences(found, [...at, 'placements'], rule.placements, ids.placements);
    if (rule.schedule) checkSchedule(found, [...at, 'schedule'], rule.schedule, shop);
    if (rule.when) checkAsked(found, [...at, 'when'], rule.when, ids, true);
    checkEffect(found, at, rule, placements, shop);
    checkPin(found, at, rule, pinned);
  }
}

function checkEffect(
  found: PlanFindings,
  at: Path,
  { effect, placements: named }: PlanRule,
  placements: readonly [Path, Placement][],
  shop: ShopKnowledge,
): void {
  if ('what' in effect) {
    const path = [...at, 'effect', 'what'];
    if (Object.keys(effect.what).length === 0) {
      found.wrong(path, 'names no products', 'give items, brands, categories, price, margin, stock or newer_than_days');
    }
    for (const field of ['price', 'margin', 'stock'] as const) {
      const range = effect.what[field];
      if (!range) continue;
      if (range.from === undefined && range.to === undefined) {
        found.wrong([...path, field], 'has neither end', "give 'from', 'to' or both");
      } else if ((range.from ?? 0) > (range.to ?? Number.POSITIVE_INFINITY)) {
        found.wrong([...path, field, 'to'], `${range.to} lies below 'from'`, `write ${range.from} or more`);
      }
    }
    effect.what.items?.forEach((item, i) => {
      if (shop.hasItem && !shop.hasItem(item)) {
        found.warn([...path, 'items', i], `the catalogue has no item '${item}'`, 'check the id, or import it');
      }
    });
  }
  if (effect.do === 'pin') {
    if (shop.hasItem && !shop.hasItem(effect.item)) {
      found.warn([...at, 'effect', 'item'], `the catalogue has no item '${effect.item}'`, 'check the id, or import it');
    }
    const counts = placements.filter(([, { id }]) => !named || named.includes(id)).map(([, { count }]) => count);
    const most = Math.max(...counts, 0);
    if (counts.length > 0 && effect.slot > most) {
      found.wrong(
        [...at, 'effect', 'slot'],
        `there are ${most} cards at most, and no slot ${effect.slot}`,
        `write a slot from 1 to ${most}, or raise the placement's count`,
      );
    }
  }
  if (effect.do === 'price' && (effect.from ?? 0) > (effect.to ?? Number.POSITIVE_INFINITY)) {
    found.wrong([...at, 'effect', 'to'], `${effect.to} lies below 'from'`, `write ${effect.from} or more`);
  }
}

/** Two pins that hold at the same time for one slot: the second one moves on. */
function checkPin(found: PlanFindings, at: Path, rule: PlanRule, pinned: Map<string, string>): void {
  if (rule.effect.do !== 'pin' || rule.off || rule.schedule || rule.when) return;
  for (const placement of rule.placements ?? ['*']) {
    const key = `${placement} ${rule.effect.slot}`;
    const other = pinned.get(key);
    if (other !== undefined) {
      found.warn(
        [...at, 'effect', 'slot'],
        `slot ${rule.effect.slot} is wanted by the rule '${other}', too`,
        'the one with the greater priority has it; the other takes the next free slot',
      );
    } else pinned.set(key, rule.id);
  }
}
