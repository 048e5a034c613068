/**
 * Shelves that the device fills by itself, before the worker answers and without a network: what was looked at, and where
 * the shopper left off. Beside the history, which knows items by id, the database keeps what their cards need:
 *
 *   kv   'cards' → {css, titles, cards: [{i, t, u, m, p, at}]}
 *
 * From tier `device` up; it goes when the history goes.
 */
import type { SeenItem } from '@edgewise/protocol/events';
import { promisifyRequest } from 'idb-keyval';
import type { Script } from '../script.ts';
import { keepHeights, rootOf } from './render.ts';

/** Short and stable names: what is stored here is read by later versions. */
export interface KeptCard {
  /** Item id. */
  i: string;
  /** Title, address, picture. */
  t: string;
  u: string;
  m?: string | undefined;
  /** Price in words, as it was at `at`, ms since the epoch. */
  p?: string | undefined;
  at: number;
}

interface Kept {
  /** Style sheet of the worker's last answer. */
  css: string;
  /** Placement → heading of its last answer. */
  titles: Record<string, string>;
  /** Oldest first. */
  cards: KeptCard[];
}

const KEY = 'cards';
const MOST = 24;
/** An older price may be wrong: the card goes without. */
const PRICE_MS = 24 * 3_600_000;

/** Headings until the worker has said its own: recently viewed, continue. */
const WORDS: Record<string, [string, string]> = {
  en: ['Recently viewed', 'Continue where you left off'],
  ro: ['Văzute recent', 'Continuă de unde ai rămas'],
  ru: ['Вы недавно смотрели', 'Продолжите с того же места'],
  pl: ['Ostatnio oglądane', 'Wróć do przerwanych zakupów'],
};

const read = (store: IDBObjectStore): Promise<Kept | undefined> => promisifyRequest(store.get(KEY));

/**
 * What was looked at, last first. To continue: first what was in the cart and was not bought, then what was looked at
 * more than once.
 */
export function itemsOf(seen: SeenItem[], isToContinue: boolean): string[] {
  const weights = new Map<string, number>();
  for (const { item_id, name } of seen.slice().reverse()) {
    const weight = weights.get(item_id);
    if (name === 'purchase') weights.set(item_id, isToContinue ? -Infinity : (weight ?? -Infinity));
    else if (name === 'add_to_cart') weights.set(item_id, Math.max(weight ?? 0, weight === -Infinity ? weight : 2));
    else if (name === 'view_item') weights.set(item_id, weight === undefined ? 0 : weight || 1);
  }
  const items = [...weights].filter(([, weight]) => weight >= 0);
  if (isToContinue) items.sort(([, a], [, b]) => b - a);
  return items.map(([item]) => item);
}

