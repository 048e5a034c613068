import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Answer, fileOf, type Request, run, worldOf } from './command.testkit.ts';
import { importCommand } from './import.ts';

const rowsOf = (request: Request) =>
  request.body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** Takes every row but those whose `title` or `item_id` is "bad". */
const worker = (request: Request): Answer => {
  if (request.path.endsWith('/train')) return { body: { version: 'm1', events: 5, items: 3 } };
  const rows = rowsOf(request);
  const errors = rows.flatMap((row, i) =>
    row.title === 'bad' || row.item_id === 'bad' ? [{ line: i + 1, reason: 'is bad' }] : [],
  );
  return {
    body: { accepted: rows.length - errors.length, refused: errors.length, errors, version: 'c1', products: 7 },
  };
};

const common = ['--site', 'acme', '--token', 'secret'];
async function importing(what: string, content: string | Uint8Array, more: string[] = [], answer = worker) {
  const { world, requests, pauses } = worldOf(answer);
  const path = fileOf(content);
  const outcome = await run(importCommand(world), [what, path, ...common, ...more]);
  return { ...outcome, path, requests, pauses };
}

describe('edgewise import catalogue', () => {
  it('sends NDJSON as it is, with the token, to the site', async () => {
    const { code, out, requests } = await importing('catalogue', '{"item_id":"1"}\n\n{"item_id":"2"}\r\n');
    expect(code).toBe(0);
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: 'POST', path: '/admin/v1/sites/acme/catalogue' });
    expect(requests[0]!.url.origin).toBe('http://127.0.0.1:8787');
    expect(requests[0]!.headers.get('authorization')).toBe('Bearer secret');
    expect(requests[0]!.body).toBe('{"item_id":"1"}\n{"item_id":"2"}\n');
    expect(out).toContain('2 rows accepted, 0 refused');
    expect(out).toContain('catalogue c1 is published, with 7 products');
  });

  it('reads gzipped CSV, with quotes and line breaks inside, and leaves empty cells out', async () => {
    const csv = '\uFEFFItem ID,title,Image Link\n1,"A ""big"", red\nlantern",\n2,Mug,https://i.example/2\n';
    const { requests } = await importing('catalogue', gzipSync(csv));
    expect(rowsOf(requests[0]!)).toEqual([
      { item_id: '1', title: 'A "big", red\nlantern' },
      { item_id: '2', title: 'Mug', image_link: 'https://i.example/2' },
    ]);
  });

  it('names refused lines by their number in the file, whatever request they were in', async () => {
    const lines = Array.from({ length: 12_000 }, (_, i) => `${i},${i === 5_000 || i === 11_998 ? 'bad' : 'good'}`);
    lines[3] = 'one cell only, and another, and a third';
    const { code, err, out, requests, path } = await importing('catalogue', `item_id,title\n${lines.join('\n')}\n`);
    expect(code).toBe(0);
    const queries = requests.map(({ url }) => Object.fromEntries(url.searchParams));
    const { import: name } = queries[0]!;
    expect(queries).toEqual([
      { publish: '0', import: name },
      { publish: '0', import: name },
      { import: name, accepted: '9999', refused: '2' },
    ]);
    expect(err).toBe(
      `${path}, line 5: has 3 cells, the header has 2\n${path}, line 5002: is bad\n${path}, line 12000: is bad\n`,
    );
    expect(out).toContain('11,997 rows accepted, 3 refused');
  });

  it('makes relative links absolute where it is told their base', async () => {
    const row = '{"item_id":"1","link":"/p/1","image_link":"https://i.example/1"}\nnot json\n';
    const { requests } = await importing('catalogue', row, ['--base', 'https://shop.example'], () => ({
      body: { accepted: 1, refused: 0, errors: [] },
    }));
    expect(requests[0]!.body).toBe(
      '{"item_id":"1","link":"https://shop.example/p/1","image_link":"https://i.example/1"}\nnot json\n',
    );
  });

  it('waits as long as Retry-After says, or longer each time, and sends the same request again', async () => {
    const answers: Answer[] = [
      { status: 503, headers: { 'retry-after': '7' } },
      { status: 429 },
      { status: 503, headers: { 'retry-after': new Date(Date.UTC(2026, 3, 30, 0, 0, 9)).toUTCString() } },
      'broken',
    ];
    const { code, pauses, requests, err } = await importing('catalogue', '{"item_id":"1"}', [], (request) => {
      return answers.shift() ?? worker(request);
    });
    expect(code).toBe(0);
    expect(pauses).toEqual([7_000, 2_000, 9_000, 8_000]);
    expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
    expect(new Set(requests.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
    expect(err).toContain('the worker answered 503; trying again in 7 s');
  });

  it('gives up at last, and at once where waiting cannot help', async () => {
    const always = (answer: Answer) => importing('catalogue', '{}', [], () => answer);
    expect((await always({ status: 503 })).pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000]);
    const wrongToken = await always({ status: 401, body: { error: { code: 'token', message: 'x' } } });
    expect(wrongToken).toMatchObject({ code: 1, pauses: [] });
    expect(wrongToken.err).toContain('the worker does not take this token');
    expect((await always({ status: 503, body: { error: { code: 'no_token' } } })).pauses).toEqual([]);
    expect((await always('broken')).err).toContain('no worker answers at http://127.0.0.1:8787');
  });

  it('[A11] of a file that the worker refuses whole says the lines, how many, and what stands, and fails', async () => {
    const rows = '{"item_id":"bad"}\n{"item_id":"bad"}\n{"item_id":"1"}\n';
    const refuses = (request: Request): Answer => {
      const { body } = worker(request) as { body: object };
      if (request.url.searchParams.get('force') === '1') return { body };
      const stands = { version: 'c7', products: 1_200 };
      return { status: 422, body: { ...body, error: { code: 'mostly_refused', message: 'x' }, stands } };
    };
    const { code, err, out, requests, path } = await importing('catalogue', rows, [], refuses);
    expect({ code, out, requests: requests.length }).toEqual({ code: 1, out: '', requests: 1 });
    expect(err).toBe(
      `${path}, line 1: is bad\n${path}, line 2: is bad\n` +
        `${path}: 2 of 3 rows were refused, so nothing of it is taken; catalogue c7 stands as it was, with 1,200 products.\n` +
        'Mend the file, or say --force to take what can be used\n',
    );
    const json = await importing('catalogue', rows, ['--json'], refuses);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({ accepted: 1, refused: 2, taken: false, stands: { version: 'c7' } });
    expect(await importing('catalogue', rows, ['--force'], refuses)).toMatchObject({ code: 0 });
  });

  it('says when nothing of a file could be used, whoever found it out', async () => {
    const stands = { version: null, products: 0 };
    const byWorker = await importing('catalogue', '{"item_id":"bad"}', ['--force'], (request) => ({
      status: 422,
      body: { ...(worker(request) as { body: object }).body, error: { code: 'mostly_refused', message: 'x' }, stands },
    }));
    expect(byWorker).toMatchObject({ code: 1, out: '' });
    expect(byWorker.err).toContain(
      '1 of 1 rows were refused, so nothing of it is taken; no catalogue is published yet',
    );
    expect(byWorker.err).not.toContain('--force');
    const byItself = await importing('catalogue', 'item_id,title\n1,a,b\n2,c,d\n');
    expect(byItself).toMatchObject({ code: 1, out: '', requests: [] });
    expect(byItself.err).toContain(
      '2 of 2 rows were refused, so nothing of it is taken; what is published stands as it was.',
    );
    expect(await importing('catalogue', '')).toMatchObject({ code: 1, requests: [] });
  });

  it.each([
    ['[{"item_id":1}]', 'is one JSON array, expected NDJSON'],
    ['<?xml version="1.0"?>', 'is XML, expected NDJSON or CSV'],
  ])('refuses %j', async (content, reason) => {
    const { code, err } = await importing('catalogue', content);
    expect(code).toBe(2);
    expect(err).toContain(reason);
  });
});

