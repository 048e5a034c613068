/** Which arm a unit gets, and why [X3]. Read first. */
import type { Attributes } from '../conditions/condition.ts';
import { inNamespace, type Prepared, passesFilters } from './experiment.ts';
import { placeOf } from './hash.ts';
import { chooseArm } from './ranges.ts';

export interface Asker {
  /** What is dealt to: the capsule's `unit`, or below tier person the visit. Never the person's id [X4]. */
  unit: string;
  attributes: Attributes;
  /** Arm by experiment that this person was shown first: it stays [X5]. */
  kept?: Readonly<Record<string, string>>;
  /** Arm by experiment that a preview asks for. Served, never counted. */
  forced?: Readonly<Record<string, string>>;
  /** A preview of the shop: nothing is dealt, only `forced` and `only` are served. */
  previewing?: boolean;
}

/** Why this answer. The first three serve an arm, and only the first two are counted. */
export type Reason =
  | 'dealt'
  | 'kept'
  | 'forced'
  | 'off'
  | 'too-few-arms'
  | 'no-unit'
  | 'not-in-filters'
  | 'not-in-namespace'
  | 'not-in-audience'
  | 'not-covered'
  | 'unknown-hash'
  | 'no-such-arm'
  | 'previewing'
  | 'held-out';

export interface Assignment {
  experiment: string;
  /** Index into the experiment's arms; -1: not in it, serve what the plan says without it. */
  index: number;
  /** The arm's id. */
  arm: string | undefined;
  /** Whether an exposure to it is one for the figures. */
  counted: boolean;
  reason: Reason;
  /** 0…1, where the hash was asked. */
  place?: number;
}

/**
 * The first of these that applies: too few arms · forced · switched off · no unit · kept · filters or namespace · audience ·
 * hash. Source of the order: GrowthBook's SDK specification, `run`.
 */
export function assign(prepared: Prepared, asker: Asker): Assignment {
  const { experiment, ranges, audience } = prepared;
  const { id, arms, seed = id, hashVersion = 2, only } = experiment;
  const out = (reason: Reason): Assignment => ({ experiment: id, index: -1, arm: undefined, counted: false, reason });
  const serve = (index: number, reason: Reason, place?: number): Assignment => {
    if (index < 0) return out(reason === 'dealt' ? 'not-covered' : 'no-such-arm');
    const counted = reason !== 'forced';
    return { experiment: id, index, arm: arms[index]!.id, counted, reason, ...(place !== undefined && { place }) };
  };
  const indexOf = (arm: string) => arms.findIndex((one) => one.id === arm);

  if (arms.length < 2) return out('too-few-arms');
  const forced = own(asker.forced, id);
  if (forced !== undefined && indexOf(forced) >= 0) return serve(indexOf(forced), 'forced');
  if (experiment.active === false) return out('off');
  if (asker.unit === '') return out('no-unit');

  const kept = indexOf(own(asker.kept, id) ?? '');
  if (kept < 0) {
    if (experiment.filters) {
      if (!passesFilters(asker.unit, experiment.filters)) return out('not-in-filters');
    } else if (experiment.namespace && !inNamespace(asker.unit, experiment.namespace)) return out('not-in-namespace');
    if (audience && !audience(asker.attributes)) return out('not-in-audience');
  }
  const place = placeOf(seed, asker.unit, hashVersion);
  if (place === null) return out('unknown-hash');
  const index = kept < 0 ? chooseArm(place, ranges) : kept;
  if (index < 0) return out('not-covered');
  if (only !== undefined) return serve(indexOf(only), 'forced');
  if (asker.previewing) return out('previewing');
  return serve(index, kept < 0 ? 'dealt' : 'kept', place);
}

function own(from: Readonly<Record<string, string>> | undefined, key: string): string | undefined {
  return from && Object.hasOwn(from, key) ? from[key] : undefined;
}
