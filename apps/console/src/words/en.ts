/** English, which the other languages have every key of. A page's words stand in its own file. */

import { exp } from './en/exp.ts';
import { frame } from './en/frame.ts';
import { now } from './en/now.ts';
import { plan } from './en/plan.ts';

export const en = { ...frame, ...now, ...plan, ...exp };
