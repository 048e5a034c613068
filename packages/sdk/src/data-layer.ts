/** GA4 events that the shop already states in `dataLayer`, for Tag Manager or for gtag. */
import { capture } from './record.ts';
import { quietly } from './report.ts';

/** GA4's e-commerce events [W7]. Our own page_view stands for theirs. */
const KNOWN =
  /^(view_(item|item_list|cart|promotion)|select_(item|promotion)|add_to_(cart|wishlist)|remove_from_cart|begin_checkout|add_(shipping|payment)_info|purchase|refund|search|login|sign_up)$/;

type Entry = Record<string, unknown>;

/** Tag Manager's memory: an event without `ecommerce` means the one that was stated last. */
let ecommerce: unknown;

export function readEntry(entry: Entry | undefined): void {
  if (!entry) return;
  // gtag pushes its arguments as they are.
  if (entry[0] === 'event') {
    if (KNOWN.test(String(entry[1]))) capture(String(entry[1]), entry[2]);
    return;
  }
  if ('ecommerce' in entry) ecommerce = entry.ecommerce;
  if (!KNOWN.test(String(entry.event))) return;
  // `search` and its kin state their parameters beside the event.
  const { event, ecommerce: _, 'gtm.uniqueEventId': __, eventCallback: ___, ...beside } = entry;
  capture(String(event), { ...beside, ...(ecommerce as Entry | null | undefined) });
}

export function watchDataLayer(): void {
  const page = window as unknown as { dataLayer?: Entry[] };
  page.dataLayer ??= [];
  const layer = page.dataLayer;
  const read = (entries: Entry[]) => {
    for (const entry of entries) quietly(() => readEntry(entry));
  };
  const push = layer.push;
  layer.push = (...entries) => {
    const length = push.apply(layer, entries);
    read(entries);
    return length;
  };
  read(layer.slice());
}