describe('edgewise import behaviour', () => {
  it('sends events and trains', async () => {
    const csv =
      'timestamp,session_id,item_id,event\n1291191960,s1,a,\n1291191961500,s1,b,addtocart\nx,s1,c,view\n1,s1,d,tap\n';
    const { requests, out, err } = await importing('behaviour', csv, ['--kind', 'purchase']);
    expect(rowsOf(requests[0]!)).toEqual([
      { session_id: 's1', item_id: 'a', timestamp: 1_291_191_960, event: 'purchase' },
      { session_id: 's1', item_id: 'b', timestamp: 1_291_191_961_500, event: 'add_to_cart' },
    ]);
    expect(requests[1]).toMatchObject({ method: 'POST', path: '/admin/v1/sites/acme/train' });
    expect(out).toContain('model m1 is trained on 5 events of 3 items');
    expect(err).toContain("line 4: has the time 'x'");
    expect(err).toContain("line 5: has the event 'tap'");
  });

  it('keeps the event that a JSON row names', async () => {
    const rows =
      '{"session_id":"s","item_id":"a","timestamp":1,"event":"purchase"}\n{"session_id":"s","item_id":"b","timestamp":2}\n';
    const { requests } = await importing('behaviour', rows, ['--no-train']);
    expect(requests).toHaveLength(1);
    expect(rowsOf(requests[0]!).map(({ event }) => event)).toEqual(['purchase', 'view_item']);
  });

  it('knows the columns of UCI Online Retail, and leaves out what is no sale of goods', async () => {
    const csv = [
      'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
      '536365,85123A,"HEART, WHITE",6,2010-12-01T08:26:00Z,2.55,17850,United Kingdom',
      '536366,22633,WARMER,6,12/1/2010 8:28,1.85,17850,United Kingdom',
      '536367,22633,WARMER,6,2010-12-01 08:28:00,1.85,,',
      'C536379,22633,WARMER,-1,2010-12-01T09:41:00Z,1.85,14527,United Kingdom',
      '536370,POST,POSTAGE,3,2010-12-01T08:45:00Z,18,12583,France',
      '536371,22633,WARMER,1,yesterday,1.85,,',
    ].join('\n');
    const { requests, err } = await importing('behaviour', csv);
    expect(rowsOf(requests[0]!)).toEqual([
      { session_id: '536365', item_id: '85123A', timestamp: Date.UTC(2010, 11, 1, 8, 26), event: 'purchase' },
      { session_id: '536366', item_id: '22633', timestamp: Date.UTC(2010, 11, 1, 8, 28), event: 'purchase' },
      { session_id: '536367', item_id: '22633', timestamp: Date.UTC(2010, 11, 1, 8, 28), event: 'purchase' },
    ]);
    expect(err).toContain("line 7: has the date 'yesterday'");
  });
});

