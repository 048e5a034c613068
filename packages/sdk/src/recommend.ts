import type {
  PageType,
  RecommendationsAnswer,
  SeenItem,
  WidgetsAnswer,
  WidgetsRequest,
} from '@edgewise/protocol/events';
import { settings } from './settings.ts';
import { shelves } from './shelf-signals.ts';

export interface RecommendOptions {
  /** The item that the shelf stands beside; the page's where missing. */
  item?: string;
  /** Cards wanted, 48 at most; the plan's where missing. */
  count?: number;
  /** What the page is, where events and markup do not say it. */
  page?: { type?: PageType; item_category?: string; search_term?: string };
  /** Item ids looked at before, oldest first; the last hundred count. On a page with `init` the SDK knows them itself. */
  seen?: readonly string[];
  /** Item ids in the cart: left out. */
  cart?: readonly string[];
  market?: string;
  /** BCP 47. */
  language?: string;
  signal?: AbortSignal;
  /** Rejects where there is no answer, instead of answering with no cards and the `error`. */
  throws?: boolean;
  /** Where `init` was not called: on a server, or on a page that measures nothing. */
  site?: string;
  endpoint?: string;
}

/** A shelf as data: its cards say why they are there, and the rest what decided so. */
export interface Recommendations extends Omit<RecommendationsAnswer, 'v'> {
  /** Why there is no answer. Then the versions are empty and there are no cards. */
  error?: Error;
}

/** An answer that takes longer is none. */
const TIMEOUT_MS = 4_000;

/** Without `init`: what the caller tells, and nothing of a person. */
const anonymous = (site: string, language: string | undefined): Omit<WidgetsRequest, 'placements'> => ({
  v: 1,
  site,
  sent: Date.now(),
  consent: { tier: 'contextual' },
  context: { page_location: '', ...(language && { language }) },
  page: { type: 'other' },
  seen: [],
});

/** A second between each: their order counts. The worker takes no more than a hundred. */
const looked = (seen: readonly string[]): SeenItem[] =>
  seen.map((item_id, at) => ({ item_id, name: 'view_item', t: Date.now() - (seen.length - at) * 1000 }));

async function request(placement: string, options: RecommendOptions): Promise<Recommendations> {
  const { item, count, page, seen, cart, market = settings.market, signal } = options;
  const { site = settings.site, endpoint = settings.endpoint, language = settings.language } = options;
  if (!site || !endpoint) throw new Error(`recommend('${placement}'): needs a site and an endpoint, or init()`);
  const isOwn = site === settings.site && shelves._situation;
  const known = isOwn ? await isOwn() : anonymous(site, language);
  const type = page?.type ?? (item ? 'product' : known.page.type);
  const body: WidgetsRequest = {
    ...known,
    page: { ...known.page, type, ...(item && { item_id: item }), ...page },
    placements: [{ id: placement, ...(count && { count }) }],
    ...(seen && !isOwn && { consent: { tier: 'session' }, seen: looked(seen.slice(-100)) }),
    ...(cart && { cart: [...cart] }),
    ...(market && { market }),
    format: 'json',
  };
  if (language) body.context.language = language;
  // Browsers of before 2024 cannot join two signals: the caller's counts.
  const late = AbortSignal.timeout?.(TIMEOUT_MS);
  const response = await fetch(`${endpoint}/v1/widgets`, {
    method: 'POST',
    body: JSON.stringify(body),
    credentials: 'omit',
    signal: (signal && late && AbortSignal.any?.([signal, late])) ?? signal ?? late,
  });
  if (!response.ok) {
    throw new Error(`recommend('${placement}'): ${endpoint} answered ${response.status}: ${await response.text()}`);
  }
  const { shelves: [shelf] = [], request, plan, model, catalogue }: WidgetsAnswer = await response.json();
  const { title = '', fallback = -1, cards = [], arms } = shelf ?? {};
  return { request, plan, model, catalogue, placement, title, fallback, cards, ...(arms && { arms }) };
}

/**
 * A shelf as data, for shops that render by themselves: in a browser with what `init` knows of the shopper, on a server with
 * what it is told. Never rejects, unless `throws` asks for it.
 */
export async function recommend(placement: string, options: RecommendOptions = {}): Promise<Recommendations> {
  try {
    return await request(placement, options);
  } catch (cause) {
    if (options.throws) throw cause;
    const error = cause instanceof Error ? cause : new Error(String(cause));
    return { request: '', plan: '', model: '', catalogue: '', placement, title: '', fallback: -1, cards: [], error };
  }
}
