/**
 * Shoppers of a week for the console: they come from somewhere, look, fill carts, click shelves, pay, some on another device
 * than they looked on. Seeded, so that pictures of it stay alike. Everything goes through the worker's public routes.
 */
import { SignJWT } from 'jose';

export interface TrafficOptions {
  worker: string;
  /** Origin of the shop's pages. */
  shop: string;
  site: string;
  identitySecret: string;
  /** Products that are looked at. */
  items: readonly string[];
  people: number;
  /** ms since the epoch: the newest of them are there. */
  now: number;
  /** The last quarter of them came within so long before it. */
  latelyMinutes?: number;
}

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const COMPUTER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36';
const TABLET =
  'Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36';

/** How one comes, how often, and how likely one buys then. */
const WAYS: { weight: number; query: string; referrer: string; buys: number }[] = [
  { weight: 34, query: '', referrer: 'https://www.google.com/', buys: 0.16 },
  { weight: 20, query: '?utm_source=google&utm_medium=cpc&utm_campaign=autumn-gifts', referrer: '', buys: 0.2 },
  { weight: 16, query: '?utm_source=instagram&utm_medium=paid_social&utm_campaign=advent', referrer: '', buys: 0.07 },
  { weight: 12, query: '?utm_source=newsletter&utm_medium=email&utm_campaign=november', referrer: '', buys: 0.34 },
  { weight: 12, query: '', referrer: '', buys: 0.24 },
  { weight: 6, query: '', referrer: 'https://www.pinterest.com/', buys: 0.05 },
];
const LANGUAGES = ['en-GB', 'en-GB', 'en-GB', 'de-DE', 'fr-FR'];
const SHELVES = ['home', 'similar', 'bought-together', 'cart'];

/** mulberry32 */
function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Event {
  n: number;
  t: number;
  name: string;
  params: Record<string, unknown>;
}

class Device {
  #n = 0;
  #route: string | undefined;
  readonly #options: TrafficOptions;
  readonly #id: string;
  readonly #agent: string;

  constructor(options: TrafficOptions, id: string, agent: string) {
    this.#options = options;
    this.#id = id;
    this.#agent = agent;
  }

