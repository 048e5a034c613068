import { identifyAs, type Traits } from './identity.ts';
import { quietly } from './report.ts';

/** Tells who has logged in, on each page. A token joins this device with the user's others; without one it is a label. */
export function identify(userId: string | undefined, traits?: Traits): void {
  quietly(() => identifyAs(userId, traits));
}
