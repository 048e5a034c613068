/** The visit's id: in sessionStorage, so that it ends with the tab. From tier `session` up. */
import { permitsVisit } from './consent.ts';
import { randomId } from './random-id.ts';
import { storageName } from './settings.ts';

let remembered: string | undefined;

export function visitId(): string | undefined {
  if (!permitsVisit()) return undefined;
  try {
    remembered = sessionStorage.getItem(storageName()) ?? remembered;
    remembered ??= randomId();
    sessionStorage.setItem(storageName(), remembered);
  } catch {
    // No storage: the visit is this page.
    remembered ??= randomId();
  }
  return remembered;
}

export function forgetVisit(): void {
  remembered = undefined;
  sessionStorage.removeItem(storageName());
}
