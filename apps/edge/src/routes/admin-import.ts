/** Imports by stream: NDJSON of any size in memory that stays flat, bad lines reported by their number. */
import { parseLine } from '@edgewise/core/catalogue/parse-row';
import type { Product } from '@edgewise/core/catalogue/product';
import { isUnfit } from '@edgewise/core/catalogue/verdict';
import type { Interaction } from '@edgewise/core/recommend/situation';
import { LIMITS } from '@edgewise/protocol/limits';
import { type BehaviourRow, parseBehaviourRow, parseCatalogueImportQuery } from '@edgewise/protocol/parse-admin';
import { RequestFault } from '@edgewise/protocol/read-json';
import { type AppContext, hexOf, PRIVATE } from '../http.ts';
import { type Line, linesOf } from '../lines.ts';
import { shopOf, trainerOf } from '../objects/names.ts';
import type { SiteSettings } from '../shop-view.ts';
import type { SessionRows } from '../storage/session-window.ts';

/** Rows that go to an object in one call, and characters of their lines: a call takes 32 MiB. */
const ROWS_PER_CALL = 1_000;
const CHARACTERS_PER_CALL = 4_000_000;
/** Errors listed by line; the rest is only counted. */
const ERRORS_LISTED = 100;

interface Tally {
  accepted: number;
  refused: number;
  errors: { line: number; reason: string }[];
}

const newTally = (): Tally => ({ accepted: 0, refused: 0, errors: [] });

/** @throws RequestFault 400 where there is none */
function bodyOf(c: AppContext): ReadableStream<Uint8Array> {
  const { body } = c.req.raw;
  if (!body) throw new RequestFault(400, 'empty', 'body: expected NDJSON, one row a line');
  return body;
}

/** Runs every line through `read`; what it returns is gathered and handed to `store` by the thousand. */
async function eachLine<T>(
  body: ReadableStream<Uint8Array>,
  tally: Tally,
  read: (line: Line) => T | string,
  store: (rows: T[]) => Promise<void>,
): Promise<void> {
  let rows: T[] = [];
  let characters = 0;
  for await (const line of linesOf(body, LIMITS.importLineBytes)) {
    const row = line.tooLong ? `line is longer than ${LIMITS.importLineBytes} bytes` : read(line);
    if (typeof row === 'string') {
      tally.refused++;
      if (tally.errors.length < ERRORS_LISTED) tally.errors.push({ line: line.number, reason: row });
      continue;
    }
    rows.push(row);
    characters += line.text.length;
    if (rows.length === ROWS_PER_CALL || characters >= CHARACTERS_PER_CALL) {
      await store(rows);
      tally.accepted += rows.length;
      rows = [];
      characters = 0;
    }
  }
  if (rows.length > 0) await store(rows);
  tally.accepted += rows.length;
}

/** Of the refused lines, so many stand in the error itself. */
const REASONS_SAID = 3;

/**
 * Taken whole or not at all [A11]. `publish=0` leaves the snapshot as it is. With `import=NAME` it says that more requests follow:
 * the import waits beside the catalogue until the one without it.
 */
