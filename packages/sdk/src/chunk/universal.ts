/** The shapes of Universal Analytics, which themes of before 2023 still push: `ecommerce.detail.products` and its kin. */
import { type Fields, fieldsIn, isFields } from './commerce.ts';

const NAMES: Record<string, string> = {
  impressions: 'view_item_list',
  detail: 'view_item',
  click: 'select_item',
  add: 'add_to_cart',
  remove: 'remove_from_cart',
  checkout: 'begin_checkout',
  purchase: 'purchase',
  refund: 'refund',
  promoView: 'view_promotion',
  promoClick: 'select_promotion',
};

export interface Stated {
  name: string;
  params: Fields;
}

/** Events of GA4 that an `ecommerce` of the old kind means; none for a new one. */
export function fromUniversal(ecommerce: unknown): Stated[] {
  if (!isFields(ecommerce)) return [];
  const currency = ecommerce.currencyCode;
  return Object.entries(NAMES).flatMap(([key, name]): Stated[] => {
    const stated = ecommerce[key];
    if (!isFields(stated)) return [];
    const { id, step, ...action } = (isFields(stated.actionField) ? stated.actionField : {}) as Fields;
    // Later steps are of a checkout that has begun.
    if (key === 'checkout' && Number(step) > 1) return [];
    const [promotion] = fieldsIn(stated.promotions);
    if (/promo/.test(key)) {
      const { id, name: called, creative, position } = promotion ?? {};
      const params = { promotion_id: id, promotion_name: called, creative_name: creative, creative_slot: position };
      return promotion ? [{ name, params }] : [];
    }
    // GA4's first examples had their fields inside `purchase`.
    if (stated.items) return [{ name, params: { currency, ...stated } }];
    const items = fieldsIn(key === 'impressions' ? stated : stated.products);
    if (!items[0] && key !== 'purchase' && key !== 'refund') return [];
    const list = action.list ?? items[0]?.list;
    return [{ name, params: { ...action, currency, transaction_id: id, list, items } }];
  });
}

/** Of before that: `transactionId` and its kin, beside the event. */
export function fromClassic({ transactionId, transactionProducts, ...order }: Fields): Stated[] {
  if (!transactionId) return [];
  const items = fieldsIn(transactionProducts);
  return [{ name: 'purchase', params: { ...order, transactionId, items } }];
}
