import type { WirePage } from '@edgewise/protocol/events';
import { statePage } from './page.ts';
import { quietly } from './report.ts';

/** States what the page is, where its events and its markup do not. Holds until the address changes. */
export function page(stated: Partial<WirePage>): void {
  quietly(() => statePage(stated));
}
