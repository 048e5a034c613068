/**
 * A published plan made ready to serve: parsed, its rules compiled, its experiments prepared. Once a version, catalogue and
 * step of its bandits.
 */
import type { CatalogueReader } from '@edgewise/core/catalogue/snapshot';
import type { BanditSteps } from '@edgewise/core/plan/bandits';
import { type PlanExperiments, prepareExperiments } from '@edgewise/core/plan/experiments';
import type { Plan, PlanDocument } from '@edgewise/core/plan/plan';
import { CompiledRules } from '@edgewise/core/plan/rules';
import type { ShopView } from './shop-view.ts';
import { OwnTemplate } from './templates/own-template.ts';

export interface ReadPlan {
  plan: Plan;
  /** Null where the plan has no rule, or the shop no catalogue. */
  rules: CompiledRules | null;
  experiments: PlanExperiments;
  /** Steps of its bandits that the experiments were prepared with, as JSON. */
  bandits: string;
  /** The shop's own templates by id. */
  templates: ReadonlyMap<string, OwnTemplate>;
  catalogue: CatalogueReader | null;
}

/** @param before what was in use until now: taken over as far as nothing changed */
export function readPlan(
  { plan: { version, text }, settings, bandits }: ShopView,
  catalogue: CatalogueReader | null,
  before?: ReadPlan,
): ReadPlan {
  const same = before?.plan.version === version;
  const sameSteps = same && before.bandits === bandits;
  if (sameSteps && before.catalogue === catalogue) return before;
  const plan = same ? before.plan : { ...(JSON.parse(text) as PlanDocument), version };
  const hasRules = (plan.rules?.length ?? 0) > 0;
  return {
    plan,
    rules:
      same && before.catalogue === catalogue
        ? before.rules
        : hasRules && catalogue
          ? new CompiledRules(plan, catalogue, settings.timeZone)
          : null,
    experiments: sameSteps ? before.experiments : prepareExperiments(plan, JSON.parse(bandits) as BanditSteps),
    bandits,
    templates: same
      ? before.templates
      : new Map((plan.templates ?? []).map(({ id, liquid }) => [id, new OwnTemplate(id, liquid)])),
    catalogue,
  };
}
