import { readFileSync } from 'node:fs';
import type { SamplePage } from './page.ts';

const anvil = { id: '925872', name: 'Executive Anvil', price: 119.99, currency: 'USD', availability: 'in_stock' };

const read = (name: string): string => readFileSync(new URL(`./${name}.html`, import.meta.url), 'utf8');

/** See SOURCE.md. */
export const COLLECTED: SamplePage[] = [
  { from: 'schema-product', address: 'https://example.com/anvil', product: anvil },
  { from: 'schema-product-ref', address: 'https://example.com/anvil', product: anvil },
  { from: 'product-microdata', address: 'https://example.com/anvil', product: anvil },
  { from: 'invoice', address: 'https://example.com/invoice' },
  {
    from: 'opengraph-product',
    address: 'https://www.fye.com/better-off-dead-exclusive-blu-ray-steelbook-fye.000000032429335302.html',
    product: {
      id: 'fye.000000032429335302',
      name: 'Better Off Dead [Exclusive Blu-ray Steelbook]',
      price: 17.99,
      currency: 'USD',
      availability: 'in_stock',
    },
  },
  {
    from: 'microdata-offers',
    address: 'https://www.monsterpetsupplies.co.uk/cat/cat-flea-tick/johnsons-4-fleas-cats-kittens',
    product: {
      id: 'CS20858_2',
      name: 'Johnsons 4 Fleas Cats & Kittens Tablets',
      price: 5.29,
      currency: 'GBP',
      availability: 'in_stock',
    },
  },
].map((page) => ({ ...page, html: read(page.from) }));
