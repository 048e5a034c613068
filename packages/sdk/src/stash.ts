/**
 * A person's events for the next page: made by a page that went before the database told it which device it is. In
 * localStorage, because nothing else is written at once. The next page takes them into its outbox.
 */
import type { WireEvent } from '@edgewise/protocol/events';
import { storageName } from './settings.ts';

type Draft = Omit<WireEvent, 'n'>;

/** Moves `events` there. @returns whether the browser keeps them */
export function stash(events: Draft[]): boolean {
  try {
    localStorage.setItem(storageName(), JSON.stringify(takeStash().concat(events)));
    events.length = 0;
    return true;
  } catch {
    return false;
  }
}

export function takeStash(): Draft[] {
  try {
    const kept = localStorage.getItem(storageName());
    dropStash();
    return kept ? JSON.parse(kept) : [];
  } catch {
    return [];
  }
}

export function dropStash(): void {
  try {
    localStorage.removeItem(storageName());
  } catch {
    // No storage, nothing in it.
  }
}
