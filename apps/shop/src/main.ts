/** What the shop's bundle offers: the server, and the data a worker is seeded with. */
export { seedDemo } from './seed.ts';
export { startShop } from './server.ts';
