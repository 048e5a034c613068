/** The visit's id: in sessionStorage, so that it ends with the tab. From tier `session` up. */
import { permitsVisit } from './consent.ts';
import { randomId } from './random-id.ts';
import { storageName } from './settings.ts';

let visit: string | undefined;

export function visitId(): string | undefined {
  if (!permitsVisit()) return undefined;
  visit ??= randomId();
  try {
    visit = sessionStorage.getItem(storageName()) ?? visit;
    sessionStorage.setItem(storageName(), visit);
  } catch {
    // No storage: the visit is this page.
  }
  return visit;
}

export function forgetVisit(): void {
  visit = undefined;
  sessionStorage.removeItem(storageName());
}
