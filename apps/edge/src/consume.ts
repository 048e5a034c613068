/**
 * The queue's consumer: what the Persons published goes to the event lake, the trainer and the shop's list of refused
 * events. Each step may run twice for one message and then changes nothing [W9].
 */
import { KIND } from '@edgewise/core/person/collect';
import type { AnonymousMessage, MovedMessage, OutcomeMessage, QueueMessage } from '@edgewise/core/person/messages';
import { type VisitOutcome, visitOutcomes } from '@edgewise/core/person/visit-outcomes';
import type { Interaction } from '@edgewise/core/recommend/situation';
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import type { Env } from './bindings.ts';
import { type Counted, countLines, countMove, refusalsAlone } from './count-lines.ts';
import { keepDeadLetter } from './dead-letters.ts';
import { type LakeMessage, linesOf, writeErased, writeMove, writeToLake } from './lake.ts';
import { ledgerOf, resultsOf, shopOf, trainerOf } from './objects/names.ts';
import { sequenceOf } from './sequence-of.ts';
import { noteShown } from './shown-items.ts';
import { noteSold } from './sold-items.ts';
import type { FreshInteraction } from './storage/fresh-items.ts';
import type { SessionRows } from './storage/session-window.ts';

const RETRY_DELAY_S = 10;

export async function consume(batch: MessageBatch<QueueMessage>, env: Env): Promise<void> {
  if (batch.queue.endsWith('-dead')) {
    await Promise.all(batch.messages.map((message) => keepDeadLetter(env, message)));
    return;
  }
  const bySite = new Map<string, Message<QueueMessage>[]>();
  for (const message of batch.messages) {
    const { site } = message.body;
    bySite.set(site, [...(bySite.get(site) ?? []), message]);
  }
  // One site's failure sends that site's messages back and no other's.
  await Promise.all(
    [...bySite].map(async ([site, messages]) => {
      const first = messages.filter(({ attempts }) => attempts <= 1);
      if (first.length > 0) await attempt(env, site, first);
      // What came back goes alone, so that one message that nobody can digest takes no other with it [W9].
      for (const message of messages) if (message.attempts > 1) await attempt(env, site, [message]);
    }),
  );
}

async function attempt(env: Env, site: string, messages: readonly Message<QueueMessage>[]): Promise<void> {
  try {
    await deliver(
      env,
      site,
      messages.map((message) => message.body),
    );
    for (const message of messages) message.ack();
  } catch (cause) {
    console.error(JSON.stringify({ at: 'queue', site, error: String(cause) }));
    for (const message of messages) message.retry({ delaySeconds: RETRY_DELAY_S });
  }
}

/**
 * Which of the messages are of somebody who was erased after they were received: of those, amounts alone are kept.
 * One call for a batch, so that nothing that was under way brings anybody back.
 */
async function erasedAmong(env: Env, site: string, messages: readonly QueueMessage[]): Promise<Set<QueueMessage>> {
  const names = [...new Set(messages.flatMap((message) => sequenceOf(message) ?? []))];
  if (names.length === 0) return new Set();
  const erased = await ledgerOf(env, site).erasedAmong(names);
  return new Set(
    messages.filter((message) => {
      const at = erased[sequenceOf(message) ?? ''];
      return at !== undefined && timeOf(message) <= at;
    }),
  );
}

function timeOf(message: QueueMessage): number {
  // Of no sequence: it says what is, not what was.
  if (message.kind === 'outcome') return Number.POSITIVE_INFINITY;
  if (message.kind === 'session') return message.ended;
  return message.kind === 'moved' ? message.at : message.received;
}

/** Ids of the anonymous batches that were not counted before. */
async function admittedAmong(env: Env, site: string, messages: readonly QueueMessage[]): Promise<Set<string>> {
  const batches = messages.flatMap((message) =>
    message.kind === 'anonymous' ? [{ id: message.batch, received: message.received }] : [],
  );
  return new Set(batches.length > 0 ? await trainerOf(env, site).admit(batches) : []);
}

