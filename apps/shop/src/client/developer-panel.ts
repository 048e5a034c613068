/** The panel that the key `e` opens: what was sent, what came back, and why each card is there. */
import { edgewise, type Message } from './edgewise-stub.ts';
import { element } from './element.ts';
import { messageEntry } from './panel-messages.ts';
import { shelvesView } from './panel-shelves.ts';

const MAX_MESSAGES = 200;
/** Stays open from page to page, in this tab. */
const OPEN_KEY = 'shop-panel';

export function startPanel(): void {
  const log = element('ol', { class: 'panel-log', 'data-testid': 'panel-log' });
  const shelves = element(
    'div',
    { class: 'panel-shelves', 'data-testid': 'panel-shelves' },
    element('p', {}, 'No shelf has come yet.'),
  );
  const close = element('button', { type: 'button', class: 'panel-close', 'aria-label': 'Close' }, '×');
  const panel = element(
    'aside',
    { class: 'panel', 'aria-label': 'What Edgewise does here', 'data-testid': 'panel', hidden: '', tabindex: '-1' },
    element('header', {}, element('h2', {}, 'What Edgewise does here'), close),
    element('section', {}, element('h3', {}, 'Why each card is there'), shelves),
    element('section', {}, element('h3', {}, 'Sent and received, newest first'), log),
  );
  document.body.append(panel);
  edgewise('on', (message: Message) => {
    log.prepend(messageEntry(message, new Date()));
    while (log.children.length > MAX_MESSAGES) log.lastElementChild?.remove();
    // The cards are put up right after this call, and their titles are read from them.
    if (message.type === 'widgets') setTimeout(() => shelves.replaceChildren(...shelvesView(message.answer)));
  });
  close.addEventListener('click', () => toggle(panel, false));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden && panel.contains(document.activeElement)) toggle(panel, false);
    if (event.key === 'e' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event))
      toggle(panel, panel.hidden === true);
  });
  if (remembered()) panel.hidden = false;
}

let before: Element | null = null;

function toggle(panel: HTMLElement, open: boolean): void {
  panel.hidden = !open;
  if (open) {
    before = document.activeElement;
    panel.focus();
  } else if (before instanceof HTMLElement) before.focus();
  try {
    sessionStorage.setItem(OPEN_KEY, open ? '1' : '');
  } catch {
    // Storage may be closed to us; then the panel is closed on the next page.
  }
}

function remembered(): boolean {
  try {
    return sessionStorage.getItem(OPEN_KEY) === '1';
  } catch {
    return false;
  }
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
