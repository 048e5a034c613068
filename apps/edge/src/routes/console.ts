/**
 * `/console/:site/:page`: the console's page under every address of its own. The file at `/console/` is an asset, which the
 * platform serves without asking; its headers, the policy among them, are those of the assets' `_headers`.
 */
import { RequestFault } from '@edgewise/protocol/read-json';
import { carriesSession } from '../access/session.ts';
import type { AppContext } from '../http.ts';

/** As the build writes it (scripts/build-console.mjs). */
interface Early {
  /** Where the console begins. */
  page: string;
  /** What is asked of a site before all else, by page: paths of the admin API below the site. */
  asks: Record<string, readonly string[]>;
  /** Paths of scripts, by page and by language. */
  pages: Record<string, string>;
  words: Record<string, string>;
}

export async function consoleRoute(c: AppContext): Promise<Response> {
  // A part of an earlier release is gone, and a page is not a script.
  if (new URL(c.req.url).pathname.startsWith('/console/parts/')) {
    throw new RequestFault(404, 'no_part', `there is no ${c.req.path}; load the console again`);
  }
  const asset = (path: string) => c.env.ASSETS.fetch(new URL(path, c.req.url));
  const [page, early] = await Promise.all([asset('/console/'), asset('/console/early.json')]);
  const answer = new Response(page.body, page);
  if (early.ok) answer.headers.set('link', linksOf(c, (await early.json()) as Early));
  answer.headers.set('vary', 'accept-language, cookie');
  return answer;
}

/** What the page's script will ask for once it runs, for the browser to ask for at once. */
function linksOf(c: AppContext, { page, asks, pages, words }: Early): string {
  const [, , site = '', name = page] = new URL(c.req.url).pathname.split('/');
  const speaksOther = /^(ro|ru|pl)\b/i.test(c.req.header('accept-language') ?? '');
  const scripts = [Object.hasOwn(pages, name) ? pages[name] : undefined, speaksOther ? undefined : words.en];
  const asked = carriesSession(c) && site !== '' ? answersOf(site, Object.hasOwn(asks, name) ? asks[name]! : []) : [];
  return [
    ...scripts.flatMap((path) => (path === undefined ? [] : [`<${path}>; rel=modulepreload`])),
    ...asked.map((path) => `<${path}>; rel=preload; as=fetch; crossorigin=anonymous`),
  ].join(', ');
}

function answersOf(site: string, asked: readonly string[]): string[] {
  return ['/admin/v1/session', ...['', ...asked].map((path) => `/admin/v1/sites/${site}${path}`)];
}
