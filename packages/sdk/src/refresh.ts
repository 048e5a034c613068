import { quietly } from './report.ts';
import { shelves } from './shelf-signals.ts';

/** Asks for every shelf of the page again. */
export function refresh(): void {
  quietly(() => shelves._refresh());
}
