/** `edgewise export`: the event lake as files, an hour each. */
import { appendFile, mkdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AdminClient, AdminFault, DEFAULT_URL, REAL_WORLD, type World } from '../admin-client.ts';
import { adminToken } from '../admin-token.ts';
import { readOptions } from '../arguments.ts';
import { type Command, UsageError } from '../command.ts';
import { Progress } from '../progress.ts';

const HELP = `edgewise export: copy a shop's event lake to this machine

Usage: edgewise export --site SITE --out DIR [options]

Every event, as gzip NDJSON, an hour (UTC) a file: DIR/2026/11/22/14.ndjson.gz. DuckDB, ClickHouse and zcat read them
as they are; docs/lake.md says what a line holds. An export that was broken off goes on where it stopped; one that
is run again fetches what has come since, and the day before once more, since late events still come.

  --site SITE    the site's key
  --out DIR      where the files go
  --from HOUR    first hour, such as 2026-11-22T14; the beginning if not given
  --url URL      the worker; ${DEFAULT_URL} if not given
  --token TOKEN  its admin token. Better: set EDGEWISE_ADMIN_TOKEN
  --json         print the report as one JSON object

Example:
  edgewise export --site acme --out lake
`;

const OPTIONS = { values: ['site', 'out', 'from', 'url', 'token'], flags: ['json'] };

interface Page {
  objects: { name: string; bytes: number }[];
  after?: string;
}

/** What is on disk: the last object that is wholly in a file, and how long that file is with it. */
interface Place {
  site: string;
  /** When the run began, ms since the epoch. */
  began: number;
  /** Whether it came to its end. */
  done: boolean;
  /** First hour of the run. */
  from: string;
  after: string;
  file: string;
  length: number;
}

const PLACE = '.edgewise-export.json';

/** @param world Network and time, other ones in tests. */
export function exportCommand(world: World): Command {
  return {
    name: 'export',
    summary: "copy a shop's event lake to this machine",
    help: HELP,
    async run(args) {
      const options = readOptions(args, OPTIONS);
      const url = options.text('url') ?? DEFAULT_URL;
      const token = adminToken(options.text('token'), url);
      if (!token) throw new UsageError('there is no admin token: set EDGEWISE_ADMIN_TOKEN, or give --token');
      const from = options.text('from');
      if (from !== undefined && !/^\d{4}-\d{2}-\d{2}T\d{2}$/.test(from)) {
        throw new UsageError(`--from is '${from}', expected an hour such as 2026-11-22T14`);
      }
      const client = new AdminClient(url, token, world, (seconds, why) =>
        process.stderr.write(`${why}; trying again in ${seconds} s\n`),
      );
      const site = options.required('site');
      const out = options.required('out');
      const progress = new Progress(`exporting ${site}`);
      const report = await copyLake(
        client,
        site,
        out,
        from?.replaceAll('-', '/').replace('T', '/') ?? '',
        world.now(),
        progress,
      );
      const ms = progress.end();
      process.stdout.write(
        options.flag('json')
          ? `${JSON.stringify({ ...report, ms: Math.round(ms) })}\n`
          : `${out}: ${report.objects.toLocaleString('en')} objects, ${report.bytes.toLocaleString('en')} bytes, in ${report.files.toLocaleString('en')} ${report.files === 1 ? 'file' : 'files'}, ${(ms / 1000).toFixed(1)} s\n`,
      );
      return 0;
    },
  };
}

export const exportLake = exportCommand(REAL_WORLD);

/** Objects of an hour still come after it: the queue tries again, and dead letters are sent again. */
const OPEN_MS = 24 * 3_600_000;

const hourOf = (time: number): string =>
  new Date(time).toISOString().slice(0, 13).replaceAll('-', '/').replace('T', '/');

async function copyLake(
  client: AdminClient,
  site: string,
  out: string,
  first: string,
  now: number,
  progress: Progress,
): Promise<{ objects: number; bytes: number; files: number }> {
  await mkdir(out, { recursive: true });
  const known = await readPlace(out, site);
  const place: Place =
    known && !known.done
      ? known
      : // The hours that were open when the last run began are copied again, whole.
        {
          site,
          began: now,
          done: false,
          from: later(first, known ? hourOf(known.began - OPEN_MS) : ''),
          after: '',
          file: '',
          length: 0,
        };
  // What was begun after the place was noted is cut off: it is fetched again.
  if (place.file !== '') await truncate(join(out, place.file), place.length);
  const report = { objects: 0, bytes: 0, files: 0 };
  const path = `/admin/v1/sites/${encodeURIComponent(site)}/lake`;
  for (let after: string | undefined = place.after; after !== undefined; ) {
    const page = (await client.get(`${path}?${new URLSearchParams({ from: place.from, after })}`)) as Page;
    for (const { name } of page.objects) {
      const bytes = await objectOf(client, `${path}/object?${new URLSearchParams({ name })}`);
      if (bytes === undefined) continue;
      const file = `${name.slice(0, 13)}.ndjson.gz`;
      const target = join(out, file);
      if (file !== place.file) {
        await mkdir(dirname(target), { recursive: true });
        await rm(target, { force: true });
        report.files++;
      }
      // Gzip members one behind another are one gzip file (RFC 1952, 2.2).
      await appendFile(target, bytes);
      Object.assign(place, { after: name, file, length: (await stat(target)).size });
      await writePlace(out, place);
      report.objects++;
      report.bytes += bytes.length;
      progress.at(report.objects);
    }
    after = page.after;
  }
  await writePlace(out, { ...place, done: true });
  return report;
}

const later = (a: string, b: string): string => (a > b ? a : b);

/** Undefined where it has gone meanwhile: rewritten under another name, as erasure does. */
async function objectOf(client: AdminClient, path: string): Promise<Uint8Array | undefined> {
  try {
    return await client.bytes(path);
  } catch (fault) {
    if (fault instanceof AdminFault && fault.code === 'no_object') return undefined;
    throw fault;
  }
}

async function readPlace(out: string, site: string): Promise<Place | undefined> {
  let text: string;
  try {
    text = await readFile(join(out, PLACE), 'utf8');
  } catch {
    return undefined;
  }
  const place = JSON.parse(text) as Place;
  if (place.site !== site) {
    throw new UsageError(`--out ${out} holds an export of '${place.site}'; give '${site}' a folder of its own`);
  }
  return place;
}

/** Whole or not at all: a crash leaves the place before. */
async function writePlace(out: string, place: Place): Promise<void> {
  await writeFile(join(out, `${PLACE}.new`), JSON.stringify(place));
  await rename(join(out, `${PLACE}.new`), join(out, PLACE));
}
