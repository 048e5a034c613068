/**
 * What crosses the wire, as types only: the SDK imports nothing else of this package.
 * Names and fields are GA4's e-commerce ones [W7]; SPEC.md beside `src` has the rules.
 */

/** How much a shopper has agreed to (DESIGN: consent is a tier). */
export type Tier = 'contextual' | 'session' | 'device' | 'person';

export type Channel = 'email' | 'push' | 'sms';

export interface Consent {
  tier: Tier;
  /** A permission for each channel, beside the tiers. Missing is denied. */
  messages?: Partial<Record<Channel, boolean>>;
}

export type Scalar = string | number | boolean | null;

/** A line of `items[]`. Money is a decimal number in the event's currency here, and minor units inside the worker. */
export interface WireItem {
  item_id: string;
  item_name?: string;
  item_brand?: string;
  item_category?: string;
  item_category2?: string;
  item_category3?: string;
  item_category4?: string;
  item_category5?: string;
  item_variant?: string;
  item_group_id?: string;
  price?: number;
  quantity?: number;
  discount?: number;
  coupon?: string;
  /** Whether it can be had: one of Google's feed (`in_stock`, `out_of_stock`, `preorder`, `backorder`); others are ignored. */
  availability?: string;
  index?: number;
  item_list_id?: string;
  item_list_name?: string;
}

export interface WireParams {
  items?: WireItem[];
  currency?: string;
  value?: number;
  transaction_id?: string;
  search_term?: string;
  item_list_id?: string;
  item_list_name?: string;
  page_location?: string;
  page_referrer?: string;
  page_title?: string;
  /** Anything else the shop sends: scalars only. */
  [name: string]: Scalar | WireItem[] | undefined;
}

/** One event. `(device, n)` names it for ever [W2]. */
export interface WireEvent {
  /** Number in the device's sequence: starts at 1, never repeats. */
  n: number;
  /** Device clock, ms since the epoch. */
  t: number;
  /** A GA4 e-commerce event name, or a custom one. */
  name: string;
  params?: WireParams;
}

export type PageType = 'home' | 'category' | 'product' | 'search' | 'cart' | 'checkout' | 'purchase' | 'other';

/** The page the shopper is on. */
export interface PageContext {
  page_location: string;
  page_referrer?: string;
  page_title?: string;
  /** BCP 47. */
  language?: string;
  /** Where the request's headers say less than the page knows [W20]: a tablet that calls itself a desktop. */
  device_category?: 'phone' | 'tablet' | 'desktop' | 'tv' | 'watch';
  /** The page runs as an installed app, or in a browser inside another app. */
  app?: 'installed' | 'in-app';
}

interface BatchBase {
  v: 1;
  /** The site's public key. */
  site: string;
  /** Device clock when the request left, ms since the epoch [W5]. */
  sent: number;
  consent: Consent;
  context: PageContext;
  events: WireEvent[];
}

/** Who the shopper says to be [W12]. E-mail and phone are hashed in the browser and never sent plain. */
export interface WireClaim {
  user_id?: string;
  /** Lower-case hex SHA-256 of the trimmed, lower-case address. */
  email_sha256?: string;
  /** Lower-case hex SHA-256 of the number in E.164, `+` included. */
  phone_sha256?: string;
  /** Made by the shop's backend: what it says is verified, and verified claims alone join devices. */
  token?: string;
  /** A one-time link that the shopper followed [W13]. */
  link?: string;
  /** What a device on another host name of the same browser left for it [W18]. */
  browser?: string;
}

/** A batch of a device that agreed to tier `person` [W2]. */
export interface PersonBatch extends BatchBase {
  device: string;
  route?: string;
  claim?: WireClaim;
  /** The device's public key for its rights [W14]: P-256, uncompressed point, base64url. The first one stays. */
  proof_key?: string;
  /** Asks for a `link` to take this shopper to another host name of the shop, or for what joins all of them [W18]. */
  hand_off?: true | 'browser';
  /** Numbers that will never come, as closed ranges. */
  void?: [from: number, to: number][];
  /** The tier that the shopper fell to: with this batch the device is over, and what is kept of it goes [W17]. */
  withdrawn?: Exclude<Tier, 'person'>;
}

/** A batch below tier `person`: no device, dropped by its id when repeated within 24 hours. */
export interface AnonymousBatch extends BatchBase {
  /** Random, made for this batch. */
  batch: string;
  /** From tier `session` up: the visit's id. */
  visit?: string;
}

export type WireBatch = PersonBatch | AnonymousBatch;

export interface RefusedEvent {
  /** null where the event carried no usable number. */
  n: number | null;
  reason: string;
}

/** The answer to `POST /v1/collect` [W3]. */
export interface CollectAnswer {
  v: 1;
  /** The greatest n such that each of 1…n is accepted, refused or void. Absent below tier `person`. */
  ack?: number;
  refused?: RefusedEvent[];
  route?: string;
  capsule?: string;
  /** What became of the batch's claim [W12]. Settled: do not send it again. */
  claim?: ClaimAnswer;
  /**
   * This device is another person's, or was erased: forget its id, numbers, route, capsule and history, make a new device,
   * and send the claim again as the new one.
   */
  reset?: true;
  /** Presented as `claim.browser`, once and within minutes, it joins this device's sister on another host name [W18]. */
  link?: string;
  /** Presented as `claim.browser`, within 30 days, it joins a device on another host name of the same browser [W18]. */
  browser?: string;
  /** The shop has turned the script off: stop until the next page. */
  off?: true;
}

