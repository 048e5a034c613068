import type { Words } from '../words.ts';
import { frame } from './ro/frame.ts';
import { now } from './ro/now.ts';

export const ro: Words = { ...frame, ...now };
