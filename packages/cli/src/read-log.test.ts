import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SessionLog } from '@edgewise/core/recommend/session-log';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLog } from './read-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'edgewise-log-'));
let files = 0;
function fileOf(text: string): string {
  const path = join(folder, `${files++}.csv`);
  writeFileSync(path, text);
  return path;
}

const id = fc.oneof(
  fc.integer({ min: 0, max: 30 }).map(String),
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => /^[^\s,;"\r\n][^,;"\r\n]*$/.test(text)),
  fc.string({ minLength: 1, maxLength: 6 }).map((text) => `q"${text.replace(/[\r\n]/g, '')},`),
);
const time = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 31 }).map(String),
  fc.double({ min: 0, max: 2e9, noNaN: true }).map(String),
  fc.integer({ min: 1_000_000_000_000, max: 2_000_000_000_000 }).map(String),
  fc.bigInt({ min: 10n ** 15n, max: 10n ** 17n }).map((ms) => `0.${ms}`),
  fc.constantFrom('1.5e9', '2024-02-03T04:05:06Z', ' 17 '),
);

const cell = (text: string) => (/["]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

describe('readLog', () => {
  it('reads what a plain reader reads, whatever the ids and the notation of times', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(id, id, time), { minLength: 1, maxLength: 60 }),
        fc.boolean(),
        async (rows, crlf) => {
          const plain = new SessionLog();
          for (const [session, item, at] of rows) {
            const number = Number(at);
            const seconds = Number.isNaN(number) ? Date.parse(at) / 1000 : number > 1e11 ? number / 1000 : number;
            plain.add(session, item, seconds);
          }
          const lines = rows.map(([session, item, at]) => `${cell(item)},x,${at},${cell(session)}`);
          const text = ['item_id,other,timestamp,session_id', ...lines, ''].join(crlf ? '\r\n' : '\n');
          expect(await readLog(fileOf(text))).toEqual(plain.finish());
        },
      ),
      { numRuns: 60 },
    );
  });

  it('reads a last line without a break, empty lines and more names than its table begins with', async () => {
    const rows = Array.from({ length: 9_000 }, (_, r) => `s${r % 700},item ${r},${r}`);
    const log = await readLog(fileOf(`session_id,item_id,timestamp\n\n${rows.join('\n\n')}`));
    // Row r came at second r.
    expect(Array.from(log.item, (i) => log.items[i])).toEqual(Array.from(log.time, (time) => `item ${time}`));
    expect(log.at.length - 1).toBe(700);
    expect(log.time.length).toBe(9_000);
  });

  it.each([
    ['1,,17', /line 3: got '1,,17', expected a session/],
    ['1,2', /line 3: got '1,2', expected a session/],
    ['1,2,', /line 3/],
    ['1,2,.', /line 3: the time is '\.'/],
    ['1,2,noon', /line 3: the time is 'noon'/],
    ['1,2,1e999', /line 3: the time is '1e999'/],
  ])('names the line and what is wrong with %s', async (line, message) => {
    await expect(readLog(fileOf(`session_id,item_id,timestamp\n1,2,3\n${line}\n`))).rejects.toThrow(message);
  });

  it('names a gzipped file that ends too soon', async () => {
    const whole = gzipSync(`session_id,item_id,timestamp\n${'1,2,3\n'.repeat(9_000)}`);
    const path = fileOf('');
    writeFileSync(path, whole.subarray(0, whole.length - 20));
    await expect(readLog(path)).rejects.toThrow(`${path}: cannot be read to its end`);
  });
});
