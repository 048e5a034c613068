import type { Words } from '../words.ts';
import { exp } from './ro/exp.ts';
import { frame } from './ro/frame.ts';
import { now } from './ro/now.ts';
import { plan } from './ro/plan.ts';

export const ro: Words = { ...frame, ...now, ...plan, ...exp };
