/** The worker on this machine, by `wrangler dev`: used by `npm start` and by the browser tests. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';

const wrangler = join(
  dirname(createRequire(join(root, 'package.json')).resolve('wrangler/package.json')),
  'bin/wrangler.js',
);

/**
 * @param {{port: number, persistTo: string, vars?: Record<string, string>, onLine?: (line: string) => void}} options
 * @returns {Promise<{url: string, group: number, stop(): Promise<void>}>} once /healthz answers
 */
export async function startWorker({ port, persistTo, vars = {}, onLine = () => {} }) {
  const args = ['dev', '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0', '--persist-to', persistTo];
  args.push('--show-interactive-dev-session=false', '--log-level', 'log');
  for (const [name, value] of Object.entries(vars)) args.push('--var', `${name}:${value}`);
  const child = spawn(process.execPath, [wrangler, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: {
      ...process.env,
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_HIDE_BANNER: 'true',
      CI: 'true',
    },
  });
  let said = '';
  let ended = false;
  const listen = (chunk) => {
    said = (said + chunk).slice(-20_000);
    for (const line of String(chunk).split('\n')) if (line.trim()) onLine(line);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const gone = new Promise((resolve) => {
    child.once('exit', () => {
      ended = true;
      resolve();
    });
  });
  const stop = async () => {
    if (ended) return;
    // The group: wrangler starts workerd, and neither may outlive this.
    process.kill(-child.pid, 'SIGTERM');
    const forced = setTimeout(() => ended || process.kill(-child.pid, 'SIGKILL'), 5_000);
    await gone;
    clearTimeout(forced);
  };
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 60_000;
  for (;;) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) return { url, group: child.pid, stop };
    if (ended || Date.now() > deadline) {
      await stop();
      throw new Error(`wrangler dev did not answer on ${url}:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
