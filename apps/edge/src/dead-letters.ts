/** Messages that failed ten times: kept in the bucket, listed and sent again by the shop's staff. */
import type { QueueMessage } from '@edgewise/core/person/messages';
import type { Env } from './bindings.ts';
import { writeErased } from './lake.ts';
import { sequenceOf } from './sequence-of.ts';

const prefix = (site: string) => `${site}/dead/`;
/** Three calls each, of the thousand that a request may make. */
const REDRIVE_MOST = 300;

export async function keepDeadLetter(env: Env, message: Message<QueueMessage>): Promise<void> {
  await env.BUCKET.put(`${prefix(message.body.site)}${message.id}.json`, JSON.stringify(message.body));
  message.ack();
}

/**
 * Rewrites the dead letters of erased devices: events lose whom they were of, visits go. Up to 1,000 letters a call.
 * @returns how many, and after which one to go on
 */
export async function eraseDeadLetters(
  env: Env,
  site: string,
  names: ReadonlySet<string>,
  startAfter?: string,
): Promise<{ count: number; after?: string }> {
  const { objects, truncated } = await env.BUCKET.list({
    prefix: prefix(site),
    ...(startAfter !== undefined && { startAfter }),
  });
  let count = 0;
  for (const { key } of objects) {
    const message = await (await env.BUCKET.get(key))?.json<QueueMessage>();
    if (!message || !names.has(sequenceOf(message) ?? '')) continue;
    count++;
    if (message.kind === 'events') await writeErased(env, message);
    await env.BUCKET.delete(key);
  }
  return { count, ...(truncated && { after: objects.at(-1)!.key }) };
}

export interface DeadLetters {
  /** At most a thousand are counted. */
  count: number;
  more: boolean;
  /** Newest first. `kind` is the message's. */
  newest: { id: string; at: number; kind: string }[];
}

const LETTERS_SHOWN = 10;

/** What could not be delivered, without what it holds. */
export async function listDeadLetters(env: Env, site: string): Promise<DeadLetters> {
  const { objects, truncated } = await env.BUCKET.list({ prefix: prefix(site) });
  const newest = objects.sort((a, b) => b.uploaded.getTime() - a.uploaded.getTime()).slice(0, LETTERS_SHOWN);
  const shown = await Promise.all(
    newest.map(async ({ key, uploaded }) => {
      const message = await (await env.BUCKET.get(key))?.json<QueueMessage>();
      return {
        id: key.slice(prefix(site).length, -'.json'.length),
        at: uploaded.getTime(),
        kind: message?.kind ?? 'gone',
      };
    }),
  );
  return { count: objects.length, more: truncated, newest: shown };
}

/** Sends up to 300 dead letters of a site again. Each is deleted only after the queue has it. */
export async function redrive(env: Env, site: string): Promise<{ sent: number; left: boolean }> {
  const { objects, truncated } = await env.BUCKET.list({ prefix: prefix(site), limit: REDRIVE_MOST });
  for (const { key } of objects) {
    const stored = await env.BUCKET.get(key);
    if (!stored) continue;
    await env.EVENTS.send((await stored.json()) as QueueMessage, { contentType: 'json' });
    await env.BUCKET.delete(key);
  }
  return { sent: objects.length, left: truncated };
}
