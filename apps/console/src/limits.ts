/** The worker's limits that forms keep to. Another number here than there is a type error. */
import type { Limits } from '@edgewise/edge/limits';

export const LIMITS = { chainLinks: 8, noteLength: 4_000, whyLength: 500 } as const satisfies Partial<Limits>;
