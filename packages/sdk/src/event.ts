import type { WireParams } from '@edgewise/protocol/events';
import { capture } from './record.ts';
import { quietly } from './report.ts';

/** Tells that something happened: a GA4 e-commerce event, or one of the shop's own. Comes after `init`. */
export function event(name: string, params?: WireParams): void {
  quietly(() => capture(`${name}`, params));
}
