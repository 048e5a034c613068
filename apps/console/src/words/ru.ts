import type { Words } from '../words.ts';
import { frame } from './ru/frame.ts';
import { now } from './ru/now.ts';

export const ru: Words = { ...frame, ...now };
