/**
 * A draft → every mistake in it at once [L2], each with its JSON path, what is wrong and how to mend it. The form comes from
 * the schema; what one field cannot say is checked on each part whose form is right, so that one mistake hides no other:
 * `check-placements.ts`, `check-rules.ts`, `check-experiments.ts`, `check-conditions.ts`.
 */
import { formMistakes, type PlanMistake, rightParts } from '@edgewise/protocol/parse-plan';
import { checkExperiments } from './check-experiments.ts';
import { checkPlacement } from './check-placements.ts';
import { checkRules } from './check-rules.ts';
import type { PlanDocument } from './plan.ts';
import { PlanFindings, type PlanIds, type ShopKnowledge } from './plan-check.ts';

export type { ShopKnowledge, TemplateCheck } from './plan-check.ts';

export interface PlanCheck {
  /** The document, where there is no mistake. */
  plan?: PlanDocument;
  mistakes: PlanMistake[];
  /** What is allowed and probably not meant. */
  warnings: PlanMistake[];
}

export function validatePlan(draft: unknown, shop: ShopKnowledge = {}): PlanCheck {
  const found = new PlanFindings();
  for (const mistake of formMistakes(draft)) found.mistakes.push(mistake);
  const placements = rightParts(draft, 'placements');
  const ids: PlanIds = {
    placements: idsOf(found, draft, 'placements'),
    experiments: idsOf(found, draft, 'experiments'),
    templates: idsOf(found, draft, 'templates'),
  };
  idsOf(found, draft, 'rules');
  for (const [at, { liquid }] of rightParts(draft, 'templates')) {
    const { mistakes = [], warnings = [] } = shop.checkTemplate?.(liquid) ?? {};
    for (const { message, fix } of mistakes) found.wrong([...at, 'liquid'], message, fix);
    for (const { message, fix } of warnings) found.warn([...at, 'liquid'], message, fix);
  }
  for (const [at, placement] of placements) checkPlacement(found, at, placement, ids, shop);
  checkRules(found, rightParts(draft, 'rules'), placements, ids, shop);
  checkExperiments(found, rightParts(draft, 'experiments'), placements, ids);
  const { mistakes, warnings } = found;
  return { ...(mistakes.length === 0 && { plan: draft as PlanDocument }), mistakes, warnings };
}

/** Every id of a list, also of entries that are wrong elsewhere. Says which stand there twice. */
function idsOf(found: PlanFindings, draft: unknown, field: string): Set<string> {
  const ids = new Set<string>();
  const list = (draft as Record<string, unknown> | null)?.[field];
  if (!Array.isArray(list)) return ids;
  list.forEach((entry: { id?: unknown } | null, i) => {
    const id = entry?.id;
    if (typeof id !== 'string') return;
    if (ids.has(id)) {
      found.wrong([field, i, 'id'], `'${id}' is the id of an earlier one of the ${field}`, 'give it an id of its own');
    }
    ids.add(id);
  });
  return ids;
}
