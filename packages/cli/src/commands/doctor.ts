/** `edgewise doctor`: is everything in place between a shop's page and its shelves? Reads only. */
import { AdminClient, DEFAULT_URL, REAL_WORLD, type World } from '../admin-client.ts';
import { adminToken } from '../admin-token.ts';
import { readOptions } from '../arguments.ts';
import { type Command, UsageError } from '../command.ts';
import { checkPage } from '../doctor/check-page.ts';
import { checkKnowledge, checkReachable, checkScript, checkShelf, checkSite } from '../doctor/check-site.ts';
import { type Finding, wrong } from '../doctor/finding.ts';

const HELP = `edgewise doctor: find out why shelves do not show, and what to do about it

Usage: edgewise doctor --site SITE [options]

Looks at the worker, its admin token, the site and its origins, the catalogue, the model, and whether a page
gets an answer; with --page also whether the tag and a shelf are on that page. Changes nothing.

  --site SITE    the site's key
  --url URL      the worker; ${DEFAULT_URL} if not given
  --token TOKEN  its admin token. Better: set EDGEWISE_ADMIN_TOKEN, which no list of processes shows;
                 for a worker on this machine .dev.vars has it
  --page URL     a page of the shop to look at
  --json         print the findings as one JSON array

Prints a line for each finding, ✓ or ✗, and under each ✗ how to mend it. Exit code 1 where there is a ✗.

Example:
  edgewise doctor --site acme --url https://edgewise.acme.workers.dev --page https://www.acme.example/
`;

/** An answer that takes longer is none. */
const PATIENCE_MS = 15_000;

interface Patient {
  url: string;
  site: string;
  token: string | undefined;
  page: string | undefined;
}

/** @param world Network and time, other ones in tests. */
export function doctorCommand(world: World): Command {
  return {
    name: 'doctor',
    summary: 'find out why shelves do not show',
    help: HELP,
    async run(args) {
      const options = readOptions(args, { values: ['site', 'url', 'token', 'page'], flags: ['json'] });
      const page = options.text('page');
      if (page !== undefined && !/^https?:\/\/[^/]/.test(page)) {
        throw new UsageError(`--page is '${page}', expected http://… or https://…`);
      }
      const url = (options.text('url') ?? DEFAULT_URL).replace(/\/+$/, '');
      const findings = await examine(
        {
          url,
          site: options.required('site'),
          token: adminToken(options.text('token'), url),
          page,
        },
        world,
      );
      process.stdout.write(options.flag('json') ? `${JSON.stringify(findings)}\n` : findings.map(inWords).join(''));
      return findings.every(({ ok }) => ok) ? 0 : 1;
    },
  };
}

export const doctor = doctorCommand(REAL_WORLD);

/** Looks in the order in which things depend on each other; what needs a thing that is missing is not looked at. */
async function examine({ url, site, token, page }: Patient, outside: World): Promise<Finding[]> {
  const world: World = {
    ...outside,
    fetch: (address, init) => outside.fetch(address, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) }),
    sleep: async () => {},
  };
  const client = new AdminClient(url, token ?? '', world);
  const reachable = await checkReachable(url, world);
  if (!reachable.ok) return [reachable];
  const findings = [reachable, await checkScript(url, world)];
  let origins = page === undefined ? [] : [new URL(page).origin];
  if (token === undefined) {
    findings.push(wrong('there is no admin token to look further with', 'set EDGEWISE_ADMIN_TOKEN, or give --token'));
  } else {
    const { findings: found, settings } = await checkSite(client, site);
    findings.push(...found);
    if (settings) {
      findings.push(...(await checkKnowledge(client, site, world.now())));
      if (origins.length === 0) origins = settings.origins;
    }
  }
  for (const origin of origins) findings.push(await checkShelf(url, site, origin, world));
  if (page !== undefined) findings.push(...(await checkPage(page, url, site, world)));
  return findings;
}

function inWords({ ok, what, mend }: Finding): string {
  return mend === undefined ? `${ok ? '✓' : '✗'} ${what}\n` : `✗ ${what}\n    → ${mend}\n`;
}
