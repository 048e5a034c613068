/** Signed links in the address: the shop's own [S19], and what a page of another host name handed on [S36]. */
import type { Turn } from '../identity.ts';

/**
 * Whoever reads or copies the address from here on does not get it.
 * @param hosts `data-hosts`
 */
export function takeLink(hosts = ''): Turn {
  const [page = '', ...fragment] = location.href.split('#');
  const [, kind, token = ''] = /[?&]edgewise_(link|host)=([^&]+)/.exec(page) ?? [];
  const rest = page.replace(/[?&]edgewise_(link|host)=[^&]*$|edgewise_(link|host)=[^&]*&/, '');
  history.replaceState(history.state, '', [rest, ...fragment].join('#'));
  if (kind === 'link') return { link: token };
  // Every visitor may have one made: who comes from elsewhere could bring what joins them to whoever led them here.
  const [, from] = /^https?:\/\/([^/]+)/.exec(document.referrer) ?? [];
  const isFromShop =
    !!from &&
    hosts
      .toLowerCase()
      .split(/[\s,]+/)
      .some((host) => host === from || host === from.split(':')[0]);
  return isFromShop && from !== location.host ? { host: token } : {};
}
