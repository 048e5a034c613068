/** The boundary of the segments' API. */
import { check } from './parse.ts';
import * as schema from './schemas-segments.ts';

/** @throws RequestFault 400 that names the field. What the conditions mean is looked at by core. */
export const parseSegments = (body: unknown) => check('segments', schema.segmentList, body).segments;
