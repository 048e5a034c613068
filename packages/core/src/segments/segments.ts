/** Which segments a person is in (SPEC.md). Start here. */
import { askedAttributes } from '../conditions/asked-attributes.ts';
import { checkCondition } from '../conditions/check-condition.ts';
import { type Condition, type ConditionTest, compileCondition } from '../conditions/condition.ts';
import type { PersonState } from '../person/state.ts';
import { SEGMENT_ATTRIBUTES, segmentAttributes } from './attributes.ts';

export interface Segment {
  /** What conditions and figures call it. */
  id: string;
  name: string;
  when: Condition;
}

/** Segments read once, asked of many people. */
export type CompiledSegments = readonly { id: string; holds: ConditionTest }[];

export const compileSegments = (segments: readonly Segment[]): CompiledSegments =>
  segments.map(({ id, when }) => ({ id, holds: compileCondition(when) }));

/**
 * Ids of the segments the person is in, in the shop's order [G2].
 * @param now ms since the epoch
 */
export function segmentsOf(state: PersonState, segments: CompiledSegments, now: number): string[] {
  if (segments.length === 0) return [];
  const attributes = segmentAttributes(state, now);
  return segments.filter(({ holds }) => holds(attributes)).map(({ id }) => id);
}

export interface SegmentMistake {
  /** Keys and list places from the list of segments. */
  path: (string | number)[];
  message: string;
}

/** Every mistake in a shop's segments at once: what cannot be asked, and ids that come twice. */
export function checkSegments(segments: readonly Segment[]): SegmentMistake[] {
  const mistakes: SegmentMistake[] = [];
  const ids = new Set<string>();
  for (const [i, { id, when }] of segments.entries()) {
    if (ids.has(id)) mistakes.push({ path: [i, 'id'], message: `'${id}' is another segment's id` });
    ids.add(id);
    if (Object.keys(when).length === 0) {
      mistakes.push({ path: [i, 'when'], message: 'is empty, and so holds for everybody: ask for something' });
    }
    for (const { path, message } of checkCondition(when)) mistakes.push({ path: [i, 'when', ...path], message });
    for (const { path, name } of askedAttributes(when)) {
      if (isAsked(name)) continue;
      const known = Object.keys(SEGMENT_ATTRIBUTES).join(', ');
      mistakes.push({ path: [i, 'when', ...path], message: `nothing is known as '${name}'; expected one of ${known}` });
    }
  }
  return mistakes;
}

/** `orders` alone is the whole object, for `$exists`. */
const isAsked = (name: string): boolean =>
  Object.hasOwn(SEGMENT_ATTRIBUTES, name) ||
  Object.keys(SEGMENT_ATTRIBUTES).some((known) => known.startsWith(`${name}.`));