export async function importCatalogue(c: AppContext, settings: SiteSettings): Promise<Response> {
  const now = Date.now();
  const shop = shopOf(c.env, settings.id);
  const context = { market: settings.defaultMarket, currency: settings.currencies[0]!, now };
  const { publish, force, import: named, ...before } = parseCatalogueImportQuery(c.req.query());
  const name = named ?? crypto.randomUUID();
  const moreFollow = publish === '0' && named !== undefined;
  // A single request may come again: it says the same again, unless another import came between.
  const stated = named === undefined || moreFollow ? undefined : c.req.header('idempotency-key');
  const { body, digest } = digested(bodyOf(c), stated !== undefined);
  const key = stated === undefined ? undefined : { name: `import:${stated}`, digest };
  if (key !== undefined) {
    const known = await shop.recall(key.name);
    if (known !== null) return repeat(c, known, { body, digest, rowsWait: await shop.hasArrived(name) });
  }
  if (before.accepted > 0 && !moreFollow && !(await shop.hasArrived(name))) {
    const taken = await shop.takenUnpublished(name);
    if (taken !== null) {
      await body.pipeTo(new WritableStream());
      return publishTaken(c, shop, { name, key }, JSON.parse(taken) as Tally);
    }
    throw new RequestFault(
      409,
      'import_gone',
      `import: nothing of '${named ?? ''}' waits here any more; send all of it again, under a new name`,
    );
  }
  const tally = newTally();
  try {
    await eachLine<Product>(
      body,
      tally,
      ({ text }) => {
        const row = parseLine(text, context);
        return row.ok ? row.product : row.reason;
      },
      (products) => shop.arrive(name, products, now) as Promise<void>,
    );
  } catch (cause) {
    // Whoever looks at the catalogue's health should know.
    if (!(cause instanceof RequestFault)) {
      await shop.noteImport({ at: now, ...tally, broken: String(cause).slice(0, 200) });
    }
    // One request of several is sent again.
    if (named === undefined) await shop.dropArrived(name, now);
    throw cause;
  }
  c.set('detail', { accepted: tally.accepted, refused: tally.refused, ...(force === '1' && { force: true }) });
  const whole = { accepted: before.accepted + tally.accepted, refused: before.refused + tally.refused };
  if (!moreFollow && whole.accepted + whole.refused === 0) {
    throw new RequestFault(400, 'empty', 'catalogue: got 0 rows, expected one product a line; nothing is taken');
  }
  if (!moreFollow && isUnfit(whole, force === '1')) {
    const refused = whole.accepted === 0 ? 'every' : 'nearly every';
    await shop.noteImport({ at: now, ...tally, broken: `${refused} row was refused, so nothing was taken` });
    await shop.dropArrived(name, now);
    return refuseWhole(c, settings, tally, whole);
  }
  if (!moreFollow) {
    const markets = await shop.takeArrived(name, now, publish === '0' ? null : JSON.stringify(tally));
    if (markets > LIMITS.marketsPerProduct) {
      const broken = `the catalogue would have ${markets} markets, expected at most ${LIMITS.marketsPerProduct}`;
      await shop.noteImport({ at: now, ...tally, broken });
      await shop.dropArrived(name, now);
      throw new RequestFault(422, 'too_many_markets', `catalogue: ${broken}; nothing of this import is taken`);
    }
  }
  if (publish !== '0') return publishTaken(c, shop, { name, key }, tally);
  await shop.noteImport({ at: now, ...tally, broken: null });
  if (key !== undefined) await shop.remember(key.name, await withDigest(key, JSON.stringify(tally)), now);
  return c.json(tally, 200, PRIVATE);
}

/** Under what the answer of an import's last request is remembered, and what its body was. */
interface Key {
  name: string;
  digest: Promise<string>;
}

/** The body, and its digest once it was read to its end. */
function digested(body: ReadableStream<Uint8Array>, isWanted: boolean) {
  if (!isWanted) return { body, digest: Promise.resolve('') };
  const hash = new crypto.DigestStream('SHA-256');
  const writer = hash.getWriter();
  const through = new TransformStream<Uint8Array, Uint8Array>({
    async transform(chunk, controller) {
      await writer.write(chunk);
      controller.enqueue(chunk);
    },
    flush: () => writer.close(),
  });
  return { body: body.pipeThrough(through), digest: hash.digest.then(hexOf) };
}

const withDigest = async ({ digest }: Key, answer: string): Promise<string> => `${await digest} ${answer}`;

/**
 * The first answer once more, where the request is the same once more.
 * @throws RequestFault 422 where its rows are others: the answer would say of them that they are taken
 */
