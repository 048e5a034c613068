import type { Words } from '../words.ts';
import { alerts } from './ro/alerts.ts';
import { exp } from './ro/exp.ts';
import { expEnd } from './ro/exp-end.ts';
import { expNew } from './ro/exp-new.ts';
import { frame } from './ro/frame.ts';
import { funnels } from './ro/funnels.ts';
import { health } from './ro/health.ts';
import { now } from './ro/now.ts';
import { people } from './ro/people.ts';
import { period } from './ro/period.ts';
import { plan } from './ro/plan.ts';
import { privacy } from './ro/privacy.ts';
import { products } from './ro/products.ts';
import { shelves } from './ro/shelves.ts';
import { sources } from './ro/sources.ts';
import { start } from './ro/start.ts';

export const ro: Words = {
  ...frame,
  ...now,
  ...funnels,
  ...sources,
  ...shelves,
  ...products,
  ...plan,
  ...exp,
  ...expNew,
  ...expEnd,
  ...alerts,
  ...health,
  ...privacy,
  ...period,
  ...start,
  ...people,
};
