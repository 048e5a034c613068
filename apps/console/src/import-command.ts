/** What to paste into a terminal to import into this very shop; the token it asks for comes from the environment. */
import type { Site } from './site.ts';

const FILES = { catalogue: 'products.csv', behaviour: 'orders.csv --kind purchase' };

export const importCommand = ({ id }: Site, what: keyof typeof FILES): string =>
  `npx edgewise import ${what} ${FILES[what]} --site ${id} --url ${location.origin}`;
