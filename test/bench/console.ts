/**
 * The console's first view: from its address to the figures of Now, signed in, on loopback, at four times the machine's CPU
 * time, with nothing cached and with all of it. And how many bytes of script that is.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consoleBundle, sizes } from '../../scripts/bundles.mjs';
import { startWorker } from '../../scripts/worker-process.mjs';
import { launchBrowser } from '../browser.ts';

const SITE = 'first-view';
const TOKEN = 'a-token-for-benches-only-a-token-for-benches';
const THROTTLE = 4;
const TIMES = 9;

const port = await new Promise<number>((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = server.address() as { port: number };
    server.close(() => resolve(free));
  });
});
const state = await mkdtemp(join(tmpdir(), 'edgewise-console-'));
const worker = await startWorker({
  port,
  persistTo: state,
  vars: {
    ENVIRONMENT: 'test',
    EDGEWISE_ADMIN_TOKEN: TOKEN,
    EDGEWISE_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64url')}`,
  },
});
const browser = await launchBrowser();
try {
  await fetch(`${worker.url}/admin/v1/sites`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({
      id: SITE,
      name: SITE,
      origins: ['https://shop.example'],
      time_zone: 'UTC',
      currencies: ['EUR'],
    }),
  });
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[data-figure="visitors"] .figure-value')) return;
      observer.disconnect();
      // When it is painted, and not when it is in the document.
      requestAnimationFrame(() =>
        setTimeout(() => {
          (window as unknown as { seen: number }).seen = performance.now();
        }),
      );
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${worker.url}/console/`);
  await page.getByLabel('Token').fill(TOKEN);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('main').waitFor({ timeout: 120_000 });
  const control = await context.newCDPSession(page);
  await control.send('Network.enable');
  const firstView = async (isCached: boolean) => {
    await control.send('Network.setCacheDisabled', { cacheDisabled: !isCached });
    await control.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
    const took: number[] = [];
    for (let i = 0; i < TIMES; i++) {
      await page.goto('about:blank');
      await page.goto(`${worker.url}/console/${SITE}/now`);
      const seen = await page.waitForFunction(() => (window as unknown as { seen?: number }).seen);
      took.push(Number(await seen.jsonValue()));
    }
    await control.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    took.sort((a, b) => a - b);
    return { best: Math.round(took[0]!), median: Math.round(took[TIMES >> 1]!), worst: Math.round(took.at(-1)!) };
  };
  /**
   * CPU time of the page's own thread and no more, which a busy machine does not lengthen; without the throttle, since that
   * is made of pauses. Medians, ms.
   */
  const cpu = async () => {
    await control.send('Performance.enable', { timeDomain: 'threadTicks' });
    const spent = async () => {
      const { metrics } = await control.send('Performance.getMetrics');
      return ['TaskDuration', 'ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'].map(
        (name) => 1_000 * metrics.find((metric) => metric.name === name)!.value,
      );
    };
    const rows: number[][] = [];
    for (let i = 0; i < TIMES; i++) {
      await page.goto('about:blank');
      const before = await spent();
      await page.goto(`${worker.url}/console/${SITE}/now`);
      await page.waitForFunction(() => (window as unknown as { seen?: number }).seen);
      const after = await spent();
      rows.push(after.map((value, k) => (value >= before[k]! ? value - before[k]! : value)));
    }
    return rows[0]!.map((_, k) => rows.map((row) => row[k]!).sort((a, b) => a - b)[TIMES >> 1]!);
  };
  const { files } = await consoleBundle();
  const bytes = (wanted: RegExp) =>
    files.filter(({ name }) => wanted.test(name)).reduce((sum, file) => sum + sizes(file.bytes).brotli, 0);
  console.log(`Now with its figures painted, ${THROTTLE}× CPU throttle, loopback, ${TIMES} times, ms (budget 1,000):`);
  console.table({ 'nothing cached': await firstView(false), 'all cached': await firstView(true) });
  const [all, script, layout, style] = (await cpu()).map(Math.round);
  console.log(
    `CPU of the page's thread, unthrottled: ${all} ms (script ${script}, layout ${layout}, style ${style}); ${THROTTLE}×: ${all! * THROTTLE} ms`,
  );
  console.log(`script ${bytes(/\.js$/)} bytes brotli in all (budget ${120 * 1024}), style ${bytes(/\.css$/)}`);
} finally {
  await Promise.allSettled([browser.close(), worker.stop()]);
  await rm(state, { recursive: true, force: true });
}
