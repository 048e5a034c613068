/**
 * GrowthBook's experiments, flags and sticky buckets told to our assignment, so that its vectors can judge it. Edgewise has no
 * flags: the loop over a flag's rules, prerequisites and query strings below is the test's, what they decide with is ours.
 */
import { type Condition, type Groups, meets } from '../../conditions/condition.ts';
import { type Assignment, assign } from '../assign.ts';
import { inNamespace, passesFilters, prepare } from '../experiment.ts';
import { placeOf } from '../hash.ts';
import { inRange, type Range } from '../ranges.ts';

type Json = Record<string, unknown>;

interface GbFilter {
  attribute?: string;
  seed: string;
  hashVersion?: 1 | 2;
  ranges: Range[];
}

export interface GbExperiment {
  key: string;
  variations: unknown[];
  weights?: number[];
  active?: boolean;
  coverage?: number;
  ranges?: Range[];
  condition?: Condition;
  namespace?: [string, number, number];
  force?: number;
  hashAttribute?: string;
  fallbackAttribute?: string;
  hashVersion?: 1 | 2;
  seed?: string;
  filters?: GbFilter[];
  meta?: { key?: string; name?: string; passthrough?: boolean }[];
  parentConditions?: { id: string; condition: Condition; gate?: boolean }[];
  bucketVersion?: number;
  minBucketVersion?: number;
  disableStickyBucketing?: boolean;
}

interface GbRule extends Omit<GbExperiment, 'force' | 'variations' | 'key'> {
  id?: string;
  key?: string;
  force?: unknown;
  range?: Range;
  variations?: unknown[];
  contextualVariations?: unknown[];
  contextualBanditRef?: string;
}

export interface StickyDoc {
  attributeName: string;
  attributeValue: string;
  assignments: Record<string, string>;
}

export interface GbContext {
  attributes?: Json;
  enabled?: boolean;
  url?: string;
  qaMode?: boolean;
  forcedVariations?: Record<string, number>;
  savedGroups?: Groups;
  features?: Record<string, { defaultValue?: unknown; rules?: GbRule[] }>;
  contextualBandits?: Record<
    string,
    { banditVersion?: number; contexts?: { leafId: number; condition: Condition; weights: number[] }[] }
  >;
  /** With docs, arms stay: GrowthBook's sticky bucketing. Written to. */
  sticky?: Record<string, StickyDoc>;
}

export interface GbResult extends Json {
  inExperiment: boolean;
  hashUsed: boolean;
  variationId: number;
  value: unknown;
  key: string;
}

interface FlagResult {
  value: unknown;
  on: boolean;
  off: boolean;
  source: string;
  ruleId: string;
  experimentResult?: GbResult;
}

/** `?my-test=1` in the URL. */
export function queryOverride(key: string, url: string, arms: number): number | null {
  const query = url.split('?')[1]?.split('#')[0] ?? '';
  const value = query
    .split('&')
    .map((pair) => pair.split('='))
    .find(([name]) => name === key)?.[1];
  return value !== undefined && /^\d+$/.test(value) && Number(value) < arms ? Number(value) : null;
}

export function runExperiment(context: GbContext, experiment: GbExperiment, flag?: string): GbResult {
  const { key, variations, meta = [] } = experiment;
  const [attribute, value] = hashed(context, experiment);
  const unit = String(value ?? '');
  const arms = variations.map((_, i) => ({ id: meta[i]?.key ?? String(i) }));
  const { kept, blocked } = stickyOf(context, experiment, attribute, unit);

  const decide = (): Assignment | undefined => {
    if (context.enabled === false || blocked) return undefined;
    const override = queryOverride(key, context.url ?? '', variations.length) ?? context.forcedVariations?.[key];
    const forced = override === undefined ? undefined : arms[override]?.id;
    if (forced === undefined && kept === undefined) {
      // Ours deals to one unit; a filter on another attribute is asked here.
      const passes = experiment.filters?.every((filter) =>
        passesFilters(String(context.attributes?.[filter.attribute ?? 'id'] ?? ''), [filter]),
      );
      if (passes === false) return undefined;
      if (!parentsHold(context, experiment.parentConditions, [])) return undefined;
    }
    const { namespace, coverage, ranges, condition, active, seed, force } = experiment;
    const prepared = prepare(
      {
        id: key,
        arms: experiment.weights
          ? arms.map((arm, i) => ({ ...arm, weight: experiment.weights?.[i] ?? Number.NaN }))
          : arms,
        hashVersion: experiment.hashVersion ?? 1,
        ...(active !== undefined && { active }),
        ...(seed !== undefined && { seed }),
        ...(coverage !== undefined && { coverage }),
        ...(ranges && { ranges }),
        ...(force !== undefined && { only: String(force) }),
        ...(namespace &&
          !experiment.filters && { namespace: { id: namespace[0], range: [namespace[1], namespace[2]] } }),
        ...(condition && { audience: condition }),
      },
      context.savedGroups,
    );
    return assign(prepared, {
      unit,
      attributes: context.attributes ?? {},
      ...(kept !== undefined && { kept: { [key]: kept } }),
      ...(forced !== undefined && { forced: { [key]: forced } }),
      ...(context.qaMode && { previewing: true }),
    });
  };

  const found = decide();
  const index = Math.max(found?.index ?? -1, 0);
  const inExperiment = (found?.index ?? -1) >= 0;
  if (context.sticky && inExperiment && found?.counted && !experiment.disableStickyBucketing) {
    const name = `${attribute}||${unit}`;
    context.sticky[name] = {
      attributeName: attribute,
      attributeValue: unit,
      assignments: {
        ...context.sticky[name]?.assignments,
        [`${key}__${experiment.bucketVersion ?? 0}`]: arms[index]!.id,
      },
    };
  }
  return {
    ...(flag !== undefined && { featureId: flag }),
    inExperiment,
    hashUsed: found?.counted ?? false,
    variationId: index,
    value: variations[index],
    key: arms[index]?.id ?? '0',
    hashAttribute: attribute,
    hashValue: value,
    stickyBucketUsed: found?.reason === 'kept',
    ...(found?.place !== undefined && { bucket: found.place }),
    ...(meta[index]?.name !== undefined && { name: meta[index].name }),
    ...(meta[index]?.passthrough !== undefined && { passthrough: meta[index].passthrough }),
  };
}

