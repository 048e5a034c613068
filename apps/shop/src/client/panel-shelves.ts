import type { WidgetsAnswer, WireShelf } from '@edgewise/protocol/events';
import { element } from './element.ts';

/** The last answer, shelf by shelf: what chose each card, and in which words it says so. */
export function shelvesView(answer: WidgetsAnswer): Node[] {
  const versions = element(
    'p',
    { class: 'panel-versions' },
    `Plan ${answer.plan || 'none'} · model ${answer.model || 'none'} · catalogue ${answer.catalogue || 'none'} · request ${answer.request}`,
  );
  return [versions, ...answer.shelves.map(shelfView)];
}

function shelfView(shelf: WireShelf): Node {
  const { placement, title, items, fallback } = shelf;
  const link = fallback > 0 ? `, by link ${fallback + 1} of its chain` : '';
  return element(
    'details',
    { open: '' },
    element('summary', {}, element('b', {}, placement), ` “${title}”, ${items.length} cards${link}`),
    element(
      'ol',
      {},
      ...items.map(({ item_id, strategy, reason }) =>
        element('li', {}, element('b', {}, titleOf(placement, item_id)), element('code', {}, strategy), reason),
      ),
    ),
  );
}

/** The answer's data has ids; the card on the page has the title. */
function titleOf(placement: string, item: string): string {
  for (const shelf of document.querySelectorAll('edgewise-recs')) {
    if (shelf.getAttribute('placement') !== placement) continue;
    for (const link of shelf.shadowRoot?.querySelectorAll<HTMLElement>('[data-item]') ?? []) {
      if (link.dataset.item === item) return link.querySelector('[part=title]')?.textContent ?? item;
    }
  }
  return item;
}
