/** An import of any size by stream: memory of the worker's process stays flat. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Stack, startStack } from '../journeys/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ mostLines: 1 });
});
afterAll(() => stack.close());

/** Peak resident memory of this stack's workerd, MiB. Linux; elsewhere there is nothing to read. */
function peakMiB(): number {
  const pids = execFileSync('pgrep', ['-g', String(stack.group), '-f', 'workerd'], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);
  const peaks = pids.map((pid) => {
    try {
      return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    } catch {
      return 0; // ended between the two reads
    }
  });
  return Math.max(...peaks);
}

it.runIf(process.platform === 'linux')(
  '100,000 products of 1 KiB grow it by less than they weigh, and bad lines are named',
  async () => {
    const line = (i: number) =>
      `{"item_id":"i${i}","title":"Thing ${i % 997} of kind ${i % 31}","link":"${stack.shop}/p/${i}","price":${1 + (i % 90)},"description":"${'word '.repeat(200)}"}\n`;
    const settings = { id: 'bulk', name: 'bulk', origins: [], time_zone: 'UTC', currencies: ['GBP'] };
    await stack.admin('POST', '/sites', JSON.stringify(settings));
    const total = 100_000;
    const bytes = line(0).length * total;
    const before = peakMiB();
    let made = 0;
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        let text = '';
        for (let i = 0; i < 500 && made < total; i++, made++) text += made % 50_000 === 9 ? 'not json\n' : line(made);
        if (text) controller.enqueue(encoder.encode(text));
        if (made >= total) controller.close();
      },
    });
    const answer = await stack.adminStream<{ accepted: number; errors: { line: number }[] }>(
      '/sites/bulk/catalogue?publish=0',
      body,
    );
    const grown = peakMiB() - before;
    console.log(
      `${total} products, ${Math.round(bytes / 2 ** 20)} MiB by stream: workerd's peak grew by ${Math.round(grown)} MiB`,
    );
    expect(answer.accepted).toBe(total - 2);
    expect(answer.errors.map((error) => error.line)).toEqual([10, 50_010]);
    expect(grown).toBeGreaterThan(0);
    expect(grown).toBeLessThan(bytes / 2 ** 20);
  },
);