/** The attribute dealt by, and its value. */
function hashed(
  context: GbContext,
  experiment: Pick<GbExperiment, 'hashAttribute' | 'fallbackAttribute'>,
): [string, unknown] {
  const { hashAttribute = 'id', fallbackAttribute } = experiment;
  const value = context.attributes?.[hashAttribute];
  if (value || !fallbackAttribute || !context.attributes?.[fallbackAttribute]) return [hashAttribute, value ?? ''];
  return [fallbackAttribute, context.attributes[fallbackAttribute]];
}

function stickyOf(context: GbContext, experiment: GbExperiment, attribute: string, unit: string) {
  if (!context.sticky || experiment.disableStickyBucketing) return { kept: undefined, blocked: false };
  const { key, bucketVersion = 0, minBucketVersion = 0, fallbackAttribute } = experiment;
  const docs = [
    [fallbackAttribute ?? '', String(context.attributes?.[fallbackAttribute ?? ''] ?? '')],
    [attribute, unit],
  ];
  const assignments: Record<string, string> = Object.assign(
    {},
    ...docs.map(([name, value]) => context.sticky?.[`${name}||${value}`]?.assignments),
  );
  const blocked = Array.from({ length: minBucketVersion }, (_, i) => assignments[`${key}__${i}`]).some(
    (one) => one !== undefined,
  );
  return { kept: assignments[`${key}__${bucketVersion}`], blocked };
}

function parentsHold(context: GbContext, parents: GbExperiment['parentConditions'], trail: readonly string[]): boolean {
  return (parents ?? []).every(({ id, condition }) => {
    const result = evaluateFlag(context, id, trail);
    return result.source !== 'cyclicPrerequisite' && meets(condition, { value: result.value }, context.savedGroups);
  });
}

export function evaluateFlag(context: GbContext, flag: string, trail: readonly string[] = []): FlagResult {
  const out = (value: unknown, source: string, rest: Partial<FlagResult> = {}): FlagResult => ({
    value: value ?? null,
    on: Boolean(value),
    off: !value,
    source,
    ruleId: '',
    ...rest,
  });
  if (trail.includes(flag)) return out(null, 'cyclicPrerequisite');
  const feature = context.features && Object.hasOwn(context.features, flag) ? context.features[flag] : undefined;
  if (!feature) return out(null, 'unknownFeature');
  const groups = context.savedGroups ?? {};
  for (const rule of feature.rules ?? []) {
    const gate = rule.parentConditions?.map((parent) => ({
      parent,
      result: evaluateFlag(context, parent.id, [...trail, flag]),
    }));
    const cycle = gate?.find(({ result }) => result.source === 'cyclicPrerequisite');
    if (cycle) return out(null, 'cyclicPrerequisite');
    const closed = gate?.find(({ parent, result }) => !meets(parent.condition, { value: result.value }, groups));
    if (closed?.parent.gate) return out(null, 'prerequisite');
    if (closed) continue;
    const ruleId = rule.id ?? '';
    if (rule.force !== undefined) {
      if (rule.condition && !meets(rule.condition, context.attributes ?? {}, groups)) continue;
      if (!rollsOut(context, flag, rule)) continue;
      return out(rule.force, 'force', { ruleId });
    }
    const variations = rule.contextualVariations ?? rule.variations;
    if (!variations) continue;
    const bandit =
      rule.contextualBanditRef === undefined ? undefined : context.contextualBandits?.[rule.contextualBanditRef];
    const leaf = bandit?.contexts?.find(({ condition }) => meets(condition, context.attributes ?? {}, groups));
    const weights = leaf?.weights ?? rule.weights;
    const { force: _, parentConditions: __, ...rest } = rule;
    const result = runExperiment(
      context,
      { ...rest, key: rule.key ?? flag, variations, ...(weights && { weights }) },
      flag,
    );
    if (!result.inExperiment || result.passthrough) continue;
    if (bandit && result.hashUsed) {
      result.leafId = leaf?.leafId ?? -1;
      result.variationWeights = weights;
      if (bandit.banditVersion !== undefined) result.banditVersion = bandit.banditVersion;
    }
    return out(result.value, 'experiment', { ruleId, experimentResult: result });
  }
  return out(feature.defaultValue, 'defaultValue');
}

/** A forced value's share of units. */
function rollsOut(context: GbContext, flag: string, rule: GbRule): boolean {
  const { seed = flag, hashVersion = 1, range, coverage, filters, namespace } = rule;
  const unit = String(hashed(context, rule)[1] ?? '');
  if (filters && !passesFilters(unit, filters)) return false;
  if (namespace && !filters && !inNamespace(unit, { id: namespace[0], range: [namespace[1], namespace[2]] }))
    return false;
  if (!range && coverage === undefined) return true;
  if (unit === '') return false;
  const place = placeOf(seed, unit, hashVersion);
  if (place === null) return false;
  if (range) return inRange(place, range);
  return place <= (coverage ?? 1) && coverage !== 0;
}