/** An address that runs nothing. */
function safe(url: string | undefined): string | undefined {
  // Of a product without a picture: 'undefined' would be an address, beside the page's.
  if (!url) return undefined;
  try {
    const { protocol, href } = new URL(url, document.baseURI);
    return /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

/** An element with a part of the same name as the worker's shelf has. */
function make(tag: string, part: string, ...inside: (Node | string | undefined)[]): HTMLElement {
  const element = document.createElement(tag);
  element.setAttribute('part', part);
  element.append(...inside.filter((one) => one !== undefined));
  return element;
}

/** Texts are set as texts, and addresses are looked at. */
function cardOf({ i, t, u, m, p, at }: KeptCard): HTMLElement {
  const link = make('a', 'link') as HTMLAnchorElement;
  const image = make(safe(m) ? 'img' : 'span', 'image') as HTMLImageElement;
  if (safe(m)) Object.assign(image, { src: safe(m), width: 400, height: 400, alt: '', decoding: 'async' });
  const price = make('span', 'price', p && Date.now() - at < PRICE_MS ? p : '');
  link.href = safe(u)!;
  link.dataset.item = i;
  link.append(image, make('span', 'text', make('span', 'title', t), price));
  return make('li', 'card', link);
}

/** @returns what it shows now; undefined where the device has nothing, or the worker was faster */
export async function showEarly(host: HTMLElement, script: Script): Promise<object | undefined> {
  const placement = host.getAttribute('placement')!;
  // Somebody else may have begun: what was is shown to nobody before that is settled [S9] [S36].
  await script._readOutbox().catch(() => undefined);
  const found = await script
    ._transact(async (store) => [await script._readRecord(store), await read(store)] as const)
    .catch(() => undefined);
  const [{ s = [] } = {}, kept] = found ?? [];
  const isToContinue = placement === 'continue';
  // What is in the cart is what to continue with.
  const absent = [script._pageView()?.items?.[0]?.item_id, ...((!isToContinue && script._settings.cart) || [])];
  const cards = itemsOf(s, isToContinue)
    .filter((item) => !absent.includes(item))
    .flatMap((item) => kept?.cards.filter(({ i, u }) => i === item && safe(u)) ?? [])
    .slice(0, Number(host.getAttribute('count')) || 8);
  if (!kept || !cards[0] || !host.isConnected || host.shadowRoot?.firstChild) return undefined;
  const slot = document.createElement('slot');
  slot.name = 'heading';
  const { language = '' } = script._envelope().context;
  const words = WORDS[language.slice(0, 2)] ?? WORDS.en!;
  const title = kept.titles[placement] ?? words[isToContinue ? 1 : 0]!;
  slot.append(title);
  const heading = make('h2', 'heading', slot);
  const list = make('ul', 'list', ...cards.map(cardOf));
  list.className = 'carousel';
  list.setAttribute('role', 'list');
  const shelf = make('section', 'shelf', heading, list);
  heading.id = 'edgewise-early';
  shelf.setAttribute('aria-labelledby', heading.id);
  keepHeights([host]);
  rootOf(host, kept.css).replaceChildren(shelf);
  return { placement, title, items: cards.map(({ i }) => ({ item_id: i })), device: true };
}

const partOf = (card: Element, part: string) => card.querySelector(`[part=${part}]`);

/** The worker's own card: what it says is the catalogue's. */
function readCard(link: HTMLAnchorElement): KeptCard {
  return {
    i: link.dataset.item!,
    t: partOf(link, 'title')?.textContent ?? '',
    u: link.href,
    m: (partOf(link, 'image') as HTMLImageElement).src,
    p: (partOf(link, 'now') ?? partOf(link, 'price'))?.textContent,
    at: Date.now(),
  };
}

/** Pages state theirs as `en_GB`, and as what is none: then the browser's own. */
function localeOf(language = ''): string | undefined {
  try {
    return Intl.getCanonicalLocales(language.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/** The page's own item, as the page states it. */
function readPage({ _pageView: pageView, _envelope: envelope }: Script): KeptCard[] {
  const { items: [item] = [], currency } = pageView() ?? {};
  if (!item?.item_name) return [];
  const { page_location, language } = envelope().context;
  const price = new Intl.NumberFormat(localeOf(language), currency ? { style: 'currency', currency } : {});
  return [
    {
      i: item.item_id,
      t: item.item_name,
      u: page_location,
      m: readImage(),
      p: item.price === undefined || !currency ? undefined : price.format(item.price),
      at: Date.now(),
    },
  ];
}

function readImage(): string | undefined {
  const stated = document.querySelector<HTMLMetaElement>('meta[property="og:image"],meta[name="twitter:image"]');
  if (stated) return stated.content;
  for (const { textContent } of document.querySelectorAll('[type="application/ld+json"]')) {
    const found =
      /"Product"/.test(textContent) &&
      /"image"\s*:\s*[[{\s]*(?:"@type"[^,]*,\s*)?(?:"url"\s*:\s*)?("[^"\s]+")/.exec(textContent);
    try {
      if (found) return JSON.parse(found[1]!);
    } catch {
      // A page's slip costs the picture, not the card.
    }
  }
  return undefined;
}

/** Keeps the cards that the page and the worker's answer bring, of items in the history. */
export async function remember(all: HTMLElement[], css: string, script: Script): Promise<void> {
  // One that was never filled has no cards to keep.
  const hosts = all.filter(({ shadowRoot }) => shadowRoot);
  const links = hosts.flatMap((host) => [...host.shadowRoot!.querySelectorAll<HTMLAnchorElement>('a[data-item]')]);
  const news = [...readPage(script), ...links.map(readCard)];
  const titles = hosts.map((host) => [host.getAttribute('placement')!, partOf(host.shadowRoot as never, 'heading')]);
  await script
    ._transact(async (store) => {
      const kept = (await read(store)) ?? { css, titles: {}, cards: [] };
      const record = await script._readRecord(store);
      const ids = new Set([...record.s.map(({ item_id }) => item_id), ...news.map(({ i }) => i)]);
      const cards = kept.cards.filter(({ i }) => ids.has(i) && !news.some((card) => card.i === i));
      store.put(
        {
          css,
          titles: {
            ...kept.titles,
            ...Object.fromEntries(titles.flatMap(([name, at]) => (at ? [[name, (at as Element).textContent]] : []))),
          },
          cards: cards.concat(news).slice(-MOST),
        } satisfies Kept,
        KEY,
      );
      if (!record.k) store.put({ ...record, k: 1 }, 'device');
    })
    .catch(() => undefined);
}
