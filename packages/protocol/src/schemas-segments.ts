/** Named groups of people, as the shop's staff writes them. */
import * as v from 'valibot';
import { LIMITS } from './limits.ts';

export const segmentId = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*$/), v.maxLength(LIMITS.segmentIdLength));

export const segment = v.strictObject({
  id: segmentId,
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(LIMITS.titleLength)),
  /** A condition over what is remembered of the person: `packages/core/src/segments/attributes.ts`. */
  when: v.record(v.string(), v.unknown()),
});

export const segmentList = v.strictObject({
  segments: v.pipe(v.array(segment), v.maxLength(LIMITS.segments)),
});
