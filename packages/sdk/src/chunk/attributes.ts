/**
 * What a shop says by attributes [S34]: `data-edgewise-product` for the product of the page, `data-edgewise-item` for one in
 * a list, `data-edgewise-event` for what a click or a form's submission means. Further fields stand beside them:
 * `data-edgewise-price`, `data-edgewise-transaction-id`.
 */
import type { Script } from '../script.ts';
import { type Fields, isKnown, tell } from './commerce.ts';

/** `data-edgewise-item-list-id` → item_list_id. */
function fieldsOf(element: HTMLElement): Fields {
  const fields: Fields = {};
  for (const [name, value] of Object.entries(element.dataset)) {
    if (!/^edgewise[A-Z]/.test(name)) continue;
    const field = name.slice(8).replace(/[A-Z]/g, (letter, at) => (at ? '_' : '') + letter.toLowerCase());
    fields[field] = value;
  }
  const { product, item, ...rest } = fields;
  return product || item ? { ...rest, item_id: product || item } : rest;
}

const ITEM = '[data-edgewise-product],[data-edgewise-item]';

/** @returns whether the page says by an attribute which product it is about */
export function readProduct(script: Script): boolean {
  const stated = document.querySelector<HTMLElement>('[data-edgewise-product]');
  if (!stated) return false;
  const { event: _, ...fields } = fieldsOf(stated);
  tell(script, 'attributes', 'view_item', { currency: fields.currency, value: fields.price, items: [fields] });
  return true;
}

let isWatching = false;

export function watchClicks(script: Script): void {
  if (isWatching) return;
  isWatching = true;
  const read = (event: Event, isForm: boolean) => {
    const [target] = event.composedPath();
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-edgewise-event]') : null;
    // A form means its submission, whatever is clicked inside it.
    if (!element || (element.localName === 'form') !== isForm) return;
    const { event: name, ...own } = fieldsOf(element);
    const around = element.closest<HTMLElement>(ITEM) ?? element.querySelector<HTMLElement>(ITEM);
    const { event: _, ...item } = around ? fieldsOf(around) : {};
    const product = script._pageView();
    const fields = { currency: product?.currency, ...item, ...own };
    if (!isKnown(`${name}`)) script._capture(`${name}`, fields);
    else {
      const items = item.item_id || own.item_id ? [fields] : (product?.items as unknown[] | undefined);
      // An id alone in a list of parameters would be one of theirs.
      tell(script, 'attributes', `${name}`, items ? { ...fields, items } : fields);
    }
  };
  addEventListener('click', (event) => script._quietly(() => read(event, false)), true);
  addEventListener('submit', (event) => script._quietly(() => read(event, true)), true);
}
