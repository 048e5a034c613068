/**
 * The shop's plan as valibot schemas: what a draft is checked with, and what `/plan.schema.json` is generated from, so that
 * editors complete it. What a single field cannot say (references, slots, dates) is checked in core/src/plan/validate.ts.
 */
import * as v from 'valibot';
import { LIMITS } from './limits.ts';
import {
  blend,
  count,
  described,
  localTime,
  moment,
  name,
  planPlacement,
  planTemplate,
  strategies,
  templateName,
  title,
} from './schemas-placement.ts';

const label = v.pipe(v.string(), v.nonEmpty(), v.maxLength(LIMITS.nameLength));
const names = v.pipe(v.array(label), v.nonEmpty(), v.maxLength(LIMITS.namesPerRule));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const ratio = v.pipe(v.number(), v.minValue(0), v.maxValue(1000));
const pieces = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));
const days = v.pipe(v.number(), v.minValue(0), v.maxValue(3650));

/** Which products. Inside one field any may hold; of several fields all must. */
export const selector = v.strictObject({
  items: v.exactOptional(names),
  brands: v.exactOptional(names),
  categories: v.exactOptional(
    v.pipe(names, v.metadata({ description: '"Home > Kitchen" or "Kitchen"; what lies below belongs to it' })),
  ),
  price: v.exactOptional(
    v.strictObject({
      from: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
      to: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
    }),
  ),
  margin: v.exactOptional(v.strictObject({ from: v.exactOptional(share), to: v.exactOptional(share) })),
  stock: v.exactOptional(v.strictObject({ from: v.exactOptional(pieces), to: v.exactOptional(pieces) })),
  newer_than_days: v.exactOptional(days),
});

/** What a rule does. */
export const effect = v.variant('do', [
  v.strictObject({
    do: v.literal('pin'),
    item: label,
    slot: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.cardsPerShelf)),
  }),
  v.strictObject({
    do: v.literal('boost'),
    what: selector,
    by: v.pipe(v.number(), v.gtValue(1), v.maxValue(1000)),
  }),
  v.strictObject({
    do: v.literal('bury'),
    what: selector,
    by: v.pipe(v.number(), v.gtValue(1), v.maxValue(1000)),
  }),
  v.strictObject({ do: v.literal('include'), what: selector }),
  v.strictObject({ do: v.literal('exclude'), what: selector }),
  v.strictObject({
    do: v.literal('cap'),
    by: v.picklist(['brand', 'category']),
    most: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.cardsPerShelf)),
  }),
  v.strictObject({ do: v.literal('stock'), least: pieces }),
  v.strictObject({
    do: v.literal('price'),
    than: v.picklist(['dearer', 'cheaper']),
    from: v.exactOptional(ratio),
    to: v.exactOptional(ratio),
  }),
  v.strictObject({ do: v.literal('margin'), least: share }),
  v.strictObject({ do: v.literal('newness'), days }),
]);

const clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'expected a time such as 08:30'));

export const schedule = v.strictObject({
  from: v.exactOptional(localTime),
  until: v.exactOptional(localTime),
  days: v.exactOptional(v.pipe(v.array(v.picklist(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])), v.nonEmpty())),
  hours: v.exactOptional(v.strictObject({ from: clock, to: clock })),
  time_zone: v.exactOptional(v.pipe(v.string(), v.maxLength(64), described("IANA name; the site's own where missing"))),
});

/** GrowthBook's condition language over the attributes of core/src/plan/attributes.ts. */
export const condition = v.pipe(
  v.record(v.string(), v.unknown()),
  v.metadata({ description: 'A condition in the language of GrowthBook, e.g. {"page.type": "product"}' }),
);

const placementIds = v.pipe(v.array(name), v.nonEmpty(), v.maxLength(LIMITS.planPlacements));

export const planRule = v.strictObject({
  id: name,
  note: v.exactOptional(v.pipe(v.string(), v.maxLength(LIMITS.nameLength))),
  off: v.exactOptional(v.boolean()),
  priority: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(-1000), v.maxValue(1000))),
  placements: v.exactOptional(placementIds),
  schedule: v.exactOptional(schedule),
  when: v.exactOptional(condition),
  effect,
});

