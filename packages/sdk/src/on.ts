import { type Listener, listen } from './report.ts';

/** Calls `listener` with each request, answer, event and fault: for debugging, and for a shop's own panel. */
export function on(listener: Listener): void {
  listen(listener);
}
