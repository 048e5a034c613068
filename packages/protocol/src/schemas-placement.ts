/**
 * A placement of the shop's plan as valibot schemas: which products its shelf shows, how it looks and when. Rules, experiments
 * and the whole document stand in `schemas-plan.ts`.
 */
import * as v from 'valibot';
import { LIMITS } from './limits.ts';

export const described = (description: string) => v.metadata<string, { description: string }>({ description });
export const name = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/), v.maxLength(64));

export const strategyName = v.picklist([
  'session-knn',
  'bought-together',
  'also-viewed',
  'affinity',
  'content',
  'trending',
  'newest',
  'recently-viewed',
  'unfinished',
]);

/** The built-in ones. The last three show the placement's `content`, and no products. */
export const templateName = v.picklist([
  'grid',
  'carousel',
  'list',
  'bundle',
  'banner',
  'categories',
  'steps',
  'articles',
]);

/** When the page shows the shelf. */
export const moment = v.variant('on', [
  v.strictObject({ on: v.literal('load') }),
  v.strictObject({ on: v.literal('scroll') }),
  v.strictObject({ on: v.literal('exit') }),
  v.strictObject({
    on: v.literal('pages'),
    after: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
  }),
]);

export const title = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[a-z]{2}$/)),
    v.pipe(v.string(), v.nonEmpty(), v.maxLength(LIMITS.titleLength)),
  ),
  v.minEntries(1),
  v.maxEntries(40),
  v.metadata({ description: 'Shelf heading by language (two letters); `en`, then the first, is the fallback' }),
);

export const localTime = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/, 'expected a date such as 2026-11-27 or 2026-11-27T08:00'),
);

const textByLanguage = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[a-z]{2}$/)),
    v.pipe(v.string(), v.nonEmpty(), v.maxLength(LIMITS.contentTextLength)),
  ),
  v.minEntries(1),
  v.maxEntries(40),
);
const address = v.pipe(
  v.string(),
  v.maxLength(LIMITS.urlLength),
  described('An address with https://, or a path of the shop that begins with /'),
);

/** One tile, step or article. */
export const contentEntry = v.strictObject({
  title: textByLanguage,
  text: v.exactOptional(textByLanguage),
  url: v.exactOptional(address),
  image: v.exactOptional(address),
});

/** A template of the shop's own. */
export const planTemplate = v.strictObject({
  id: name,
  note: v.exactOptional(v.pipe(v.string(), v.maxLength(LIMITS.nameLength))),
  liquid: v.pipe(
    v.string(),
    v.nonEmpty(),
    v.maxLength(LIMITS.templateLength),
    described('Liquid; see docs/templates.md for what it may say'),
  ),
});

export const strategies = v.pipe(v.array(strategyName), v.maxLength(LIMITS.chainLinks));
export const blend = v.pipe(
  v.array(v.strictObject({ strategy: strategyName, weight: v.pipe(v.number(), v.minValue(0.001), v.maxValue(1000)) })),
  v.minLength(2),
  v.maxLength(LIMITS.chainLinks),
);
export const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.cardsPerShelf));

/** Which strategy leads the chain is learnt while the shelf is shown. */
export const planBandit = v.strictObject({
  strategies: v.pipe(
    strategies,
    v.minLength(2),
    v.metadata({ description: 'The arms: each leads the chain for a part of the units' }),
  ),
  reward: v.exactOptional(
    v.pipe(
      v.picklist(['orders', 'revenue', 'clicks']),
      v.metadata({
        description:
          'What an arm is judged by: who buys, what they pay, or who clicks on a shelf; `orders` where missing',
      }),
    ),
  ),
  floor: v.exactOptional(
    v.pipe(
      v.number(),
      v.minValue(0.01),
      v.maxValue(0.5),
      v.metadata({ description: 'Least share of any arm; 0.02 where missing' }),
    ),
  ),
  start: v.exactOptional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(LIMITS.banditStart),
      v.maxValue(1_000_000),
      v.metadata({ description: 'Units that every arm is given before shares move; 100 where missing' }),
    ),
  ),
  half_life_days: v.exactOptional(
    v.pipe(
      v.number(),
      v.minValue(1),
      v.maxValue(3650),
      v.metadata({ description: 'After these evidence counts half; 30 where missing' }),
    ),
  ),
  step_hours: v.exactOptional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(168),
      v.metadata({ description: 'Shares change so often; 24 where missing' }),
    ),
  ),
});

export const planPlacement = v.strictObject({
  id: v.pipe(name, described('The `placement` attribute of <edgewise-recs>')),
  title,
  strategies: v.pipe(
    strategies,
    v.metadata({ description: 'Fallback chain, best first: what one link leaves free, the next fills' }),
  ),
  blend: v.exactOptional(v.pipe(blend, v.metadata({ description: 'Strategies mixed by weight, ahead of the chain' }))),
  bandit: v.exactOptional(planBandit),
  count,
  template: v.pipe(templateName, v.metadata({ description: 'How it looks; stands in where `liquid` fails' })),
  liquid: v.exactOptional(v.pipe(name, described("Id of one of the plan's own `templates`"))),
  content: v.exactOptional(
    v.pipe(
      v.array(contentEntry),
      v.nonEmpty(),
      v.maxLength(LIMITS.contentEntries),
      v.metadata({ description: 'What the templates categories, steps and articles show' }),
    ),
  ),
  ends: v.exactOptional(
    v.pipe(
      localTime,
      v.metadata({
        description: "When a banner's offer is over, by the shop's clock: it counts down to it and is gone",
      }),
    ),
  ),
  moment: v.exactOptional(moment),
});

export type PlanTemplate = v.InferOutput<typeof planTemplate>;
export type ContentEntry = v.InferOutput<typeof contentEntry>;
export type PlanBandit = v.InferOutput<typeof planBandit>;
export type PlanPlacement = v.InferOutput<typeof planPlacement>;
export type Moment = v.InferOutput<typeof moment>;
export type StrategyName = v.InferOutput<typeof strategyName>;
export type TemplateName = v.InferOutput<typeof templateName>;
