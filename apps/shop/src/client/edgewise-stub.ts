import type { CollectAnswer, WidgetsAnswer, WidgetsRequest, WireBatch, WireEvent } from '@edgewise/protocol/events';

/** What `edgewise('on', listener)` tells. The same as the SDK's own type, which a pasted tag does not bring along. */
export type Message =
  | { type: 'event'; event: Omit<WireEvent, 'n'> }
  | { type: 'send'; path: string; body: WireBatch | WidgetsRequest; beacon?: boolean | 1 }
  | { type: 'answer'; path: string; status: number; answer: CollectAnswer | undefined }
  | { type: 'widgets'; request: WidgetsRequest; answer: WidgetsAnswer }
  | { type: 'error'; error: unknown };

type Edgewise = (command: string, ...given: unknown[]) => void;

/** The page's inline stub stands before this script, so the function is always there. */
export function edgewise(command: string, ...given: unknown[]): void {
  (window as unknown as { edgewise?: Edgewise }).edgewise?.(command, ...given);
}
