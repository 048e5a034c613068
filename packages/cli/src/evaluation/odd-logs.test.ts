/** Logs as shops really have them: what is odd about them changes nothing that it should not, and breaks nothing. */
import { describe, expect, it } from 'vitest';
import { fileOf, run } from '../commands/command.testkit.ts';
import { evaluate } from '../commands/evaluate.ts';

type Row = [session: string, item: string, seconds: number];

/** Sessions that walk about in groups of ten items, the same every run. */
function shop(sessions: number, items = 200, seed = 1): Row[] {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
  return Array.from({ length: sessions }).flatMap((_, s) => {
    const group = random(items / 10) * 10;
    return Array.from(
      { length: 2 + random(4) },
      (_, c): Row => [`s${s}`, `i${group + random(10)}`, 1_700_000_000 + s * 60 + c],
    );
  });
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const csv = (rows: readonly Row[]) => `session_id,item_id,timestamp\n${rows.map((row) => row.join(',')).join('\n')}\n`;

async function figuresOf(train: string, test: string) {
  const { code, out, err } = await run(evaluate, ['--train', fileOf(train), '--test', fileOf(test), '--json']);
  expect(err.replaceAll(/[^\n\r]*\r/g, '')).not.toMatch(/Error/);
  const result = JSON.parse(out);
  expect(code).toBe(result.predictions > 0 ? 0 : 1);
  if (result.predictions === 0) expect(result.warnings).toHaveLength(1);
  for (const name of result.predictions === 0
    ? ['coverage', 'popularity']
    : ['hr@20', 'mrr@20', 'ndcg@20', 'recall@20', 'map@20', 'coverage', 'popularity']) {
    expect(result[name]).toBeGreaterThanOrEqual(0);
    expect(result[name]).toBeLessThanOrEqual(1);
  }
  return result;
}

const past = shop(300);
const later = shop(40, 200, 2).map(([s, i, t]): Row => [`l${s}`, i, t + 300 * 60]);

describe('edgewise evaluate on odd logs', async () => {
  const plain = await figuresOf(csv(past), csv(later));

  it.each([
    ['milliseconds', (rows: Row[]) => csv(rows.map(([s, i, t]) => [s, i, t * 1000]))],
    ['ISO 8601', (rows: Row[]) => csv(rows.map(([s, i, t]) => [s, i, new Date(t * 1000).toISOString() as never]))],
    ['rows newest first', (rows: Row[]) => csv(rows.toReversed())],
    ['CRLF and a byte order mark', (rows: Row[]) => `\uFEFF${csv(rows).replaceAll('\n', '\r\n')}`],
    [
      'commas, quotes and other scripts in ids',
      (rows: Row[]) => csv(rows.map(([s, i, t]) => [quoted(`с, "${s}"`), quoted(`鞋, "🧦" ${i}`), t])),
    ],
    [
      'semicolons and other columns',
      (rows: Row[]) => `Timestamp;who;ItemId;SessionID\n${rows.map(([s, i, t]) => `${t};x;${i};${s}`).join('\n')}`,
    ],
  ])('gives the same figures for %s', async (_, written) => {
    const { predictions, ...figures } = await figuresOf(written(past), written(later));
    expect(predictions).toBe(plain.predictions);
    for (const name of ['hr@20', 'mrr@20', 'recall@20']) expect(figures[name]).toBe(plain[name]);
  });

  it('leaves out items that training never saw, also where they are all there is', async () => {
    const strange = later.map(([s, i, t]): Row => [`x${s}`, `new ${i}`, t]);
    const mixed = await figuresOf(csv(past), csv([...later, ...strange]));
    expect([mixed.predictions, mixed['hr@20'], mixed.unseen]).toEqual([
      plain.predictions,
      plain['hr@20'],
      plain.unseen + strange.length,
    ]);
    expect(mixed.everyClick.predictions).toBe(2 * plain.everyClick.predictions);
    const { code, out, err } = await run(evaluate, [
      '--train',
      fileOf(csv(past)),
      '--test',
      fileOf(csv(strange)),
      '--json',
    ]);
    const result = JSON.parse(out);
    expect([code, result.predictions, result['hr@20'], result.cold]).toEqual([1, 0, undefined, { predictions: 0 }]);
    expect(result.warnings).toEqual([expect.stringMatching(/nothing could be predicted: .* training never saw/)]);
    expect(err).toContain(result.warnings[0]);
  });

  it.each<[string, Row[]]>([
    ['sessions of one item', past.map(([, i, t], n) => [`s${n}`, i, t])],
    ['a single item', past.map(([s, , t]) => [s, 'only', t])],
    ['items seen once', past.map(([s, , t], n) => [s, `u${n}`, t])],
    ['one click', past.slice(0, 1)],
    ['every row twice', past.flatMap((row) => [row, row])],
    ['a clock that stands still', past.map(([s, i]) => [s, i, 0])],
    ['times before 1970', past.map(([s, i, t]) => [s, i, -t])],
    ['fifty sessions', past.slice(0, 175)],
  ])('has sane figures after %s', async (_, rows) => {
    await figuresOf(csv(rows), csv(later));
  });

  it('learns from sessions of hundreds of clicks, and is held up by none of 40,000, newest first', async () => {
    const long = (name: string, clicks: number): Row[] =>
      Array.from({ length: clicks }, (_, c) => [name, `i${(c * 7) % 200}`, 1_700_018_000 - c]);
    const robots = Array.from({ length: 5 }).flatMap((_, r) => long(`robot ${r}`, 500));
    const found = await figuresOf(
      csv([...past, ...robots, ...long('endless', 40_000)]),
      csv([...later, ...long('x', 300)]),
    );
    expect(found.train.heldBack.points).toBeGreaterThan(100);
    expect(found.predictions).toBeGreaterThanOrEqual(plain.predictions + 299);
  });

  it.each([
    ['', /holds no row/],
    ['session_id,item_id,timestamp\n', /holds no row/],
    [
      csv([
        ['s', 'ä'.repeat(512), 1],
        ['s', `${'ä'.repeat(512)}x`, 2],
      ]),
      /line 3: the item 'ä{40}…' has 1025 bytes, expected at most 1024/,
    ],
    [`session_id,item_id,timestamp\ns,"${'x'.repeat(1025)}",1\n`, /line 2: the item 'x{40}…' has 1025 bytes/],
    ['\0\u0001\u0002\n\0', /expected the columns session_id, item_id and timestamp/],
    ['session_id,item_id,timestamp\ns1,,17\n', /line 2: got 's1,,17', expected a session, an item and a time/],
  ])('says what is wrong with %j', async (text, message) => {
    const { code, err } = await run(evaluate, ['--train', fileOf(csv(past)), '--test', fileOf(text), '--json']);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
