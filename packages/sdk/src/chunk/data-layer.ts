/**
 * What the shop states in `dataLayer`, for Tag Manager or for gtag: GA4's e-commerce events, their predecessor's shapes,
 * and Google's Consent Mode. Loaded by pages that have a `dataLayer`.
 */
import type { Script } from '../script.ts';
import { tierOf } from './consent-mode.ts';
import { fromUniversal } from './universal.ts';

/** GA4's e-commerce events [W7], by their beginnings. Our own page_view stands for theirs. */
const KNOWN = /^((view|select|add|remove)_\w+|begin_checkout|purchase|refund|search|login|sign_up)$/;

type Entry = Record<string, unknown>;

/** Tag Manager's memory: an event without `ecommerce` means the one that was stated last. */
let ecommerce: unknown;

function read(entry: Entry, { _capture: capture, _adopt: adopt }: Script): void {
  // gtag pushes its arguments as they are.
  let { 1: name, 2: params } = entry;
  if (entry[0] === 'consent') {
    const tier = tierOf(`${name}`, params as Entry);
    if (tier) adopt(tier);
  }
  if (entry[0] !== 'event') {
    if ('ecommerce' in entry) {
      ecommerce = entry.ecommerce;
      const old = fromUniversal(ecommerce as Entry);
      for (const { name, params } of old) capture(name, params);
      if (old[0]) return;
    }
    name = entry.event;
    // The only parameter that is stated beside the event.
    params = { search_term: entry.search_term, ...(ecommerce as Entry | undefined) };
  }
  if (KNOWN.test(`${name}`)) capture(`${name}`, params as object);
}

export function watch(layer: Entry[], script: Script): void {
  const { push } = layer;
  const readOne = (entry: Entry) => script._quietly(() => read(entry, script));
  layer.push = (...entries) => {
    const length = push.apply(layer, entries);
    entries.map(readOne);
    return length;
  };
  layer.map(readOne);
}
