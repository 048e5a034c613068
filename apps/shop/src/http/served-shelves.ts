/**
 * Shelves in the shop's own HTML: asked for by this server, written into the page as Declarative Shadow DOM, and adopted by
 * the script. A worker that is slow or gone costs the page nothing: its elements then ask for themselves.
 */
import type { WidgetsAnswer, WidgetsRequest, WirePage } from '@edgewise/protocol/events';

const PATIENCE_MS = 1_000;

export interface ServedShelves {
  worker: string;
  site: string;
  /** Of the page's policy: the shelf's style element carries it. */
  nonce: string;
  /** Address and kind of the page. */
  location: string;
  page: WirePage;
  placements: readonly string[];
}

/** Placement → HTML of the worker, to be written as it is. */
export async function askForShelves(wanted: ServedShelves): Promise<ReadonlyMap<string, string>> {
  const { worker, site, nonce, location, page, placements } = wanted;
  const body: WidgetsRequest = {
    v: 1,
    site,
    sent: Date.now(),
    consent: { tier: 'contextual' },
    context: { page_location: location, language: 'en-GB' },
    page,
    placements: placements.map((id) => ({ id })),
    seen: [],
    format: 'dsd',
    nonce,
  };
  try {
    const answer = await fetch(`${worker}/v1/widgets`, {
      method: 'POST',
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { shelves } = (await answer.json()) as WidgetsAnswer;
    return new Map(shelves.map(({ placement, html }) => [placement, html]));
  } catch {
    return new Map();
  }
}

/** @param document whose elements are empty */
export function writeShelves(document: string, shelves: ReadonlyMap<string, string>): string {
  return document.replace(
    /<edgewise-recs class="recs" placement="([\w-]+)">(?=<\/edgewise-recs>)/g,
    (element, placement: string) => {
      const html = shelves.get(placement);
      // The class tells it from an element that stays empty where no script comes.
      return html ? `<edgewise-recs class="recs served" placement="${placement}">${html}` : element;
    },
  );
}
