/** Every shelf of a page in one request, and its answer in their places [S10]. */
import type { WidgetsAnswer, WidgetsRequest } from '@edgewise/protocol/events';
import type { Script } from '../script.ts';
import { situation } from './situation.ts';

/** What `shelf.ts` shows, for elements that still wait for this answer. */
type Show = (hosts: HTMLElement[], answer: WidgetsAnswer, isMine: (host: HTMLElement) => boolean) => Promise<void>;

const stated = (host: HTMLElement, name: string): string | null => host.getAttribute(name);

/** Those that one request can ask for together. */
const about = (host: HTMLElement) => ['item', 'locale'].map((name) => stated(host, name));

/** Empties `waiting`, and notes for each element in `connected` which request it waits for. */
export function askFor(
  waiting: Set<HTMLElement>,
  connected: Map<HTMLElement, unknown>,
  script: Script,
  show: Show,
): void {
  // What the worker takes in one request.
  const maxPlacements = 16;
  for (const first of waiting) {
    const together = [...waiting].filter((host) => `${about(host)}` === `${about(first)}`).slice(0, maxPlacements);
    for (const host of together) waiting.delete(host);
    request(together, connected, script, show);
  }
}

async function request(
  hosts: HTMLElement[],
  connected: Map<HTMLElement, unknown>,
  script: Script,
  show: Show,
): Promise<void> {
  const timeoutMs = 4_000;
  const mine = {};
  for (const host of hosts) connected.set(host, mine);
  const isMine = (host: HTMLElement) => connected.get(host) === mine;
  const [item, locale] = about(hosts[0]!);
  try {
    const body: WidgetsRequest = {
      ...(await situation(script)),
      placements: hosts.map((host) => ({
        // One that is missing or misspelt must not cost the others their answer.
        id: `${stated(host, 'placement')}`.replace(/[^\w.-]/g, '_'),
        count: Number(stated(host, 'count')) || (undefined as never),
      })),
    };
    if (item) body.page.item_id = item;
    if (locale) body.context.language = locale;
    const [answer, { status }] = await script._post<WidgetsAnswer>('/v1/widgets', body, timeoutMs);
    if (!answer) throw new Error(`shelves: the worker answered ${status}`);
    script._report({ type: 'widgets', request: body, answer });
    if (answer.off) script._stop();
    if (body.device && (answer.capsule || answer.route)) script._quietly(() => script._settle(body, answer));
    await show(hosts, answer, isMine);
  } catch (error) {
    script._report({ type: 'error', error });
    for (const host of hosts.filter(isMine)) {
      host.dispatchEvent(new CustomEvent('edgewise:error', { bubbles: true, composed: true, detail: error }));
    }
  }
}
