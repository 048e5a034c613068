/** What a plan comes to for one page: arms first, then the rules that are in force, and the situation as it may be used. */
import type { CatalogueReader } from '../catalogue/snapshot.ts';
import type { Situation } from '../recommend/situation.ts';
import { attributesOf, NO_VISITOR, type Visitor } from './attributes.ts';
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
 * A page's plan by whom its arms are dealt to: asked once for the shelves that are shown, and again for what another arm
 * would have shown. What an arm does not change is made once.
 * @param visitor made only where a condition asks
 * @param timeZone the shop's
 */
export function pagePlanner(
  { rules, experiments }: ServedPlan,
  situation: Situation,
  visitor: () => Visitor,
  catalogue: CatalogueReader,
  timeZone: string,
): (unit: Unit) => PagePlan {
  const whole = lazily(() => attributesOf(situation, visitor(), {}, catalogue, timeZone));
  const alone = lazily(() => impersonal(situation));
  const ofAlone = lazily(() => {
    const { tier, segments } = NO_VISITOR;
    return attributesOf(alone(), { ...visitor(), tier, segments }, {}, catalogue, timeZone);
  });
  return (unit) => {
    const arms = armsOf(experiments, unit, whole);
    const used = arms.held ? alone() : situation;
    const attributes = () => ({ ...(arms.held ? ofAlone() : whole()), arms: arms.arms });
    return { situation: used, rules: rules?.forPage(used, attributes), arms };
  };
}

/** Made when it is first asked for, and kept. */
function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
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
