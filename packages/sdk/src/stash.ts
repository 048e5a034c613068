/**
 * A person's events for the next page: made by a page that went before the database told it which device it is, or before it
 * confirmed them. In localStorage, because nothing else is written at once. The next page takes them into its outbox.
 */
import type { Draft } from './outbox.ts';
import { attempt } from './settings.ts';

/** Moves `events` there. @returns whether the browser keeps them */
export const stash = (events: Draft[]): true | undefined =>
  attempt((name) => {
    localStorage[name] = JSON.stringify(takeStash().concat(events));
    events.length = 0;
    return true;
  });

export const takeStash = (): Draft[] =>
  attempt((name) => {
    const kept = localStorage[name];
    delete localStorage[name];
    return JSON.parse(kept) as Draft[];
  }) ?? [];