describe('edgewise import', () => {
  it.each([
    [[], 'catalogue or behaviour is missing'],
    [['catalogue'], 'FILE is missing'],
    [['catalogue', 'a', 'b'], "'b' is one argument too many"],
    [['orders', 'a', ...common], "'orders' cannot be imported, expected catalogue or behaviour"],
    [['catalogue', '/nowhere', ...common], '/nowhere: cannot be read (ENOENT)'],
    [['catalogue', 'a', '--token', 'x'], '--site is missing'],
    [['catalogue', 'a', ...common, '--url', 'ftp://x'], "--url is 'ftp://x'"],
    [['catalogue', 'a', ...common, '--base', 'x'], "--base is 'x'"],
    [['behaviour', 'a', ...common, '--kind', 'x'], "--kind is 'x'"],
  ])('says what is wrong with %j', async (args, message) => {
    const { world } = worldOf(() => 'broken');
    const { code, err } = await run(importCommand(world), args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('says of an empty file that it is one, and fails', async () => {
    const { code, err } = await importing('behaviour', '');
    expect(code).toBe(1);
    expect(err).toContain('holds no row to import');
  });

  it('prints one JSON object with --json', async () => {
    const { out } = await importing('catalogue', '{"item_id":"bad"}\n{"item_id":"1"}', ['--json']);
    expect(JSON.parse(out)).toMatchObject({
      accepted: 1,
      refused: 1,
      errors: [{ line: 1, reason: 'is bad' }],
      version: 'c1',
      products: 7,
    });
  });
});
