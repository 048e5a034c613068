/**
 * Counting everything again from the lake: into a new set of shards, which counts what comes in meanwhile and is read once the
 * lake has been gone through. Every piece may be repeated, since lines count once.
 */
import { erasedDeltas } from '@edgewise/core/insight/erased';
import type { Env } from './bindings.ts';
import { countIn, countRebuilt, forgetPulseConfigs, moveIn } from './count-lines.ts';
import { type LakeLine, movesPrefix, readLines } from './lake.ts';
import type { PulseConfig } from './objects/desk.ts';
import { deskOf } from './objects/names.ts';
import type { Move } from './storage/pulse/presence-store.ts';

/** Objects of the lake that one call reads, of the thousand requests that it may make. */
const OBJECTS_A_CALL = 250;
const MOVES_A_CALL = 100;
/** Isolates know of a rebuild after 10 s at the latest; what is received later, they count in both. */
const KNOWN_EVERYWHERE_MS = 15_000;

export interface RebuildProgress {
  /** `false`: call again. */
  done: boolean;
  /** Where it is: the last object that was read. */
  at: string;
  objects: number;
}

/** One piece of a rebuild; the first call begins it. */
export async function rebuildStep(env: Env, site: string, shards: number, now: number): Promise<RebuildProgress> {
  const desk = deskOf(env, site);
  const { config, cursor, began } = await desk.beginRebuild(site, shards, now);
  const lake = `${site}/lake/v1/`;
  if (cursor.stage === 'lake') {
    // The newest hours are read again at the end, when every isolate counts in both.
    const { objects, truncated } = await env.BUCKET.list({
      prefix: lake,
      limit: OBJECTS_A_CALL,
      ...(cursor.after !== undefined && { startAfter: cursor.after }),
    });
    for (const { key } of objects) await countObject(env, site, config, key);
    const after = objects.at(-1)?.key ?? cursor.after;
    const isLast = !truncated;
    if (isLast && Date.now() < began + KNOWN_EVERYWHERE_MS) {
      return { done: false, at: after ?? lake, objects: objects.length };
    }
    await desk.rebuildAt(
      isLast
        ? cursor.again
          ? { stage: 'moves' }
          : { stage: 'lake', again: true, after: hourBefore(lake, began) }
        : { ...cursor, ...(after !== undefined && { after }) },
    );
    return { done: false, at: after ?? lake, objects: objects.length };
  }
  const { objects, truncated } = await env.BUCKET.list({
    prefix: movesPrefix(site),
    limit: MOVES_A_CALL,
    ...(cursor.after !== undefined && { startAfter: cursor.after }),
  });
  const moves = await Promise.all(objects.map(async ({ key }) => (await env.BUCKET.get(key))?.json<Move>()));
  for (const move of moves) if (move) await moveIn(env, site, config, config.next!, move);
  const after = objects.at(-1)?.key ?? '';
  if (truncated) {
    await desk.rebuildAt({ stage: 'moves', after });
    return { done: false, at: after, objects: objects.length };
  }
  await desk.finishRebuild(Date.now());
  forgetPulseConfigs();
  return { done: true, at: after, objects: objects.length };
}

/** Just before the first object of the hour before. */
const hourBefore = (lake: string, time: number): string =>
  `${lake}${new Date(time - 3_600_000).toISOString().slice(0, 13).replaceAll('-', '/').replace('T', '/')}`;

/** The lines of one object, as the message that wrote it was counted. */
async function countObject(env: Env, site: string, config: PulseConfig, key: string): Promise<void> {
  const lines = await readLines(env, key);
  if (!lines || lines.length === 0) return;
  const generation = config.next!;
  if (isErased(lines)) await countRebuilt(env, site, config, generation, key, erasedDeltas(lines, config.currency));
  else await countIn(env, site, config, generation, [{ lines, refused: [] }]);
}

const isErased = (lines: readonly LakeLine[]): boolean => lines.every(({ erased }) => erased === true);
