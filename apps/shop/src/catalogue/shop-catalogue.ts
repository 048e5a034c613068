/** The catalogue as the shop's pages read it: by id, by department, by words. In memory; it is small. */
import { toMinor } from '@edgewise/core/money';
import { type StoredProduct, slugOf } from '../data/make-catalogue.ts';
import { searchIndex } from './search.ts';

export interface ShopProduct {
  id: string;
  title: string;
  department: Department;
  shelf: Shelf;
  /** Path of its page. */
  link: string;
  image: string;
  /** Pence. */
  price: number;
  inStock: boolean;
  /** ISO day. */
  added: string;
  /** Orders that held it. */
  orders: number;
}

export interface Shelf {
  name: string;
  slug: string;
  link: string;
  products: ShopProduct[];
}

export interface Department extends Shelf {
  shelves: Shelf[];
}

export const CURRENCY = 'GBP';

export const SORTS = ['popular', 'new', 'price-up', 'price-down'] as const;
export type Sort = (typeof SORTS)[number];

const ORDERS: Record<Sort, (a: ShopProduct, b: ShopProduct) => number> = {
  popular: (a, b) => b.orders - a.orders || compare(a.id, b.id),
  new: (a, b) => compare(b.added, a.added) || b.orders - a.orders,
  'price-up': (a, b) => a.price - b.price || b.orders - a.orders,
  'price-down': (a, b) => b.price - a.price || b.orders - a.orders,
};

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export class ShopCatalogue {
  /** Most ordered first. */
  readonly products: readonly ShopProduct[];
  /** Greatest first, the odds and ends last. */
  readonly departments: readonly Department[];
  readonly #byId = new Map<string, ShopProduct>();
  readonly #departments = new Map<string, Department>();
  readonly #search: (term: string) => ShopProduct[];

  constructor(stored: readonly StoredProduct[]) {
    for (const row of stored) {
      const [departmentName = '', shelfName = ''] = row.product_type.split(' > ');
      const department = this.#department(departmentName);
      const shelf = shelfOf(department, shelfName);
      const product: ShopProduct = {
        id: row.item_id,
        title: row.title,
        department,
        shelf,
        link: row.link,
        image: `/img/${row.item_id}.svg`,
        price: toMinor(row.price, CURRENCY),
        inStock: row.availability === 'in_stock',
        added: row.added,
        orders: row.orders,
      };
      this.#byId.set(product.id, product);
      department.products.push(product);
      shelf.products.push(product);
    }
    for (const department of this.#departments.values()) {
      for (const list of [department, ...department.shelves]) list.products.sort(ORDERS.popular);
      department.shelves.sort((a, b) => b.products.length - a.products.length);
    }
    this.products = [...this.#byId.values()].sort(ORDERS.popular);
    const weight = (one: Department) => (one.name === 'Curiosities' ? 0 : one.products.length);
    this.departments = [...this.#departments.values()].sort((a, b) => weight(b) - weight(a));
    this.#search = searchIndex(this.products);
  }

  product(id: string): ShopProduct | undefined {
    return this.#byId.get(id);
  }

  department(slug: string): Department | undefined {
    return this.departments.find((one) => one.slug === slug);
  }

  /** Best match first. */
  search(term: string): ShopProduct[] {
    return this.#search(term);
  }

  #department(name: string): Department {
    let found = this.#departments.get(name);
    if (!found) {
      const slug = slugOf(name);
      found = { name, slug, link: `/c/${slug}`, products: [], shelves: [] };
      this.#departments.set(name, found);
    }
    return found;
  }
}

function shelfOf(department: Department, name: string): Shelf {
  let found = department.shelves.find((shelf) => shelf.name === name);
  if (!found) {
    const slug = slugOf(name);
    found = { name, slug, link: `${department.link}/${slug}`, products: [] };
    department.shelves.push(found);
  }
  return found;
}

/** What can be bought stands before what is sold out, whatever the order. */
export function sorted(products: readonly ShopProduct[], sort: Sort): ShopProduct[] {
  return [...products].sort((a, b) => Number(b.inStock) - Number(a.inStock) || ORDERS[sort](a, b));
}
