/** Checks of the worker and of what it knows of the site. */
import { type AdminClient, AdminFault, type World } from '../admin-client.ts';
import { type Finding, fine, wrong } from './finding.ts';

/** What the admin API says of a site, as far as the checks need it. */
export interface SiteAnswer {
  origins: string[];
  off: boolean;
}

interface ModelAnswer {
  products: number;
  catalogue: unknown;
  sessions: number;
  /** ms since the epoch, or null where the model was never trained. */
  trained: number | null;
  error: string | null;
}

const DAY_MS = 86_400_000;
/** A model older than this has missed a week's fashion, and the trainer has missed its turns. */
const OLDEST_MODEL_DAYS = 7;

export async function checkReachable(url: string, world: World): Promise<Finding> {
  try {
    const response = await world.fetch(`${url}/healthz`);
    if (response.ok) return fine(`the worker answers at ${url}`);
    if (response.status === 503) {
      return wrong(
        'the worker runs, but not all of its secrets are set',
        'wrangler secret put EDGEWISE_ADMIN_TOKEN and EDGEWISE_KEYS; the README says what they hold',
      );
    }
    return wrong(
      `${url}/healthz answers ${response.status}`,
      'is there an Edgewise worker at this address? Name it with --url',
    );
  } catch {
    return wrong(`nothing answers at ${url}`, 'start the worker (npm start), or name its address with --url');
  }
}

/** The token and the site in one request: the worker looks at the token first. */
export async function checkSite(
  client: AdminClient,
  site: string,
): Promise<{ findings: Finding[]; settings: SiteAnswer | undefined }> {
  try {
    const settings = (await client.get(`/admin/v1/sites/${encodeURIComponent(site)}`)) as SiteAnswer;
    const findings = [fine('the admin token is right'), fine(`the site '${site}' is there`)];
    if (settings.off) {
      findings.push(
        wrong('the site is turned off: its pages show no shelves', `turn it on: ${patch(site, '{"off":false}')}`),
      );
    }
    return { findings: [...findings, checkOrigins(site, settings.origins)], settings };
  } catch (error) {
    if (!(error instanceof AdminFault)) throw error;
    const findings = findingsOf(error, site);
    return { findings, settings: undefined };
  }
}

function findingsOf({ code, message }: AdminFault, site: string): Finding[] {
  if (code === 'token' || code === 'no_token') return [wrong('the worker does not accept the admin token', message)];
  if (code !== 'no_site') return [wrong('the worker fails when it is asked for the site', message)];
  const mend = 'name one that is there with --site, or create it: POST /admin/v1/sites';
  return [fine('the admin token is right'), wrong(`there is no site '${site}'`, mend)];
}

function checkOrigins(site: string, origins: readonly string[]): Finding {
  if (origins.length > 0) return fine(`pages of ${origins.join(', ')} may use it`);
  return wrong(
    'no origin is listed, so no page may use the site',
    `list where your shop stands: ${patch(site, '{"origins":["https://www.your-shop.example"]}')}`,
  );
}

export const patch = (site: string, body: string) => `PATCH /admin/v1/sites/${site} with ${body}`;

/** The catalogue's size and the model's age. */
export async function checkKnowledge(client: AdminClient, site: string, now: number): Promise<Finding[]> {
  const answer = (await client.get(`/admin/v1/sites/${encodeURIComponent(site)}/model`)) as ModelAnswer;
  return [checkCatalogue(answer, site), checkModel(answer, site, now)];
}

function checkCatalogue({ products, catalogue }: ModelAnswer, site: string): Finding {
  if (products === 0) {
    return wrong('the catalogue is empty: there is nothing to show', `edgewise import catalogue FILE --site ${site}`);
  }
  if (catalogue === null) {
    return wrong(
      `${products.toLocaleString('en')} products are there, but not published`,
      `an import was broken off: run edgewise import catalogue FILE --site ${site} to its end`,
    );
  }
  return fine(`the catalogue has ${products.toLocaleString('en')} products`);
}

function checkModel({ trained, sessions, error }: ModelAnswer, site: string, now: number): Finding {
  const behaviour = `edgewise import behaviour FILE --site ${site}, or wait for visitors`;
  if (error !== null) {
    return wrong(`the last training failed: ${error}`, `train again: POST /admin/v1/sites/${site}/train`);
  }
  if (trained === null) {
    return wrong('there is no model yet: shelves know products by their words, and what is new', behaviour);
  }
  const days = (now - trained) / DAY_MS;
  const age = days < 1 ? 'less than a day' : `${Math.floor(days)} days`;
  if (days > OLDEST_MODEL_DAYS) return wrong(`the model is ${age} old`, behaviour);
  return fine(`the model is ${age} old and knows ${sessions.toLocaleString('en')} sessions`);
}

/** Asks for a shelf as a page of this origin would. */
export async function checkShelf(url: string, site: string, origin: string, world: World): Promise<Finding> {
  const response = await world.fetch(`${url}/v1/widgets`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', origin },
    body: JSON.stringify({
      v: 1,
      site,
      sent: world.now(),
      consent: { tier: 'contextual' },
      context: { page_location: `${origin}/` },
      page: { type: 'home' },
      placements: [{ id: 'home' }],
      seen: [],
    }),
  });
  const allowed = response.headers.get('access-control-allow-origin');
  if (response.status === 403) {
    return wrong(`pages of ${origin} are turned away`, `list it: ${patch(site, `{"origins":["${origin}"]}`)}`);
  }
  if (!response.ok) return wrong(`a shelf for ${origin} answers ${response.status}`, 'look at the log: wrangler tail');
  if (allowed !== origin && allowed !== '*') {
    return wrong(`the answer to ${origin} lacks its CORS header`, 'does a proxy before the worker take headers away?');
  }
  return fine(`pages of ${origin} get shelves`);
}

/** The script that pages load. */
export async function checkScript(url: string, world: World): Promise<Finding> {
  const response = await world.fetch(`${url}/ew.js`);
  if (response.ok) return fine('the script is there for pages to load');
  return wrong(`${url}/ew.js answers ${response.status}`, 'build before you deploy: npm run build');
}
