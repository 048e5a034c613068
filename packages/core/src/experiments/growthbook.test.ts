/** GrowthBook's public vectors, family by family, counted. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Condition, type Groups, meets } from '../conditions/condition.ts';
import { inNamespace } from './experiment.ts';
import {
  evaluateFlag,
  type GbContext,
  type GbExperiment,
  queryOverride,
  runExperiment,
  type StickyDoc,
} from './growthbook/adapter.testkit.ts';
import { placeOf } from './hash.ts';
import { chooseArm, equalWeights, type Range, rangesOf } from './ranges.ts';

type Vectors = Record<string, unknown[][]>;
const vectors = JSON.parse(readFileSync(new URL('./growthbook/cases.json', import.meta.url), 'utf8')) as Vectors;

/** Not assignment: ciphers of its feature file, and redirects. */
const LEFT_OUT = ['decrypt', 'urlRedirect'];

const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, one) => (typeof one === 'number' ? Math.round(one * 1e6) / 1e6 : one));

/** For each family: what is asked, and what the vector says the answer is. */
const FAMILIES: Record<string, (vector: unknown[]) => [got: unknown, expected: unknown]> = {
  evalCondition: ([, condition, attributes, expected, groups]) => [
    meets(condition as Condition, attributes as GbContext['attributes'] & object, groups as Groups),
    expected,
  ],
  hash: ([seed, unit, version, expected]) => [placeOf(seed as string, unit as string, version as number), expected],
  getBucketRange: ([, input, expected]) => [rangesOf(...(input as Parameters<typeof rangesOf>)), expected],
  chooseVariation: ([, place, ranges, expected]) => [chooseArm(place as number, ranges as Range[]), expected],
  getEqualWeights: ([arms, expected]) => [equalWeights(arms as number), expected],
  inNamespace: ([, unit, namespace, expected]) => {
    const [id, from, to] = namespace as [string, number, number];
    return [inNamespace(unit as string, { id, range: [from, to] }), expected];
  },
  getQueryStringOverride: ([, key, url, arms, expected]) => [
    queryOverride(key as string, url as string, arms as number),
    expected,
  ],
  run: ([, context, experiment, value, inExperiment, hashUsed]) => {
    const result = runExperiment(context as GbContext, experiment as GbExperiment);
    return [
      [result.value, result.inExperiment, result.hashUsed],
      [value, inExperiment, hashUsed],
    ];
  },
  feature: flagVector,
  contextualBandit: flagVector,
  stickyBucket: ([, context, docs, flag, result, after]) => {
    const sticky = Object.fromEntries(
      (docs as StickyDoc[]).map((doc) => [`${doc.attributeName}||${doc.attributeValue}`, doc]),
    );
    const got = evaluateFlag({ ...(context as GbContext), sticky }, flag as string);
    const kept = Object.fromEntries(Object.keys(after as object).map((key) => [key, sticky[key]]));
    return [
      [got.experimentResult ?? null, kept],
      [result, after],
    ];
  },
};

function flagVector([, context, flag, expected]: unknown[]): [unknown, unknown] {
  // The echo of the experiment's own definition is left out: it says nothing about the assignment.
  const { experiment: _, ...rest } = expected as { experiment?: unknown };
  return [evaluateFlag(context as GbContext, flag as string), rest];
}

describe("GrowthBook's vectors", () => {
  it.each(Object.keys(FAMILIES))('[X1] [X2] [X3] [C3] %s', (family) => {
    const failed = vectors[family]!.flatMap((vector) => {
      const [got, expected] = FAMILIES[family]!(vector).map(rounded);
      try {
        expect(got).toEqual(expected);
        return [];
      } catch {
        return [{ name: vector[0], got, expected }];
      }
    });
    const all = vectors[family]!.length;
    console.log(`GrowthBook ${family}: ${all - failed.length} of ${all}`);
    expect(failed).toEqual([]);
  });

  it('every family of the file is either judged or left out by name', () => {
    const families = Object.keys(vectors).filter((key) => Array.isArray(vectors[key]));
    expect([...Object.keys(FAMILIES), ...LEFT_OUT].sort()).toEqual(families.sort());
    expect(vectors.evalCondition).toHaveLength(248);
  });
});
