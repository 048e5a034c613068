/** What a plan comes to for one page: arms first, then the rules that are in force, and the situation as it may be used. */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { Situation } from '../recommend/situation.ts';
import { type Attributes, attributesOf, NO_VISITOR, type Visitor } from './attributes.ts';
import { type Arms, armsOf, type PlanExperiments, type Unit } from './experiments.ts';
import type { CompiledRules, PageRules } from './rules.ts';

export interface ServedPlan {
  rules: CompiledRules | null;
  experiments: PlanExperiments;
}

export interface PagePlan {
  situation: Situation;
  rules: PageRules | undefined;
  arms: Arms;
}

/**
 * @param visitor made only where a condition asks
 * @param timeZone the shop's
 */
export function planPage(
  { rules, experiments }: ServedPlan,
  situation: Situation,
  visitor: () => Visitor,
  unit: Unit,
  catalogue: CatalogueReader,
  timeZone: string,
): PagePlan {
  let asked: Visitor | undefined;
  const attributes = (of: Situation, arms: Arms['arms'], held = false): Attributes => {
    asked ??= visitor();
    const who = held ? { ...asked, tier: NO_VISITOR.tier, segments: NO_VISITOR.segments } : asked;
    return attributesOf(of, who, arms, catalogue, timeZone);
  };
  const arms = armsOf(experiments, unit, () => attributes(situation, {}));
  const used = arms.held ? impersonal(situation) : situation;
  return { situation: used, rules: rules?.forPage(used, () => attributes(used, arms.arms, arms.held)), arms };
}

/** Whether more is known than the page itself says. */
export function knowsMore({ history, cart, bought, page }: Situation): boolean {
  return cart.length > 0 || bought.length > 0 || history.some(({ item }) => item !== page.item);
}

/** What the page alone says [L21]. A cart page is about its cart. */
function impersonal(situation: Situation): Situation {
  const { page, cart, now } = situation;
  return {
    ...situation,
    history: page.type === 'product' && page.item !== undefined ? [{ item: page.item, kind: 'view', time: now }] : [],
    cart: page.type === 'cart' || page.type === 'checkout' ? cart : [],
    bought: [],
  };
}
