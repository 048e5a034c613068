import { startOver } from './consent-change.ts';
import { quietly } from './report.ts';

/** The shopper has left: from here on it is somebody else, on another device [I6]. */
export function reset(): void {
  quietly(startOver);
}