async function repeat(
  c: AppContext,
  known: string,
  now: { body: ReadableStream<Uint8Array>; digest: Promise<string>; rowsWait: boolean },
): Promise<Response> {
  await now.body.pipeTo(new WritableStream());
  const digest = await now.digest;
  // Answers of an earlier release have no digest before them.
  const [, before = digest, answer = known] = /^([0-9a-f]{64}) (.*)$/s.exec(known) ?? [];
  if (now.rowsWait || before !== digest) {
    throw new RequestFault(422, 'key_used', 'idempotency-key: was used for another import; use a new one');
  }
  return c.json(JSON.parse(answer) as object, 200, PRIVATE);
}

/** What is in the catalogue is put on the shelves. Where that fails the same request, sent again, finishes it. */
async function publishTaken(
  c: AppContext,
  shop: ReturnType<typeof shopOf>,
  { name, key }: { name: string; key: Key | undefined },
  tally: Tally,
): Promise<Response> {
  const now = Date.now();
  let answer: string;
  try {
    // Who did not get the answer asks again, when nothing waits any more.
    const remembered = key && { name: key.name, digest: await key.digest };
    answer = await shop.publishTaken(name, remembered ?? null, JSON.stringify(tally), now);
  } catch (cause) {
    console.error(JSON.stringify({ at: 'import.publish', request: c.get('request'), error: String(cause) }));
    await shop.noteImport({ at: now, ...tally, broken: UNPUBLISHED });
    throw new RequestFault(503, 'not_published', `catalogue: ${UNPUBLISHED}; send this request again`);
  }
  await shop.noteImport({ at: now, ...tally, broken: null });
  c.set('detail', { accepted: tally.accepted, refused: tally.refused, ...c.get('detail') });
  return c.json(JSON.parse(answer) as object, 200, PRIVATE);
}

const UNPUBLISHED = 'the rows are stored and could not be published';

/** What was refused and why, and what the shop's shelves show all the same. */
async function refuseWhole(
  c: AppContext,
  { id }: SiteSettings,
  tally: Tally,
  { accepted, refused }: Pick<Tally, 'accepted' | 'refused'>,
): Promise<Response> {
  const shop = shopOf(c.env, id);
  const [view, products] = await Promise.all([shop.view(), shop.productCount()]);
  const version = view?.catalogue?.current ?? null;
  const stands = version === null ? 'no catalogue is published yet' : `catalogue ${version} stands as it was`;
  const reasons = tally.errors.slice(0, REASONS_SAID).map(({ line, reason }) => `line ${line}: ${reason}`);
  const message = [
    `catalogue: ${refused} of ${accepted + refused} rows were refused, so nothing of this import is taken; ${stands}`,
    ...reasons,
    `mend the file${accepted > 0 ? ', or take what could be used with force=1' : ''}`,
  ].join('. ');
  return c.json(
    { error: { code: 'mostly_refused', message }, ...tally, stands: { version, products }, request: c.get('request') },
    422,
    PRIVATE,
  );
}

/** Rows of a session that stand together travel together; a session that comes back later is added to. */
export async function importBehaviour(c: AppContext, settings: SiteSettings): Promise<Response> {
  const now = Date.now();
  const trainer = trainerOf(c.env, settings.id);
  const tally = newTally();
  await eachLine<BehaviourRow>(
    bodyOf(c),
    tally,
    ({ text }) => {
      try {
        return parseBehaviourRow(JSON.parse(text), now);
      } catch {
        return 'line is not JSON';
      }
    },
    (rows) => trainer.import(settings.id, bySession(rows)) as Promise<void>,
  );
  c.set('detail', { accepted: tally.accepted, refused: tally.refused });
  return c.json(tally, 200, PRIVATE);
}

function bySession(rows: readonly BehaviourRow[]): SessionRows[] {
  const sessions = new Map<string, Interaction[]>();
  for (const { session, item, kind, time } of rows) {
    const id = `import.${session}`;
    const interactions = sessions.get(id) ?? [];
    interactions.push({ item, kind, time });
    sessions.set(id, interactions);
  }
  return [...sessions].map(([id, interactions]) => ({ id, interactions }));
}