export interface ClaimAnswer {
  /** `labelled`: unverified, so it names this device and joins nothing. */
  state: 'joined' | 'labelled' | 'refused';
  /** Why it was refused. */
  reason?: string;
}

/** An interaction the page knows of and the capsule perhaps not yet. */
export interface SeenItem {
  item_id: string;
  /** Which event it was. */
  name: 'view_item' | 'add_to_cart' | 'remove_from_cart' | 'purchase' | 'select_item';
  /** Device clock, ms since the epoch. */
  t: number;
}

export interface WirePage {
  type: PageType;
  item_id?: string;
  item_category?: string;
  search_term?: string;
}

export interface WirePlacement {
  /** The placement's id in the shop's plan. */
  id: string;
  /** Cards wanted; the plan's count where missing. */
  count?: number;
}

/** The body of `POST /v1/widgets`: every shelf of a page in one request. */
export interface WidgetsRequest {
  v: 1;
  site: string;
  sent: number;
  consent: Consent;
  context: PageContext;
  page: WirePage;
  placements: WirePlacement[];
  /** Oldest first. Empty at tier `contextual`. */
  seen: SeenItem[];
  /** The cart as the page knows it, item ids. Missing: the capsule's cart counts. */
  cart?: string[];
  /** Market of the catalogue (prices, titles, URLs); the site's default where missing. */
  market?: string;
  visit?: string;
  device?: string;
  route?: string;
  capsule?: string;
  /**
   * What shelves come as. `html` (where missing): for the script. `dsd`: Declarative Shadow DOM, for a shop's server to
   * write into `<edgewise-recs>`. `json`: cards, for who renders alone.
   */
  format?: 'html' | 'dsd' | 'json';
  /** With `dsd`, of the page's Content Security Policy: its style element carries it. */
  nonce?: string;
  /** Token of a preview link: the draft in place of the published plan. Nothing of it counts. */
  preview?: string;
}

export interface WireCard {
  item_id: string;
  title: string;
  url: string;
  image?: string;
  /** Decimal in `currency`. */
  price: number;
  was?: number;
  currency: string;
  /** The strategy that proposed the card, and why it stands there, in words. */
  strategy: string;
  reason: string;
  index: number;
}

export interface WireShelf {
  placement: string;
  title: string;
  /** Empty string: nothing to show, render nothing. Empty with `json`, too. */
  html: string;
  /** With `json`. */
  cards?: WireCard[];
  items: { item_id: string; strategy: string; reason: string }[];
  /** Which link of the placement's chain answered: 0 is the first strategy. */
  fallback: number;
  /** When the page shows it; at once where missing. */
  moment?: WireMoment;
  /**
   * Experiments that could make a difference here, `experiment=arm` with blanks between. A shelf's `view_item_list` says
   * it back as `edgewise_arms`: that is the exposure.
   */
  arms?: string;
}

export type WireMoment = { on: 'load' } | { on: 'scroll' } | { on: 'exit' } | { on: 'pages'; after: number };

/** The answer to `POST /v1/widgets`. */
export interface WidgetsAnswer {
  v: 1;
  /** Request id, also on the `x-request-id` header. */
  request: string;
  plan: string;
  model: string;
  catalogue: string;
  /** One style sheet for all shelves of the answer. */
  css: string;
  shelves: WireShelf[];
  route?: string;
  capsule?: string;
  off?: true;
}

/** The answer to `GET /v1/recommendations/:placement`: the same decision as data. */
export interface RecommendationsAnswer {
  v: 1;
  request: string;
  plan: string;
  model: string;
  catalogue: string;
  placement: string;
  title: string;
  fallback: number;
  cards: WireCard[];
  /** As in `WireShelf`: send it back as `edgewise_arms` of the shelf's `view_item_list`. */
  arms?: string;
}

/** The answer to `DELETE /v1/me` and to an erasure by the shop's staff [W14]. */
export interface ErasureReceipt {
  v: 1;
  receipt: string;
  /** ms since the epoch. Nothing that happened before comes back. */
  erased_at: number;
  /** `device`: the proof was the device's own, so what that device did. `person`: every joined device. */
  scope: 'device' | 'person';
  /** Stores that hold nothing any more, with how much each held. */
  emptied: { store: string; count: number }[];
  /** What is still to come, and when at the latest, in words. */
  pending: { store: string; until: string }[];
}

/** The answer to `GET /v1/me` [W14]: everything that is kept of a device or a person. */
export interface PersonExport {
  v: 1;
  /** ms since the epoch. */
  exported: number;
  scope: 'device' | 'person';
  identifiers: { kind: string; value: string }[];
  /** What was said of who this is; of a device alone, nothing. */
  claims: { id: string; at: number; source: string; verified: boolean; undone: boolean }[];
  consent: Consent;
  cart: { item: string; device: string }[];
  /** What each device contributed: interactions, visits, orders, consent. */
  devices: Record<string, unknown>[];
  events: Record<string, unknown>[];
  /** False where there are more events than one answer holds. */
  events_complete: boolean;
  /** Asks for those as `after=…`. */
  events_next?: string;
}

export interface WireError {
  error: { code: string; message: string };
  request: string;
}
