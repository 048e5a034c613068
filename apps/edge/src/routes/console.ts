/**
 * `/console/:site/:page`: the console's page under every address of its own. The file at `/console/` is an asset, which the
 * platform serves without asking; its headers, the policy among them, are those of the assets' `_headers`.
 */
import { RequestFault } from '@edgewise/protocol/read-json';
import { carriesSession } from '../access/session.ts';
import type { AppContext } from '../http.ts';

/** Paths of scripts by page and by language, as the build writes them. */
interface EarlyParts {
  pages: Record<string, string>;
  words: Record<string, string>;
}

/** What the console asks of a site before all else, by page: `asksFirst` in apps/console/src/routes.ts. */
const FIRST_ASKED: Record<string, readonly string[]> = { now: ['/insight/now'] };

export async function consoleRoute(c: AppContext): Promise<Response> {
  // A part of an earlier release is gone, and a page is not a script.
  if (new URL(c.req.url).pathname.startsWith('/console/parts/')) {
    throw new RequestFault(404, 'no_part', `there is no ${c.req.path}; load the console again`);
  }
  const asset = (path: string) => c.env.ASSETS.fetch(new URL(path, c.req.url));
  const [page, early] = await Promise.all([asset('/console/'), asset('/console/early.json')]);
  const answer = new Response(page.body, page);
  if (early.ok) answer.headers.set('link', linksOf(c, (await early.json()) as EarlyParts));
  answer.headers.set('vary', 'accept-language, cookie');
  return answer;
}

/** What the page's script will ask for once it runs, for the browser to ask for at once. */
function linksOf(c: AppContext, { pages, words }: EarlyParts): string {
  const [, , site = '', name = 'now'] = new URL(c.req.url).pathname.split('/');
  const speaksOther = /^(ro|ru|pl)\b/i.test(c.req.header('accept-language') ?? '');
  const scripts = [Object.hasOwn(pages, name) ? pages[name] : undefined, speaksOther ? undefined : words.en];
  const asked = carriesSession(c) && site !== '' ? answersOf(site, name) : [];
  return [
    ...scripts.flatMap((path) => (path === undefined ? [] : [`<${path}>; rel=modulepreload`])),
    ...asked.map((path) => `<${path}>; rel=preload; as=fetch; crossorigin=anonymous`),
  ].join(', ');
}

function answersOf(site: string, page: string): string[] {
  const first = Object.hasOwn(FIRST_ASKED, page) ? FIRST_ASKED[page]! : [];
  return ['/admin/v1/session', ...['', ...first].map((path) => `/admin/v1/sites/${site}${path}`)];
}
