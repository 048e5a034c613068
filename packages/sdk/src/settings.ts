import type { PageContext, PageType, Tier } from '@edgewise/protocol/events';
import type { StatedConsent } from './consent.ts';

/** What the site owner says once: attributes of the script tag, or the argument of `init`. */
export interface Settings {
  /** The site's public key. */
  site: string;
  /** Origin of the worker. */
  endpoint: string;
  /** What the shopper has agreed to already; `contextual` where missing. */
  consent?: Tier | StatedConsent | undefined;
  /** Market of the catalogue (prices, titles, URLs). */
  market?: string | undefined;
  /** BCP 47; the page's where missing. */
  language?: string | undefined;
  /** Type of this page, where its events do not tell. */
  pageType?: PageType | undefined;
  /** Keeps advertisers' click ids in addresses, where the shop may: any value. */
  clickIds?: string | undefined;
  /** The shop's other host names, with spaces between: who goes there stays one person. */
  hosts?: string | undefined;
  /** `off`: how long and how far a page is looked at is not told. */
  engagement?: string | undefined;
  /** Share of pages whose Web Vitals are told, 0 … 1; a tenth where missing. */
  vitals?: number | string | undefined;
}

/** The cart as the page knows it: `cart` says it, shelves ask for it. */
export interface Said extends Settings {
  /** What the device is, where headers do not tell [W20]. */
  clues?: Pick<PageContext, 'device_category' | 'app'>;
  cart?: string[] | undefined;
}

export const settings: Said = { endpoint: '', site: '' };

/** Names the site's things in the browser's storage. */
export const storageName = (): string => `edgewise-${settings.site}`;

/** Browsers may refuse the whole of localStorage and sessionStorage, by throwing. */
export function attempt<T>(work: (name: string) => T): T | undefined {
  try {
    return work(storageName());
  } catch {
    return undefined;
  }
}
