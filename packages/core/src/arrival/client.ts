/** What a shopper holds in their hand, in five classes and no finer: from the request's headers, and what its page knows better. */
import type { Client, DeviceClass } from '@edgewise/protocol/shop-event';

export interface ClientHints {
  userAgent: string;
  /** `Sec-CH-UA-Mobile`. */
  mobile?: string | undefined;
  /** What the page says: the browsers of some tablets call themselves a desktop's. */
  stated?: { device_category?: DeviceClass | undefined; app?: 'installed' | 'in-app' | undefined };
}

/** The narrower first: a television may run Android, and a watch too. */
const CLASSES: [DeviceClass, RegExp][] = [
  ['watch', /\bwatch(os)?\b|wear ?os|SM-R\d{3}|Tizen.*Watch/i],
  [
    'tv',
    /smart-?tv|google ?tv|android ?tv|apple ?tv|hbbtv|netcast|web0s|bravia|\bAFT\w|crkey|roku|viera|philipstv|\bTV\b|playstation|xbox|nintendo/i,
  ],
  ['tablet', /ipad|tablet|kindle|\bsilk\b|playbook|nexus (7|9|10)|SM-[TX]\d{3}|android(?!.*mobile)/i],
  ['phone', /mobi|iphone|ipod|android|windows phone|opera mini|blackberry/i],
];

/** Browsers inside another app: they keep no history and share no storage with the shopper's own. */
const IN_APP =
  /FBA[NV]|Instagram|\bLine\/|MicroMessenger|TikTok|musical_ly|BytedanceWebview|Pinterest|Snapchat|TwitterAndroid|Twitter for|LinkedInApp|\bGSA\/|WhatsApp|Telegram|; wv\)|VKAndroidApp|KAKAOTALK|(iPhone|iPad|iPod)(?!.*Safari\/)(?=.*AppleWebKit)/;

export function clientOf({ userAgent, mobile, stated }: ClientHints): Client {
  const text = userAgent.slice(0, 1_000);
  const found = CLASSES.find(([, marks]) => marks.test(text))?.[0] ?? (mobile === '?1' ? 'phone' : 'desktop');
  // The page knows better than a desktop's name, and no better than a name that says more.
  const device = found === 'desktop' ? (stated?.device_category ?? found) : found;
  const app = stated?.app ?? (IN_APP.test(text) ? 'in-app' : undefined);
  return { device, ...(app && { app }) };
}
