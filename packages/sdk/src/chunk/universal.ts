/** The shapes of Universal Analytics, which themes of before 2023 still push: `ecommerce.detail.products` and its kin. */
type Fields = Record<string, unknown>;

const NAMES: Record<string, string> = {
  detail: 'view_item',
  click: 'select_item',
  add: 'add_to_cart',
  remove: 'remove_from_cart',
  checkout: 'begin_checkout',
  purchase: 'purchase',
  refund: 'refund',
};

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** "Clothes/Shirts/Red" was one field. */
function toItem(product: Fields): Fields {
  const { position, category, dimension1: _, ...rest } = product;
  const levels = `${category ?? ''}`.split('/').filter(Boolean).slice(0, 5);
  const categories = Object.fromEntries(levels.map((level, at) => [`item_category${at ? at + 1 : ''}`, level]));
  return { ...rest, ...categories, ...(position !== undefined && { index: position }) };
}

/** Events of GA4 that an `ecommerce` of the old kind means; none for a new one. */
export function fromUniversal(ecommerce: unknown): { name: string; params: Fields }[] {
  if (!isFields(ecommerce)) return [];
  const currency = ecommerce.currencyCode;
  const found = Object.entries(NAMES).flatMap(([key, name]) => {
    const stated = ecommerce[key];
    if (!isFields(stated) || !Array.isArray(stated.products)) return [];
    const { id, revenue, tax, shipping, coupon, list } = (stated.actionField ?? {}) as Fields;
    const order = { transaction_id: id, value: revenue, tax, shipping, coupon };
    const params = { currency, items: stated.products.filter(isFields).map(toItem) };
    return [{ name, params: { ...params, ...(id ? order : {}), ...(list ? { item_list_name: list } : {}) } }];
  });
  if (Array.isArray(ecommerce.impressions)) {
    const items = ecommerce.impressions.filter(isFields).map(toItem);
    found.push({ name: 'view_item_list', params: { currency, items } as Fields as never });
  }
  return found;
}
