/**
 * Where a shopper came from: source, medium and campaign as GA4 names them, and its default channel group
 * (https://support.google.com/analytics/answer/9756891), with assistants beside them. Addresses come scrubbed: of a click
 * id the name alone.
 */
import type { Arrival } from '@edgewise/protocol/shop-event';
import { channelOf } from './channel.ts';
import { CLICK_IDS, type Kind, REFERRERS } from './referrers.ts';

interface Address {
  host: string;
  path: string;
  query: Map<string, string>;
}

const MOST_QUERY = 100;
const MOST_TEXT = 100;

/** RegExp rather than URL: what is no address is answered, not thrown. */
export function parseAddress(href: string): Address | undefined {
  const [, host, path, query] = /^[a-z][a-z+.-]*:\/\/([^/?#\s]+)([^?#\s]*)\??([^#\s]*)/i.exec(href) ?? [];
  if (!host) return undefined;
  const pairs = (query ?? '').split('&').slice(0, MOST_QUERY);
  return {
    host: host
      .toLowerCase()
      .replace(/^.*@|:\d+$/g, '')
      .replace(/^www\./, ''),
    path: path || '/',
    query: new Map(
      pairs.map((pair) => {
        const [name = '', value = ''] = pair.split('=');
        return [name.toLowerCase(), decode(value)];
      }),
    ),
  };
}

function decode(value: string): string {
  const spaced = value.replace(/\+/g, ' ');
  try {
    return decodeURIComponent(spaced).slice(0, MOST_TEXT);
  } catch {
    return spaced.slice(0, MOST_TEXT);
  }
}

const MEDIUM: Record<Kind, string> = {
  search: 'organic',
  social: 'social',
  video: 'video',
  email: 'email',
  assistant: 'ai-assistant',
  shopping: 'organic',
};

/** A host of the shop, or a part of one: `checkout.shop.example` of `shop.example`. */
const isOwn = (host: string, own: readonly string[]): boolean =>
  own.some((one) => host === one || host.endsWith(`.${one}`) || one.endsWith(`.${host}`));

/** Shoppers come back from where they paid: that is no arrival. */
const PAYMENT =
  /(^|\.)(paypal|stripe|klarna|adyen|mollie|payu|przelewy24|tpay|netopia-payments|mobilpay|euplatesc|liqpay|fondy|yookassa|cloudpayments|robokassa|sofort|giropay|braintreegateway|worldpay|sagepay|checkout|afterpay|clearpay|affirm|razorpay|mercadopago|cardinalcommerce|3dsecure|arcot)\./;

/**
 * @param location of the page, as its view states it
 * @param referrer of the page; empty where it has none
 * @param own hosts of the shop, without `www.`
 * @returns undefined for a page that was reached from the shop itself
 */
export function arrivalOf(location: string, referrer: string, own: readonly string[]): Arrival | undefined {
  const page = parseAddress(location);
  if (!page) return undefined;
  const from = parseAddress(referrer);
  const isOutside = from && !isOwn(from.host, [page.host, ...own]) && !PAYMENT.test(from.host);
  const stated = (name: string): string | undefined => page.query.get(name)?.trim() || undefined;
  const tagged = stated('utm_source') ?? stated('utm_medium') ?? stated('utm_campaign');
  const clicked = CLICK_IDS.find(([name]) => page.query.has(name));
  if (from && !isOutside && !tagged && !clicked) return undefined;
  const known = isOutside ? REFERRERS.find(([hosts]) => hosts.test(from.host)) : undefined;
  const [source, medium] = tagged
    ? [stated('utm_source') ?? '(not set)', stated('utm_medium') ?? '(not set)']
    : clicked
      ? [clicked[1], clicked[2]]
      : known
        ? [known[1], MEDIUM[known[2]]]
        : isOutside
          ? [from.host, 'referral']
          : ['(direct)', '(none)'];
  const campaign = stated('utm_campaign');
  const term = stated('utm_term');
  const content = stated('utm_content');
  return {
    source,
    medium,
    ...(campaign && { campaign }),
    ...(term && { term }),
    ...(content && { content }),
    channel: channelOf(source, medium, campaign, known?.[2]),
    ...(isOutside && { referrer: from.host.slice(0, MOST_TEXT) }),
    landing: page.path.slice(0, 500),
  };
}
