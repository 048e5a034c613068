import type { Words } from '../words.ts';
import { frame } from './pl/frame.ts';
import { now } from './pl/now.ts';

export const pl: Words = { ...frame, ...now };
