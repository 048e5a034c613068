import type { Words } from '../words.ts';
import { exp } from './pl/exp.ts';
import { frame } from './pl/frame.ts';
import { now } from './pl/now.ts';
import { plan } from './pl/plan.ts';

export const pl: Words = { ...frame, ...now, ...plan, ...exp };
