/** GA4 events that the shop already states in `dataLayer`, for Tag Manager or for gtag. */
import { capture } from './record.ts';
import { quietly } from './report.ts';

/** GA4's e-commerce events [W7], by their beginnings. Our own page_view stands for theirs. */
const KNOWN = /^((view|select|add|remove)_\w+|begin_checkout|purchase|refund|search|login|sign_up)$/;

type Entry = Record<string, unknown>;

/** Tag Manager's memory: an event without `ecommerce` means the one that was stated last. */
let ecommerce: unknown;

export function readEntry(entry: Entry): void {
  // gtag pushes its arguments as they are.
  let { 1: name, 2: params } = entry;
  if (entry[0] !== 'event') {
    if ('ecommerce' in entry) ecommerce = entry.ecommerce;
    name = entry.event;
    // The only parameter that is stated beside the event.
    params = { search_term: entry.search_term, ...(ecommerce as Entry | undefined) };
  }
  if (KNOWN.test(`${name}`)) capture(`${name}`, params as object);
}

export function watchDataLayer(): void {
  const page = window as unknown as { dataLayer?: Entry[] };
  page.dataLayer ??= [];
  const layer = page.dataLayer;
  const { push } = layer;
  const read = (entry: Entry) => quietly(() => readEntry(entry));
  layer.push = (...entries) => {
    const length = push.apply(layer, entries);
    entries.map(read);
    return length;
  };
  layer.map(read);
}