/** What an arm changes of a placement. */
export const armChange = v.strictObject({
  title: v.exactOptional(title),
  strategies: v.exactOptional(v.pipe(strategies, v.nonEmpty())),
  blend: v.exactOptional(blend),
  count: v.exactOptional(count),
  /** Without `liquid` beside it the arm shows the built-in template. */
  template: v.exactOptional(templateName),
  liquid: v.exactOptional(name),
  moment: v.exactOptional(moment),
  hidden: v.exactOptional(v.boolean()),
});

/** What an experiment may be judged by; `revenue_adjusted` is revenue with less noise (core's experiments/SPEC.md, [X21]). */
export const EXPERIMENT_METRICS = [
  'conversion',
  'click_through',
  'orders_per_unit',
  'revenue_per_unit',
  'revenue_per_order',
  'revenue_adjusted',
] as const;

export type ExperimentMetric = (typeof EXPERIMENT_METRICS)[number];

const primaryMetric = v.pipe(
  v.picklist(EXPERIMENT_METRICS),
  v.metadata({ description: 'The figure that it is judged by, chosen before it begins; conversion where missing' }),
);

export const planExperiment = v.strictObject({
  id: name,
  note: v.exactOptional(v.pipe(v.string(), v.maxLength(LIMITS.nameLength))),
  off: v.exactOptional(v.boolean()),
  /** Changing it deals the units anew. */
  seed: v.exactOptional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))),
  metric: v.exactOptional(primaryMetric),
  placements: placementIds,
  when: v.exactOptional(condition),
  /** This arm for everyone who takes part, uncounted: a winner on its way into the plan. */
  only: v.exactOptional(name),
  coverage: v.exactOptional(share),
  namespace: v.exactOptional(v.strictObject({ id: name, from: share, to: share })),
  /** Either these, or `factors`. */
  arms: v.exactOptional(
    v.pipe(
      v.array(
        v.strictObject({
          id: name,
          weight: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1000))),
          set: v.exactOptional(armChange),
        }),
      ),
      v.minLength(2),
      v.maxLength(LIMITS.armsPerExperiment),
    ),
  ),
  factors: v.exactOptional(
    v.pipe(
      v.array(
        v.strictObject({
          id: name,
          levels: v.pipe(
            v.array(v.strictObject({ id: name, set: v.exactOptional(armChange) })),
            v.minLength(2),
            v.maxLength(LIMITS.armsPerExperiment / 2),
          ),
        }),
      ),
      v.minLength(2),
      v.maxLength(3),
      v.metadata({
        description:
          'Several changes tried together: every combination of their levels is an arm, named by them: `loud.few`',
      }),
    ),
  ),
});

export const planDocument = v.strictObject({
  $schema: v.exactOptional(v.pipe(v.string(), v.maxLength(LIMITS.urlLength))),
  v: v.literal(1),
  placements: v.pipe(v.array(planPlacement), v.nonEmpty(), v.maxLength(LIMITS.planPlacements)),
  templates: v.exactOptional(v.pipe(v.array(planTemplate), v.maxLength(LIMITS.planTemplates))),
  rules: v.exactOptional(v.pipe(v.array(planRule), v.maxLength(LIMITS.planRules))),
  experiments: v.exactOptional(v.pipe(v.array(planExperiment), v.maxLength(LIMITS.planExperiments))),
  holdout: v.exactOptional(
    v.pipe(
      v.strictObject({
        share: v.pipe(v.number(), v.minValue(0), v.maxValue(0.5)),
        /** A new one deals it again: nobody should be held out for ever. */
        period: v.exactOptional(name),
        metric: v.exactOptional(primaryMetric),
      }),
      v.metadata({ description: 'Units that see no personalisation; 5% where missing, 0 turns it off' }),
    ),
  ),
});

export type PlanDocument = v.InferOutput<typeof planDocument>;
export type PlanRule = v.InferOutput<typeof planRule>;
export type PlanEffect = v.InferOutput<typeof effect>;
export type ProductSelector = v.InferOutput<typeof selector>;
export type PlanExperiment = v.InferOutput<typeof planExperiment>;
export type ArmChange = v.InferOutput<typeof armChange>;
export type Schedule = v.InferOutput<typeof schedule>;
