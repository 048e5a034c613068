/** Checks of a page of the shop: is the tag there, and does the page's own policy let it work? */
import type { World } from '../admin-client.ts';
import { type Finding, fine, wrong } from './finding.ts';

/** @param page URL of any page of the shop. @param url The worker. */
export async function checkPage(page: string, url: string, site: string, world: World): Promise<Finding[]> {
  let response: Response;
  try {
    response = await world.fetch(page);
  } catch {
    return [wrong(`${page} cannot be reached`, 'is the address right, and can this machine open it?')];
  }
  if (!response.ok) return [wrong(`${page} answers ${response.status}`, 'name a page that opens')];
  const html = await response.text();
  const worker = new URL(url).origin;
  const findings = [checkTag(html, page, worker, site), checkShelves(html, page)];
  const policy = response.headers.get('content-security-policy');
  if (policy) findings.push(checkPolicy(policy, new URL(page).origin, worker));
  return findings;
}

function checkTag(html: string, page: string, worker: string, site: string): Finding {
  const wanted = `<script async src="${worker}/ew.js" data-site="${site}"></script>`;
  const tags = [...html.matchAll(/<script\b[^>]*>/gi)].map(([tag]) => ({
    src: attribute(tag, 'src'),
    site: attribute(tag, 'data-site'),
  }));
  const found = tags.filter(
    ({ src }) => src && URL.canParse(src, page) && /\/ew(\.[\w-]+)?\.js$/.test(new URL(src, page).pathname),
  );
  const [tag] = found;
  if (!tag) return wrong('the script tag is not on the page', `put it into its head: ${wanted}`);
  if (found.length > 1) return wrong(`the script tag is on the page ${found.length} times`, 'leave one');
  if (tag.site !== site)
    return wrong(`the tag's site is '${tag.site ?? ''}', not '${site}'`, `it should read: ${wanted}`);
  const from = new URL(tag.src!, page).origin;
  if (from !== worker)
    return wrong(`the tag loads from ${from}, this worker is ${worker}`, `it should read: ${wanted}`);
  return fine('the script tag is on the page');
}

function checkShelves(html: string, page: string): Finding {
  const places = [...html.matchAll(/<edgewise-recs\b[^>]*>/gi)].map(([tag]) => attribute(tag, 'placement'));
  if (places.length === 0) {
    return wrong(
      `no shelf stands on ${page}`,
      'put one where it should be: <edgewise-recs placement="home"></edgewise-recs>',
    );
  }
  if (places.some((place) => !place)) {
    return wrong('a shelf on the page has no placement', 'name one: <edgewise-recs placement="home"></edgewise-recs>');
  }
  return fine(`shelves on the page: ${places.join(', ')}`);
}

function checkPolicy(policy: string, own: string, worker: string): Finding {
  const directives = new Map(
    policy.split(';').map((part) => {
      const [name = '', ...sources] = part.trim().split(/\s+/);
      return [name.toLowerCase(), sources] as const;
    }),
  );
  const lets = (name: string) => {
    const sources = directives.get(name) ?? directives.get('default-src');
    const scheme = `${new URL(worker).protocol}`;
    return (
      !sources ||
      sources.some(
        (source) =>
          source === '*' ||
          source === scheme ||
          source === worker ||
          source.startsWith(`${worker}/`) ||
          source === new URL(worker).host ||
          (source === "'self'" && own === worker) ||
          (name === 'script-src' && /^'(nonce|sha256|sha384|sha512)-|^'strict-dynamic'$/.test(source)),
      )
    );
  };
  const missing = ['script-src', 'connect-src'].filter((name) => !lets(name));
  if (missing.length === 0) return fine("the page's Content-Security-Policy lets the script work");
  return wrong(
    `the page's Content-Security-Policy keeps the script from working (${missing.join(', ')})`,
    `add ${worker} to ${missing.join(' and ')}`,
  );
}

/** Value of an attribute, quoted or not. */
function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*("([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  return found?.[2] ?? found?.[3] ?? found?.[4];
}
