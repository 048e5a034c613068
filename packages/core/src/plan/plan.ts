/**
 * The shop's plan: what is shown where. One versioned document a shop; SPEC.md beside this file has its rules, and
 * `@edgewise/protocol/schemas-plan` its form.
 */
import type { PlanPlacement, TemplateName } from '@edgewise/protocol/schemas-placement';
import type { PlanDocument } from '@edgewise/protocol/schemas-plan';

export type {
  ContentEntry,
  Moment,
  PlanBandit,
  PlanTemplate,
  StrategyName,
  TemplateName,
} from '@edgewise/protocol/schemas-placement';
export type {
  ArmChange,
  PlanDocument,
  PlanEffect,
  PlanExperiment,
  PlanRule,
  ProductSelector,
  Schedule,
} from '@edgewise/protocol/schemas-plan';

/** Languages the built-in texts exist in. */
export const LANGUAGES = ['en', 'ro', 'ru', 'pl'] as const;
export type Language = (typeof LANGUAGES)[number];

export type Placement = PlanPlacement;

/** A document that was published: its version names it in every answer. */
export interface Plan extends PlanDocument {
  version: string;
}

/** The heading in this language, else in English, else in the first there is. */
export const titleOf = ({ title }: Pick<Placement, 'title'>, language: string): string => textIn(title, language);

/** A text of the plan in this language, else in English, else in the first there is. */
export const textIn = (text: Record<string, string>, language: string): string =>
  text[language] ?? text.en ?? Object.values(text)[0] ?? '';

const CONTENT_TEMPLATES: ReadonlySet<TemplateName> = new Set(['categories', 'steps', 'articles']);

/** Whether it shows what the plan says, and no products. */
export const showsContent = ({ template }: Pick<Placement, 'template'>): boolean => CONTENT_TEMPLATES.has(template);

/** Share of units that see no personalisation where a plan says nothing of it. */
export { DEFAULT_HOLDOUT_SHARE as DEFAULT_HOLDOUT } from '../experiments/deal.ts';
