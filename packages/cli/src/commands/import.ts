/** `edgewise import`: a shop's catalogue, or what its visitors did so far, goes into its worker. */
import { randomUUID } from 'node:crypto';
import { AdminClient, DEFAULT_URL, REAL_WORLD, type World } from '../admin-client.ts';
import { adminToken } from '../admin-token.ts';
import { type Options, readOptions } from '../arguments.ts';
import { type Command, UsageError } from '../command.ts';
import { behaviourRows, type EventName, eventNamed } from '../import/behaviour-rows.ts';
import { catalogueRows } from '../import/catalogue-rows.ts';
import { type ImportReport, type QueryOf, sendRows } from '../import/send-rows.ts';
import { Progress } from '../progress.ts';

const HELP = `edgewise import: put a shop's catalogue, or its past behaviour, into its worker

Usage: edgewise import catalogue FILE --site SITE [options]
       edgewise import behaviour FILE --site SITE [options]

FILE is NDJSON (one object a line) or CSV/TSV with a header, gzipped or not, of any size: it is sent in several
requests. Lines that cannot be used are left out and named by their number; the others land. Of a catalogue of which every
line is refused, or more than nine in ten of twenty or more, nothing is taken: what is published stands. A product that a
file does not name stays.

  catalogue   fields as in Google's product feed: item_id (or id), title, link, price ("12.50 GBP", or a number
              and currency); and item_group_id, brand, product_type ("Home > Mugs"), description, image_link,
              sale_price (between the dates of sale_price_effective_date, where given), availability or quantity,
              added, markets
  behaviour   session_id, item_id, timestamp (seconds, milliseconds or ISO 8601) and event (view, cart or
              purchase). Order lines with the columns of UCI Online Retail are known too: an invoice is a
              session, cancellations are left out. The shop's model is trained at the end.

  --site SITE    the site's key
  --url URL      the worker; ${DEFAULT_URL} if not given
  --token TOKEN  its admin token. Better: set EDGEWISE_ADMIN_TOKEN, which no list of processes shows;
                 for a worker on this machine .dev.vars has it
  --base URL     catalogue: where relative links belong, such as https://shop.example
  --force        catalogue: take what can be used, also where nearly every line is refused
  --kind KIND    behaviour: what rows without an event are: view (default), cart or purchase
  --no-train     behaviour: leave the model as it is
  --json         print the report as one JSON object

Examples:
  edgewise import catalogue products.csv --site acme --base https://www.acme.example
  edgewise import behaviour orders.ndjson.gz --site acme --kind purchase
`;

/** Errors that are shown in words; `--json` has more. */
const ERRORS_SHOWN = 20;

const OPTIONS = {
  values: ['site', 'url', 'token', 'base', 'kind'],
  flags: ['no-train', 'force', 'json'],
  operands: ['catalogue or behaviour', 'FILE'],
};

/** @param world Network and time, other ones in tests. */
export function importCommand(world: World): Command {
  return {
    name: 'import',
    summary: "send a shop's catalogue or behaviour to its worker",
    help: HELP,
    async run(args) {
      const options = readOptions(args, OPTIONS);
      const url = options.text('url') ?? DEFAULT_URL;
      const token = adminToken(options.text('token'), url);
      if (!token) throw new UsageError('there is no admin token: set EDGEWISE_ADMIN_TOKEN, or give --token');
      const client = new AdminClient(url, token, world, (seconds, why) =>
        process.stderr.write(`${why}; trying again in ${seconds} s\n`),
      );
      const site = `/admin/v1/sites/${encodeURIComponent(options.required('site'))}`;
      const what = options.operand('catalogue or behaviour');
      if (what === 'catalogue') return importCatalogue(client, site, options);
      if (what === 'behaviour') return importBehaviour(client, site, options);
      throw new UsageError(`'${what}' cannot be imported, expected catalogue or behaviour`);
    },
  };
}

export const importInto = importCommand(REAL_WORLD);

