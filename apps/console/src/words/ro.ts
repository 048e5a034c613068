import type { Words } from '../words.ts';
import { alerts } from './ro/alerts.ts';
import { exp } from './ro/exp.ts';
import { frame } from './ro/frame.ts';
import { funnels } from './ro/funnels.ts';
import { now } from './ro/now.ts';
import { period } from './ro/period.ts';
import { plan } from './ro/plan.ts';
import { products } from './ro/products.ts';
import { shelves } from './ro/shelves.ts';
import { sources } from './ro/sources.ts';
import { start } from './ro/start.ts';

export const ro: Words = {
  ...frame,
  ...now,
  ...plan,
  ...exp,
  ...period,
  ...funnels,
  ...sources,
  ...shelves,
  ...products,
  ...alerts,
  ...start,
};
