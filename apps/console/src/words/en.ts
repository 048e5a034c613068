/** English, which the other languages have every key of. A page's words stand in its own file. */
import { frame } from './en/frame.ts';
import { now } from './en/now.ts';

export const en = { ...frame, ...now };
