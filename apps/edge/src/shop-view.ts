/** What a Shop says of its site: settings, and everything an isolate needs to answer for it. */
import type { HotItem } from '@edgewise/core/recommend/strategy';

export interface SiteSettings {
  /** The public key. */
  id: string;
  name: string;
  origins: string[];
  /** IANA. Fixed when the site is made, as the currencies are. */
  timeZone: string;
  /** ISO 4217; the first is the default. */
  currencies: string[];
  defaultMarket: string;
  defaultLanguage: string;
  /** Who was in one network is noted, and probable links are shown to the shop's staff. Off where missing. */
  suggestions?: boolean;
  /** A plan is published only after somebody else than its last editor approved it [L5]. Off where missing. */
  planApproval?: boolean;
  /** Named groups of people, as JSON: an isolate reads it once a change. None where missing. */
  segments?: string;
  /** The script is turned off at every page within a minute. */
  off: boolean;
  /** Rises with every change; the ETag of the admin API. */
  revision: number;
}

/** The heads are what a cold isolate loads first; there is none where the whole is small. */
export type PointerKind = 'model' | 'catalogue' | 'model-head' | 'catalogue-head';

export interface Pointer {
  current: string;
  /** In use again where the current one turns out to be damaged. */
  previous: string | null;
  changed: number;
}

/** What an isolate keeps of a site. */
export interface ShopView {
  settings: SiteSettings;
  /** Digests of the backend's secrets, newest first: two at most. */
  secretHashes: string[];
  /** The published plan as JSON: an isolate reads it once a version. */
  plan: { version: string; text: string };
  model: Pointer | null;
  catalogue: Pointer | null;
  modelHead: Pointer | null;
  catalogueHead: Pointer | null;
  /** Steps of the plan's bandits as JSON, as core/src/plan/bandits.ts has them. */
  bandits: string;
  /** What people look at today, most people first. */
  hot: HotItem[];
  /** Placements of the plan, and of those before it whose shelves may still be told of [X14]. */
  placements: string[];
  /** Items ordered since the shop said how many there are; null: no number is known to be true [L35]. */
  sold: string[] | null;
}
