import type { Words } from '../words.ts';
import { exp } from './ru/exp.ts';
import { frame } from './ru/frame.ts';
import { now } from './ru/now.ts';
import { plan } from './ru/plan.ts';

export const ru: Words = { ...frame, ...now, ...plan, ...exp };
