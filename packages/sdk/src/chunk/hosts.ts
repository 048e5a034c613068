/**
 * A shop on several host names [S36]: browsers keep storage by host, so each has a device of its own, and whoever follows a link
 * from one to another takes a one-time link along that joins the two [W18].
 */
import type { CollectAnswer } from '@edgewise/protocol/events';
import type { Script } from '../script.ts';
import { post } from './request.ts';

interface HandOff {
  _device: string;
  _at: number;
  /** Undefined where none came. */
  _link: Promise<string | undefined>;
}

/** The worker's are good for five minutes; the page behind it takes a while to load. */
const LASTS_MS = 3 * 60_000;
/** So long a click may wait. */
const PATIENCE_MS = 1_000;

let made: HandOff | undefined;

export function watchHosts(script: Script): void {
  const hosts = script._settings.hosts!.split(/[\s,]+/);
  /** The link to another host name that an event is about. */
  const linkOf = (event: Event): HTMLAnchorElement | undefined => {
    const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
    const isWeb = link && /^https?:$/.test(link.protocol) && link.host !== location.host;
    return isWeb && (hosts.includes(link.host) || hosts.includes(link.hostname)) ? link : undefined;
  };
  for (const sign of ['pointerover', 'pointerdown', 'focusin'])
    script._onEvent(document, sign, (event) => {
      if (linkOf(event)) handOff(script);
    });
  // Last of all, on the way up: a click that the shop's page takes over is the page's.
  addEventListener('click', (event) => {
    const link = linkOf(event);
    const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || event.defaultPrevented || !/^(_self)?$/.test(link.target) || link.download) return;
    const waiting = handOff(script);
    if (!waiting) return;
    event.preventDefault();
    const { href } = link;
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
    Promise.race([waiting, late]).then((token) => {
      // It is good once: a shopper who comes back takes another one along.
      made = undefined;
      location.assign(token ? withLink(href, token) : href);
    });
  });
}

/** Undefined where the shopper is nobody in particular. Never rejects. */
function handOff(script: Script): Promise<string | undefined> | undefined {
  const { d: device, r: route } = script._device();
  if (!device || script._envelope().consent.tier !== 'person') return undefined;
  if (made?._device !== device || Date.now() - made._at > LASTS_MS) {
    const batch = { ...script._envelope(), device, ...(route && { route }), hand_off: true, events: [] };
    const _link = post<CollectAnswer>(script, batch).then(
      ([answer]) => answer?.link,
      () => undefined,
    );
    made = { _device: device, _at: Date.now(), _link };
    // Where none came, the next sign asks again.
    _link.then((link) => {
      if (!link && made?._link === _link) made = undefined;
    });
  }
  return made._link;
}

/** The rest of the address stays as it is. */
function withLink(href: string, token: string): string {
  const [page = '', ...fragment] = href.split('#');
  return [`${page}${page.includes('?') ? '&' : '?'}edgewise_link=${token}`, ...fragment].join('#');
}