  event(t: number, name: string, params: Record<string, unknown> = {}): Event {
    return { n: ++this.#n, t, name, params };
  }

  async send(events: Event[], context: object, claim?: object): Promise<void> {
    const { worker, shop, site } = this.#options;
    const ask = () =>
      fetch(`${worker}/v1/collect`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain', origin: shop, 'user-agent': this.#agent },
        body: JSON.stringify({
          v: 1,
          site,
          device: this.#id,
          ...(this.#route && { route: this.#route }),
          sent: Date.now(),
          consent: { tier: 'person' },
          context,
          events,
          ...(claim && { claim }),
        }),
      });
    let answer = await ask();
    // A device that moves to the person it was joined to is told to wait, and told again where nothing has changed.
    for (let tries = 0; answer.status === 503 && tries < 20; tries++) answer = await ask();
    if (!answer.ok) throw new Error(`traffic: ${answer.status} ${await answer.text()}`);
    this.#route = ((await answer.json()) as { route?: string }).route ?? this.#route;
  }
}

/** @returns how many orders were made */
export async function sendTraffic(options: TrafficOptions): Promise<number> {
  let orders = 0;
  let next = 0;
  const lane = async () => {
    while (next < options.people) if (await person(options, next++)) orders++;
  };
  await Promise.all(Array.from({ length: 6 }, lane));
  return orders;
}

async function person(options: TrafficOptions, i: number): Promise<boolean> {
  const { shop, site, items, now, latelyMinutes = 28 } = options;
  const random = seeded(i + 1);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let at = random() * WAYS.reduce((sum, { weight }) => sum + weight, 0);
  const way = WAYS.find(({ weight }) => {
    at -= weight;
    return at < 0;
  })!;
  // The last ones are there now; the others came on one of seven days, more of them in the evening.
  const isNow = i >= options.people * 0.75;
  const hour = Math.floor((random() + random()) * 12);
  const began = isNow
    ? now - Math.floor(random() ** 1.6 * latelyMinutes * 60_000) - 5_000
    : now - Math.floor((1 + random() * 6) * 86_400_000) + hour * 600_000;
  const agent = pick([PHONE, PHONE, PHONE, COMPUTER, COMPUTER, TABLET]);
  const device = new Device(options, `traffic-device-${String(i).padStart(6, '0')}`, agent);
  const language = pick(LANGUAGES);
  const page = (path: string) => ({ page_location: `${shop}${path}`, language });
  const isHeld = random() < 0.05;
  const arms = { edgewise_arms: `holdout=${isHeld ? 'held' : 'shown'}` };
  const item = pick(items);
  const price = 2 + Math.floor(random() * 40);
  const one = { items: [{ item_id: item, price, quantity: 1 + Math.floor(random() * 3) }], currency: 'GBP' };
  const wants = random();
  const buys = wants < way.buys * (isHeld ? 0.7 : 1);
  const fills = buys || wants < way.buys * 2.6;
  const clicks = random() < (isHeld ? 0.08 : 0.3);
  let t = began;
  const later = () => {
    t = Math.min(now - 1_000, t + 3_000 + Math.floor(random() * 20_000));
    return t;
  };
  const look = [
    device.event(t, 'page_view', {
      page_location: `${shop}/${way.query}`,
      ...(way.referrer && { page_referrer: way.referrer }),
    }),
    ...(random() < 0.25
      ? []
      : [device.event(later(), 'view_item_list', { item_list_id: 'home', items: one.items, ...arms })]),
    ...(clicks ? [device.event(later(), 'select_item', { item_list_id: pick(SHELVES), items: one.items })] : []),
    ...(random() < 0.2 && !fills ? [] : [device.event(later(), 'page_view'), device.event(later(), 'view_item', one)]),
    device.event(later(), 'view_item_list', { item_list_id: pick(SHELVES), items: one.items, ...arms }),
    device.event(later(), 'web_vitals', {
      lcp: 900 + Math.floor(random() ** 2 * 3_000),
      inp: 40 + Math.floor(random() ** 3 * 400),
      cls: Math.round(random() ** 4 * 250) / 1_000,
      ttfb: 60 + Math.floor(random() * 300),
    }),
  ];
  const joins = fills && random() < 0.3;
  const claim = joins ? { user_id: `user-${i}`, token: await tokenOf(options, `user-${i}`) } : undefined;
  await device.send(look, page('/'), claim);
  if (!fills) return false;
  const payer = joins
    ? new Device(options, `traffic-second-${String(i).padStart(6, '0')}`, agent === COMPUTER ? PHONE : COMPUTER)
    : device;
  await payer.send(
    [
      payer.event(later(), 'page_view', { page_location: `${shop}/p/${item}` }),
      payer.event(later(), 'add_to_cart', one),
      ...(buys || random() < 0.4 ? [payer.event(later(), 'begin_checkout', one)] : []),
      ...(buys
        ? [payer.event(later(), 'purchase', { ...one, transaction_id: `traffic-${site}-${i}`, value: price })]
        : []),
    ],
    page(`/p/${item}`),
    claim,
  );
  return buys;
}

const tokenOf = ({ site, identitySecret }: TrafficOptions, user: string) =>
  new SignJWT({ user_id: user })
    .setProtectedHeader({ alg: 'HS256', kid: 'demo-shop' })
    .setAudience(site)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(identitySecret));

/** What advertising cost on each of the last days, as a table for `PUT /insight/costs`. */
export function costsTable(now: number, days: number): string {
  const rows = Array.from({ length: days }, (_, i) =>
    new Date(now - i * 86_400_000).toISOString().slice(0, 10),
  ).flatMap((day, i) => [
    `${day},google,autumn-gifts,${(9 + (i % 4)).toFixed(2)}`,
    `${day},instagram,advent,${(7 + (i % 3) * 1.5).toFixed(2)}`,
    `${day},newsletter,november,1.20`,
  ]);
  return ['day,source,campaign,cost', ...rows].join('\n');
}
