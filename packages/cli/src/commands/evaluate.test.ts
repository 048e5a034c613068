import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fileOf, run } from './command.testkit.ts';
import { evaluate } from './evaluate.ts';
import { train } from './train.ts';

/** Sessions that walk along a ring of 20 items, one step a click. */
function log(sessions: number, clicks = 4, header = 'session_id,item_id,timestamp'): string {
  const lines = [header];
  for (let s = 0; s < sessions; s++) {
    for (let c = 0; c < clicks; c++) lines.push(`s${s},item ${(s * 7 + c) % 20},${1_700_000_000 + s * 60 + c}`);
  }
  return `${lines.join('\n')}\n`;
}

describe('edgewise evaluate', () => {
  it('prints one object with the figures and the times of every prediction', async () => {
    const trained = fileOf(gzipSync(log(100)), 'a.csv.gz');
    const test = fileOf(`${log(10)}x,item 1,1700009000\nx,never seen,1700009001\nx,item 2,1700009002\n`, 'b.csv');
    const { code, out } = await run(evaluate, ['--train', trained, '--test', test, '--json']);
    expect(code).toBe(0);
    const result = JSON.parse(out);
    // Ten sessions of four clicks, and one that is left with two once the unseen item is out.
    expect(result.predictions).toBe(31);
    expect(result.unseen).toBe(1);
    expect(result['hr@20']).toBeGreaterThan(0.9);
    expect(result['mrr@20']).toBeGreaterThan(0.3);
    expect(result['mrr@20']).toBeLessThan(result['hr@20']);
    expect(result.ms.p50).toBeGreaterThan(0);
    expect(result.ms.p99).toBeGreaterThanOrEqual(result.ms.p50);
    expect(result.quietMs.p99).toBeGreaterThanOrEqual(result.quietMs.p50);
    expect(result.quietMs.p50).toBeGreaterThan(0);
    expect(result.shelf.predictions).toBe(31);
    expect(
      result.byLength.reduce(
        (sum: number, part: { figures: { predictions: number } }) => sum + part.figures.predictions,
        0,
      ),
    ).toBe(31);
  });

  it('counts clicks on unseen items as failed, and says how a shop begins', async () => {
    const trained = fileOf(log(300), 'a.csv');
    const test = fileOf(`${log(10)}x,never seen,1700009000\nx,item 1,1700009001\nx,item 2,1700009002\n`, 'b.csv');
    const { out } = await run(evaluate, ['--train', trained, '--test', test, '--json']);
    const result = JSON.parse(out);
    // Of x's two later clicks one is predicted; what comes after an unknown item alone is not.
    expect(result.predictions).toBe(31);
    expect(result.everyClick.predictions).toBe(32);
    expect(result.everyClick['hr@20']).toBeCloseTo((result['hr@20'] * 31) / 32, 4);
    expect(result.firstDays.map(({ sessions }: { sessions: number }) => sessions)).toEqual([100, 300]);
    expect(result.firstDays[1].everyClick).toEqual(result.everyClick);
  });

  it('compares strategies, and writes a page on which names cannot act', async () => {
    const trained = fileOf(log(100), '<script>.csv');
    const test = fileOf(log(10), 'b.csv');
    const page = fileOf('', 'report.html');
    const { code, out } = await run(evaluate, ['--train', trained, '--test', test, '--compare', '--html', page]);
    expect(code).toBe(0);
    expect(out).toContain('predicted from the clicks before it and ranked over the whole training catalogue');
    const named = out
      .split('\n\n')[1]!
      .split('\n')
      .slice(2)
      .map((line) => line.split('|')[1]!.trim());
    expect(named).toEqual(['session-knn', 'also-viewed', 'bought-together', 'trending']);
    expect(out).toContain('first click hr');
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('<svg');
    expect(html).toContain('&lt;script&gt;.csv');
    expect(html).not.toContain('<script>');
    // Every item of the ring is clicked twenty times.
    expect(out).toMatch(/\| session-knn .*\| +– \| +– \|/);
    expect(html).toContain('No prediction wanted an item that training saw fewer than ten times.');
  });

  it('keeps the tables of each set in one file, under the command that made them', async () => {
    const trained = fileOf(log(100), 'june.csv');
    const kept = fileOf('# Mine\n', 'figures.md');
    for (const [name, sessions] of [
      ['One shop', 10],
      ['Another', 20],
      ['One shop', 12],
    ] as const) {
      const test = fileOf(log(sessions), 'july.csv');
      const { code } = await run(evaluate, ['--train', trained, '--test', test, '--table', kept, '--name', name]);
      expect(code).toBe(0);
    }
    await run(evaluate, ['--in', fileOf(log(100), 'baskets.csv'), '--protocol', 'leave-one-out', '--table', kept]);
    const text = readFileSync(kept, 'utf8');
    expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# Mine',
      '## One shop',
      '## Another',
      '## baskets.csv',
    ]);
    expect(text).toContain(
      '    edgewise evaluate --train june.csv --test july.csv --name "One shop" --table figures.md\n',
    );
    expect(text).not.toContain(tmpdir());
    for (const name of ['session-knn', 'also-viewed', 'bought-together', 'trending']) {
      expect(text.match(new RegExp(`^\\| ${name} `, 'gm'))!.length).toBeGreaterThanOrEqual(4);
    }
    expect(text).toContain('bought-together proposes nothing: the training log has no purchase');
    const { code, err } = await run(evaluate, ['--in', trained, '--table', kept, '--name=-->']);
    expect([code, err]).toEqual([2, expect.stringContaining("the name of the tables is '-->'")]);
  });

  it('reads tabs and other names for the columns, and takes a model in place of a log', async () => {
    const model = fileOf('', 'model.bin');
    const tabs = log(100, 4, 'SessionId,ItemId,Time,Price').replaceAll(',', '\t');
    const made = await run(train, ['--in', fileOf(tabs, 'a.tsv'), '--out', model, '--json']);
    expect(JSON.parse(made.out)).toMatchObject({ sessions: 100, events: 400, items: 20 });
    const { out } = await run(evaluate, ['--model', model, '--test', fileOf(log(10)), '--json']);
    expect(JSON.parse(out).predictions).toBe(30);
  });

  it('leaves one line of a basket out, and beats popularity where baskets have a pattern', async () => {
    const { out } = await run(evaluate, ['--in', fileOf(log(200)), '--protocol', 'leave-one-out', '--json']);
    const result = JSON.parse(out);
    expect(result.predictions).toBe(80);
    expect(result.protocolInWords).toMatch(/^Each line of a test basket in turn is hidden/);
    const of = (name: string) => result.strategies.find((one: { strategy: string }) => one.strategy === name);
    expect(of('bought-together')['mrr@5']).toBeGreaterThan(2 * of('popularity')['mrr@5']);
  });

  it.each([
    [['--train', 'a.csv'], /a\.csv: cannot be read|--test is missing/],
    [['--test', 'b.csv'], /expected one of --train, --model and --in/],
    [['--train', fileOf('who,what,when\n1,2,3\n', 'a.csv'), '--test', 'b.csv'], /the first line is 'who,what,when'/],
    [
      ['--train', fileOf('session_id,item_id,timestamp\n1,2,noon\n', 'a.csv'), '--test', 'b.csv'],
      /line 2: the time is 'noon'/,
    ],
    [['--in', fileOf(log(9)), '--holdout', '2'], /--holdout is '2'/],
    [['--in', 'a.csv', '--name', 'x'], /--name belongs to --table/],
    [['--protocol', 'guess'], /--protocol is 'guess'/],
    [['--model', fileOf('no model'), '--test', fileOf(log(2))], /expected at least 36|EWSN/],
    [['--frobnicate'], /frobnicate/],
  ])('names what is wrong with %j', async (args, message) => {
    const { code, err } = await run(evaluate, args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe('edgewise train', () => {
  it('writes the same bytes for the same log', async () => {
    const [one, two] = [fileOf(''), fileOf('')];
    for (const out of [one, two]) await run(train, ['--in', fileOf(log(100)), '--out', out]);
    expect(readFileSync(one).length).toBeGreaterThan(1000);
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
  });

  it('writes them whatever the order of the rows, and where rows come twice', async () => {
    const [one, two] = [fileOf(''), fileOf('')];
    const [header, ...rows] = log(300).trimEnd().split('\n');
    const shuffled = rows.map((row, r) => [(r * 389) % rows.length, row] as const).sort(([a], [b]) => a - b);
    const twice = [header, ...shuffled.map(([, row]) => row), ...rows.slice(100, 200)].join('\n');
    await run(train, ['--in', fileOf(log(300)), '--out', one]);
    await run(train, ['--in', fileOf(twice), '--out', two]);
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
  });
});
