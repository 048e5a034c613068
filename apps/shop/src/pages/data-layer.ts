/** GA4 e-commerce events as a shop with Tag Manager pushes them. Edgewise reads them from there [W7]. */
import { CURRENCY, type ShopProduct } from '../catalogue/shop-catalogue.ts';
import { type PricedLine, pounds, total } from './money.ts';

export interface DataLayerEntry {
  event: string;
  search_term?: string;
  ecommerce?: {
    currency?: string;
    value?: number;
    transaction_id?: string;
    item_list_id?: string;
    item_list_name?: string;
    items: DataLayerItem[];
  };
}

interface DataLayerItem {
  item_id: string;
  item_name: string;
  item_category: string;
  item_category2: string;
  price: number;
  quantity?: number;
  index?: number;
}

function item(product: ShopProduct, more: { quantity?: number; index?: number } = {}): DataLayerItem {
  return {
    item_id: product.id,
    item_name: product.title,
    item_category: product.department.name,
    item_category2: product.shelf.name,
    price: pounds(product.price),
    ...more,
  };
}

const items = (lines: readonly PricedLine[]) => lines.map(({ product, quantity }) => item(product, { quantity }));

export function viewedList(id: string, name: string, products: readonly ShopProduct[]): DataLayerEntry {
  const listed = products.map((product, index) => item(product, { index }));
  return { event: 'view_item_list', ecommerce: { item_list_id: id, item_list_name: name, items: listed } };
}

export function searched(term: string): DataLayerEntry {
  return { event: 'search', search_term: term };
}

export function cartChanged(product: ShopProduct, quantity: number): DataLayerEntry {
  const moved = Math.abs(quantity);
  return {
    event: quantity > 0 ? 'add_to_cart' : 'remove_from_cart',
    ecommerce: {
      currency: CURRENCY,
      value: pounds(product.price * moved),
      items: [item(product, { quantity: moved })],
    },
  };
}

export function aboutCart(event: 'view_cart' | 'begin_checkout', lines: readonly PricedLine[]): DataLayerEntry {
  return { event, ecommerce: { currency: CURRENCY, value: pounds(total(lines)), items: items(lines) } };
}

export function purchased(transaction: string, lines: readonly PricedLine[]): DataLayerEntry {
  return {
    event: 'purchase',
    ecommerce: { transaction_id: transaction, currency: CURRENCY, value: pounds(total(lines)), items: items(lines) },
  };
}
