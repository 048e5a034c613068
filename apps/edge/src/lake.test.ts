import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readLake } from './lake.ts';
import { testEnv } from './testing/client.ts';

async function put(key: string, lines: readonly object[]): Promise<void> {
  const text = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  await testEnv.BUCKET.put(key, await new Response(packed).arrayBuffer());
}

it('[W14] pages of any size hold each line of the prefixes once, in the order of the hours, and no other', async () => {
  const prefixes = ['b.two.', 'a.one.', 'a.empty.', 'c.three.', 'a.one.'].map((name) => `pages/${name}`);
  const expected: number[] = [];
  let n = 0;
  for (const prefix of [...new Set(prefixes)].sort().filter((name) => !name.includes('empty'))) {
    for (let i = 0; i < 4; i++) {
      const lines = Array.from({ length: i + 1 }, () => ({ n: n++ }));
      expected.push(...lines.map((line) => line.n));
      await put(`${prefix}${i}-${i}.ndjson.gz`, lines);
    }
  }
  const foreign = 'pages/a.other.0-0.ndjson.gz';
  await put(foreign, [{ n: -1 }]);
  for (const after of [foreign, foreign.slice(0, -1), 'pages/', '../', '\uffff']) {
    const { lines } = await readLake(testEnv, prefixes, after);
    expect(lines.every((line) => expected.includes(line.n))).toBe(true);
  }
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 1, max: 200 }), async (calls, characters) => {
      const found: number[] = [];
      let next: string | undefined = '';
      do {
        const page: Awaited<ReturnType<typeof readLake>> = await readLake(testEnv, prefixes, next, {
          calls,
          characters,
        });
        found.push(...page.lines.map((line) => line.n));
        expect(page.next).not.toBe(next);
        next = page.next;
      } while (next !== undefined);
      expect(found).toEqual(expected);
    }),
    {
      numRuns: 15,
      examples: [
        [2, 1],
        [20, 200],
      ],
    },
  );
});
