/** What a request says of its visitor beside the page: for the conditions of a plan. Nothing of it is stored. */
import type { Visitor } from '@edgewise/core/plan/attributes';
import type { Tier } from '@edgewise/protocol/events';

const TABLET = /ipad|tablet|playbook|silk|(android(?!.*mobile))/i;
const MOBILE = /mobi|iphone|ipod|android/i;

/** By the client hint where the browser sends it, else by the words in its name. */
export function deviceOf(headers: Headers): Visitor['device'] {
  const agent = headers.get('user-agent') ?? '';
  if (TABLET.test(agent)) return 'tablet';
  const hint = headers.get('sec-ch-ua-mobile');
  return hint === '?1' || (hint === null && MOBILE.test(agent)) ? 'mobile' : 'desktop';
}

export function campaignOf(address: string): Visitor['campaign'] {
  const query = new URLSearchParams(/\?([^#]*)/.exec(address)?.[1] ?? '');
  const of = (name: string) => (query.get(name) ?? '').slice(0, 100);
  return { source: of('utm_source'), medium: of('utm_medium'), name: of('utm_campaign') };
}

/** @param segments that the person is in */
export function visitorOf(
  request: Request,
  tier: Tier,
  language: string,
  address: string,
  segments: readonly string[] = [],
): Visitor {
  const country = (request.cf?.country as string | undefined) ?? request.headers.get('cf-ipcountry') ?? '';
  return {
    tier,
    device: deviceOf(request.headers),
    country: /^[A-Z]{2}$/.test(country) ? country : '',
    language: language.slice(0, 2).toLowerCase(),
    segments,
    campaign: campaignOf(address),
  };
}
