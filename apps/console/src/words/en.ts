/** English, which the other languages have every key of. A page's words stand in its own file. */

import { alerts } from './en/alerts.ts';
import { exp } from './en/exp.ts';
import { expEnd } from './en/exp-end.ts';
import { expNew } from './en/exp-new.ts';
import { frame } from './en/frame.ts';
import { funnels } from './en/funnels.ts';
import { health } from './en/health.ts';
import { now } from './en/now.ts';
import { people } from './en/people.ts';
import { period } from './en/period.ts';
import { plan } from './en/plan.ts';
import { privacy } from './en/privacy.ts';
import { products } from './en/products.ts';
import { shelves } from './en/shelves.ts';
import { sources } from './en/sources.ts';
import { start } from './en/start.ts';

export const en = {
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
