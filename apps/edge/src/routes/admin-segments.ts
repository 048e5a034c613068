/** The admin API's part on segments, under `/admin/v1/sites/:site/segments`: what they are, written all at once. */
import { SEGMENT_ATTRIBUTES } from '@edgewise/core/segments/attributes';
import { checkSegments, type Segment } from '@edgewise/core/segments/segments';
import { LIMITS } from '@edgewise/protocol/limits';
import { parseSegments } from '@edgewise/protocol/parse-segments';
import { RequestFault } from '@edgewise/protocol/read-json';
import { Hono } from 'hono';
import { byOf } from '../access/log.ts';
import { segmentsIn } from '../compiled-segments.ts';
import { type AppEnv, PRIVATE, readBody } from '../http.ts';
import { shopOf } from '../objects/names.ts';
import { settingsOf } from './admin-site.ts';

const BODY = { bytes: 64 * 1024, depth: LIMITS.conditionDepth * 2 };
const MISTAKES_SHOWN = 5;

export interface SegmentsAnswer {
  v: 1;
  segments: Segment[];
  /** What a condition may ask: name → what it is. */
  attributes: Readonly<Record<string, string>>;
  revision: number;
}

const describe = (segments: Segment[], revision: number): SegmentsAnswer => ({
  v: 1,
  segments,
  attributes: SEGMENT_ATTRIBUTES,
  revision,
});

export const adminSegments = new Hono<AppEnv>();

adminSegments.get('/', async (c) => {
  const { segments, revision } = await settingsOf(c);
  return c.json(describe(segmentsIn(segments), revision), 200, { ...PRIVATE, etag: `"${revision}"` });
});

adminSegments.put('/', async (c) => {
  const { id } = await settingsOf(c);
  const segments = parseSegments(await readBody(c, BODY)) as Segment[];
  const mistakes = checkSegments(segments);
  if (mistakes.length > 0) {
    const shown = mistakes
      .slice(0, MISTAKES_SHOWN)
      .map(({ path, message }) => `segments.${path.join('.')}: ${message}`);
    throw new RequestFault(400, 'invalid', shown.join(' · '));
  }
  const match = c.req.header('if-match');
  const changed = await shopOf(c.env, id).changeSegments(
    JSON.stringify(segments),
    match === undefined || match === '*' ? null : Number(match.replaceAll('"', '')),
    byOf(c),
  );
  if (changed === 'stale') {
    throw new RequestFault(
      412,
      'changed',
      'if-match: somebody changed the settings since you read them; read them again',
    );
  }
  return c.json(describe(segments, changed), 200, { ...PRIVATE, etag: `"${changed}"` });
});
