/** A shelf's impression and its clicks [S12]. */
import { record } from './record.ts';
import { onEvent, quietly } from './report.ts';

/** The usual meaning of "viewable": half of it, for one second. */
const SHARE = 0.5;
const LASTING_MS = 1000;

const cards = (root: ShadowRoot) => [...root.querySelectorAll<HTMLElement>('a[data-item]')];

const itemOf = (card: HTMLElement, index: number) => ({ item_id: card.dataset.item!, index });

/** @returns stops watching */
export function watchExposure(host: HTMLElement, placement: string, onBelow: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let seen = false;
  const expose = () => {
    const items = host.shadowRoot ? cards(host.shadowRoot).map(itemOf) : [];
    if (seen || !items[0] || document.hidden) return;
    seen = true;
    record('view_item_list', { item_list_id: placement, items });
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, intersectionRatio, intersectionRect, boundingClientRect } of entries) {
        clearTimeout(timer);
        if (!isIntersecting) {
          if (boundingClientRect.top > 0) onBelow();
        } else if (intersectionRatio >= SHARE || intersectionRect.height >= innerHeight * SHARE) {
          timer = setTimeout(() => quietly(expose), LASTING_MS);
        }
      }
    },
    // Steps below the half: a shelf taller than two screens never shows half of itself.
    { threshold: [0, 0.1, 0.2, 0.3, 0.4, SHARE] },
  );
  observer.observe(host);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}

export function watchClicks(root: ShadowRoot, placement: () => string): void {
  onEvent<MouseEvent>(root, 'click', ({ target }) => {
    const card = (target as Element).closest<HTMLElement>('a[data-item]');
    if (!card) return;
    const items = [itemOf(card, cards(root).indexOf(card))];
    record('select_item', { item_list_id: placement(), items });
  });
}
