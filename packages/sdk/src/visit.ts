/** The visit's id: in sessionStorage, so that it ends with the tab. From tier `session` up. */
import { permitsVisit } from './consent.ts';
import { randomId } from './random-id.ts';
import { attempt } from './settings.ts';

let visit: string | undefined;

export function visitId(): string | undefined {
  if (!permitsVisit()) return undefined;
  visit ??= randomId();
  // Where there is no storage, the visit is this page.
  attempt((name) => {
    visit = sessionStorage[name] ??= visit;
  });
  return visit;
}

export function forgetVisit(): void {
  visit = undefined;
  attempt((name) => {
    delete sessionStorage[name];
    // Of shelves that wait for a visit's later pages: `chunk/moment.ts`.
    delete sessionStorage[`${name}-pages`];
  });
}
