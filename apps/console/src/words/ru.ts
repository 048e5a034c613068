import type { Words } from '../words.ts';
import { alerts } from './ru/alerts.ts';
import { exp } from './ru/exp.ts';
import { expEnd } from './ru/exp-end.ts';
import { expNew } from './ru/exp-new.ts';
import { frame } from './ru/frame.ts';
import { funnels } from './ru/funnels.ts';
import { health } from './ru/health.ts';
import { now } from './ru/now.ts';
import { people } from './ru/people.ts';
import { period } from './ru/period.ts';
import { plan } from './ru/plan.ts';
import { privacy } from './ru/privacy.ts';
import { products } from './ru/products.ts';
import { shelves } from './ru/shelves.ts';
import { sources } from './ru/sources.ts';
import { start } from './ru/start.ts';

export const ru: Words = {
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