async function importCatalogue(client: AdminClient, site: string, options: Options): Promise<number> {
  const file = options.operand('FILE');
  const base = options.text('base');
  if (base !== undefined && !/^https?:\/\//.test(base)) {
    throw new UsageError(`--base is '${base}', expected http://… or https://…`);
  }
  const progress = new Progress(`importing ${file}`);
  const query = asOneImport(randomUUID(), options.flag('force'));
  const report = await sendRows(client, `${site}/catalogue`, catalogueRows(file, base), progress, query);
  const ms = progress.end();
  const isUnsent = report.accepted === 0 && report.refused > 0 && report.last.version === undefined;
  if (report.unfit || isUnsent) return refuseWhole(report, file, options);
  const { version, products } = report.last;
  const published =
    version === undefined
      ? ''
      : `catalogue ${version} is published, with ${Number(products).toLocaleString('en')} products\n`;
  return conclude(report, file, ms, published, { version, products }, options);
}

/** All requests of the file carry one name, and the worker judges it at the last, with the lines that were never sent. */
function asOneImport(name: string, force: boolean): QueryOf {
  return ({ isLast, isOnly, accepted, refused }) => {
    const query = new URLSearchParams({
      ...(!isLast && { publish: '0' }),
      ...(!isOnly && { import: name }),
      ...(isLast && accepted > 0 && { accepted: String(accepted) }),
      ...(isLast && refused > 0 && { refused: String(refused) }),
      ...(isLast && force && { force: '1' }),
    }).toString();
    return query && `?${query}`;
  };
}

/** @returns the exit code */
function refuseWhole({ accepted, refused, errors, last }: ImportReport, file: string, options: Options): number {
  // Unknown where no row was worth a request.
  const { stands } = last as { stands?: { version: string | null; products: number } };
  if (options.flag('json')) {
    process.stdout.write(`${JSON.stringify({ accepted, refused, errors, taken: false, stands })}\n`);
    return 1;
  }
  showErrors(file, refused, errors);
  const count = (n: number) => n.toLocaleString('en');
  let former = 'what is published stands as it was';
  if (stands?.version === null) former = 'no catalogue is published yet';
  else if (stands) former = `catalogue ${stands.version} stands as it was, with ${count(stands.products)} products`;
  process.stderr.write(
    `${file}: ${count(refused)} of ${count(accepted + refused)} rows were refused, so nothing of it is taken; ${former}.\n` +
      `Mend the file${accepted > 0 ? ', or say --force to take what can be used' : ''}\n`,
  );
  return 1;
}

async function importBehaviour(client: AdminClient, site: string, options: Options): Promise<number> {
  const file = options.operand('FILE');
  const progress = new Progress(`importing ${file}`);
  const rows = behaviourRows(file, kindOf(options.text('kind')));
  const report = await sendRows(client, `${site}/behaviour`, rows, progress);
  const ms = progress.end();
  if (report.accepted === 0 || options.flag('no-train')) return conclude(report, file, ms, '', {}, options);
  const model = (await client.post(`${site}/train`)) as Record<string, unknown>;
  const count = (name: string) => Number(model[name]).toLocaleString('en');
  const trained = `model ${model.version} is trained on ${count('events')} events of ${count('items')} items\n`;
  return conclude(report, file, ms, trained, { model }, options);
}

function kindOf(text: string | undefined): EventName {
  const event = text === undefined ? 'view_item' : eventNamed(text);
  if (!event) throw new UsageError(`--kind is '${text}', expected view, cart or purchase`);
  return event;
}

/** @returns the exit code: 1 where nothing of the file could be used. */
function conclude(
  { accepted, refused, errors }: ImportReport,
  file: string,
  ms: number,
  done: string,
  more: Record<string, unknown>,
  options: Options,
): number {
  if (options.flag('json')) {
    process.stdout.write(`${JSON.stringify({ accepted, refused, errors, ms: Math.round(ms), ...more })}\n`);
    return accepted === 0 ? 1 : 0;
  }
  showErrors(file, refused, errors);
  if (accepted + refused === 0) process.stderr.write(`${file}: holds no row to import\n`);
  process.stdout.write(
    `${file}: ${accepted.toLocaleString('en')} rows accepted, ${refused.toLocaleString('en')} refused, ${(ms / 1000).toFixed(1)} s\n${done}`,
  );
  return accepted === 0 ? 1 : 0;
}

function showErrors(file: string, refused: number, errors: ImportReport['errors']): void {
  for (const { line, reason } of errors.slice(0, ERRORS_SHOWN)) {
    process.stderr.write(`${file}, line ${line}: ${reason}\n`);
  }
  const unseen = refused - Math.min(errors.length, ERRORS_SHOWN);
  if (unseen > 0) process.stderr.write(`… and ${unseen.toLocaleString('en')} more lines that were refused\n`);
}
