import type { Message } from './edgewise-stub.ts';
import { element } from './element.ts';

/** One line of the log, its whole content folded below. */
export function messageEntry(message: Message, now: Date): HTMLElement {
  const { arrow, what, content } = describe(message);
  const time = now.toLocaleTimeString('en-GB', { hour12: false });
  return element(
    'li',
    { class: `panel-${message.type}` },
    element(
      'details',
      {},
      element('summary', {}, element('span', { class: 'panel-arrow' }, arrow), ` ${what} `, element('time', {}, time)),
      element('pre', { tabindex: '0' }, text(content)),
    ),
  );
}

function describe(message: Message): { arrow: string; what: string; content: unknown } {
  switch (message.type) {
    case 'event': {
      const item = message.event.params?.items?.[0]?.item_id;
      return { arrow: '●', what: item ? `${message.event.name}, ${item}` : message.event.name, content: message.event };
    }
    case 'send': {
      const { body, path, beacon } = message;
      const what = 'events' in body ? `${path}, ${body.events.length} events` : path;
      return { arrow: '↑', what: beacon ? `${what}, by beacon` : what, content: body };
    }
    case 'answer':
      return { arrow: '↓', what: `${message.path}, ${message.status}`, content: message.answer };
    case 'widgets':
      return { arrow: '↓', what: `${message.answer.shelves.length} shelves`, content: message.answer };
    case 'error':
      return {
        arrow: '!',
        what: `error: ${message.error instanceof Error ? message.error.message : String(message.error)}`,
        content: undefined,
      };
    default:
      return { arrow: '?', what: 'unknown message', content: message };
  }
}

function text(content: unknown): string {
  return content === undefined
    ? ''
    : JSON.stringify(content, (key, value: unknown) => (key === 'html' || key === 'css' ? '…' : value), 1);
}
