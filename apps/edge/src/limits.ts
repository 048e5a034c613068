/** What the console's forms keep to, as a type: the object itself is the worker's, and would be bytes in a browser. */
import type { LIMITS } from '@edgewise/protocol/limits';

export type Limits = typeof LIMITS;
