import { quietly } from './report.ts';
import { refreshShelves } from './shelves.ts';

/** Asks for every shelf of the page again. */
export function refresh(): void {
  quietly(refreshShelves);
}