async function deliver(env: Env, site: string, messages: QueueMessage[]): Promise<void> {
  const erased = await erasedAmong(env, site, messages);
  const admitted = await admittedAmong(env, site, messages);
  const sessions: SessionRows[] = [];
  const fresh: FreshInteraction[] = [];
  const outcomes: OutcomeMessage[] = [];
  /** By part of a batch: delivered twice at once, it counts once. */
  const visits = new Map<string, VisitOutcome[]>();
  const lake: Promise<void>[] = [];
  const rejects: Parameters<ReturnType<typeof shopOf>['addRejects']>[0] = [];
  const counted: Counted[] = [];
  const taken: ShopEvent[] = [];
  const moves: MovedMessage[] = [];
  for (const message of messages) {
    if (erased.has(message)) {
      if (message.kind === 'events') lake.push(writeErased(env, message));
      continue;
    }
    if (message.kind === 'moved') {
      moves.push(message);
      continue;
    }
    if (message.kind === 'outcome') {
      outcomes.push(message);
      continue;
    }
    if (message.kind === 'session') {
      sessions.push({ id: message.session, interactions: message.interactions });
      continue;
    }
    if (message.kind === 'anonymous' && !admitted.has(message.batch)) continue;
    const device = message.kind === 'events' ? message.device : message.batch;
    rejects.push(...message.refused.map((refusal) => ({ ...refusal, device })));
    lake.push(writeToLake(env, message));
    counted.push(countedOf(message));
    taken.push(...message.events);
    const network = message.network ?? '';
    const who = message.kind === 'events' ? message.person : (message.visit ?? network);
    fresh.push(...interactionsOf(message.events).map(({ item, time }) => ({ item, who, network, time })));
    if (message.kind === 'anonymous') {
      sessions.push(anonymousSession(message));
      if (message.visit !== undefined) visits.set(`${message.batch}.${message.events[0]?.n}`, visitOutcomes(message));
    }
  }
  await Promise.all([
    ...lake,
    ...moves.map((move) => writeMove(env, move)),
    count(env, site, counted, moves),
    sessions.length + fresh.length > 0 ? trainerOf(env, site).add(site, sessions, fresh) : undefined,
    outcomes.length + visits.size > 0
      ? resultsOf(env, site).add(site, outcomes, [...visits.values()].flat())
      : undefined,
    noteShown(env, site, taken, Date.now()),
    noteSold(env, site, taken),
    rejects.length > 0 ? shopOf(env, site).addRejects(rejects, Date.now()) : undefined,
  ]);
}

async function count(env: Env, site: string, counted: Counted[], moves: MovedMessage[]): Promise<void> {
  const now = Date.now();
  if (counted.length > 0) await countLines(env, site, counted, now);
  // One after another, in the order in which they were made: a device may have moved twice.
  for (const move of moves.sort((a, b) => a.epoch - b.epoch)) await countMove(env, move, now);
}

function countedOf(message: LakeMessage): Counted {
  const lines = linesOf(message);
  const { events: _, refused, ...rest } = message;
  return { lines: lines.length > 0 ? lines : [refusalsAlone({ source: 'browser', ...rest })], refused };
}

const interactionsOf = (events: readonly ShopEvent[]): Interaction[] =>
  events.flatMap(({ name, items, time, duplicate }) => {
    const kind = KIND.get(name);
    return kind && !duplicate ? items.map(({ item }) => ({ item, kind, time })) : [];
  });

/** Below tier `person` a training session is the visit, or a single batch where there is no visit id either. */
function anonymousSession(message: AnonymousMessage): SessionRows {
  const id = message.visit ? `visit.${message.visit}` : `batch.${message.batch}`;
  return { id, interactions: interactionsOf(message.events) };
}
