/** Each piece of an erasure: what it empties, how much that was, and what it found besides. All may be repeated. */

import type { Env } from './bindings.ts';
import { eraseCounted } from './count-lines.ts';
import { eraseDeadLetters } from './dead-letters.ts';
import { eraseFromLake, eraseMoves, lakePrefixes } from './lake.ts';
import { directoryOf, directoryShards, personOf, resultsOf, shopOf, trainerOf } from './objects/names.ts';
import type { ErasureTask } from './storage/erasures.ts';

export interface TaskResult {
  emptied: { store: string; count: number };
  found: ErasureTask[];
}

const result = (store: string, count: number, found: ErasureTask[] = []): TaskResult => ({
  emptied: { store, count },
  found,
});

export async function carryOut(env: Env, site: string, task: ErasureTask, now: number): Promise<TaskResult> {
  switch (task.do) {
    case 'survey':
      return survey(env, site, task);
    case 'person':
      return erasePerson(env, site, task);
    case 'results':
      return result('experiment figures', await resultsOf(env, site).supersede(task.outcomes));
    case 'directory': {
      let count = 0;
      for (const { kind, value } of task.identifiers) {
        count += await directoryOf(env, site, kind, value).forget([{ kind, value }], now);
      }
      return result('directory', count);
    }
    case 'orders': {
      const counts = await Promise.all(directoryShards(env, site).map((shard) => shard.forgetOrders(task.seats)));
      return result(
        'orders',
        counts.reduce((sum, count) => sum + count, 0),
      );
    }
    case 'trainer': {
      const { sessions, fresh } = await trainerOf(env, site).erase(site, task.names, task.persons);
      return result('training sessions and trending', sessions + fresh);
    }
    case 'rejects':
      return result('refused events', await shopOf(env, site).eraseRejects(task.names));
    case 'dead-letters': {
      const { count, after } = await eraseDeadLetters(env, site, new Set(task.names), task.after);
      return result('dead letters', count, after === undefined ? [] : [{ ...task, after }]);
    }
    case 'lake': {
      const { count, more } = await eraseFromLake(env, site, task.prefix, task.names ?? []);
      return result('event lake', count, more ? [task] : []);
    }
    case 'counters': {
      await eraseMoves(env, site, task.names);
      return result('live counters', await eraseCounted(env, site, task.names));
    }
  }
}

async function erasePerson(
  env: Env,
  site: string,
  { person, seat }: Extract<ErasureTask, { do: 'person' }>,
): Promise<TaskResult> {
  const { count, outcomes } = await personOf(env, site, person).erase(seat);
  return result('person', count, outcomes.length > 0 ? [{ do: 'results', outcomes }] : []);
}

async function survey(
  env: Env,
  site: string,
  { person, seat, places, names: all = [] }: Extract<ErasureTask, { do: 'survey' }>,
): Promise<TaskResult> {
  const held = await personOf(env, site, person).survey(seat);
  const names = held.sequences.map(({ name }) => name);
  const found: ErasureTask[] = [{ do: 'person', person, seat }];
  for (const { name, hours } of held.sequences) {
    // A seat's earlier homes wrote to the lake under their own ids.
    for (const place of places) {
      for (const prefix of lakePrefixes(site, place, name, hours)) found.push({ do: 'lake', prefix, names: all });
    }
  }
  if (names.length > 0) found.push({ do: 'trainer', names, persons: [person] }, { do: 'rejects', names });
  return result('person', 0, found);
}
