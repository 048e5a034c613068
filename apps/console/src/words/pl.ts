import type { Words } from '../words.ts';
import { alerts } from './pl/alerts.ts';
import { exp } from './pl/exp.ts';
import { expEnd } from './pl/exp-end.ts';
import { expNew } from './pl/exp-new.ts';
import { frame } from './pl/frame.ts';
import { funnels } from './pl/funnels.ts';
import { health } from './pl/health.ts';
import { now } from './pl/now.ts';
import { people } from './pl/people.ts';
import { period } from './pl/period.ts';
import { plan } from './pl/plan.ts';
import { privacy } from './pl/privacy.ts';
import { products } from './pl/products.ts';
import { shelves } from './pl/shelves.ts';
import { sources } from './pl/sources.ts';
import { start } from './pl/start.ts';

export const pl: Words = {
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
