/** `npm start`: the worker, the demo shop on another origin, and real data in it. Ctrl-C ends all of it. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from './build.mjs';
import { startWorker } from './worker-process.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const workerPort = Number(process.env.EDGEWISE_PORT ?? 8787);
const shopPort = Number(process.env.SHOP_PORT ?? 8788);
const site = 'demo';

/** Secrets of a developer's machine: made once, kept out of git. */
function devSecrets() {
  const file = join(root, '.dev.vars');
  if (!existsSync(file)) {
    const secret = () => randomBytes(32).toString('base64url');
    writeFileSync(
      file,
      `ENVIRONMENT="development"\nEDGEWISE_ADMIN_TOKEN="${secret()}"\nEDGEWISE_KEYS="k1:${secret()}"\n`,
      { mode: 0o600 },
    );
  }
  return Object.fromEntries(
    [...readFileSync(file, 'utf8').matchAll(/^([A-Z_]+)="?([^"\n]*)"?$/gm)].map((match) => [match[1], match[2]]),
  );
}

const say = (line) => process.stdout.write(`${line}\n`);

say('Building the script, the worker and the shop …');
const secrets = devSecrets();
await buildAll();
const { startShop, seedDemo } = await import(join(root, 'apps/shop/dist/main.js'));
const worker = await startWorker({
  port: workerPort,
  persistTo: join(root, '.wrangler/state'),
  onLine: (line) => {
    if (/error|✘/i.test(line)) process.stderr.write(`${line}\n`);
  },
});
// Signs who is logged in to the shop; made anew each time, and the worker is told.
const identitySecret = randomBytes(32).toString('base64url');
const shop = await startShop({ port: shopPort, workerUrl: worker.url, site, identitySecret });

const stop = async () => {
  await Promise.allSettled([shop.close(), worker.stop()]);
  process.exit(0);
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

try {
  await seedDemo({
    workerUrl: worker.url,
    shopUrl: shop.url,
    token: secrets.EDGEWISE_ADMIN_TOKEN,
    site,
    identitySecret,
    log: say,
  });
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n`);
  await Promise.allSettled([shop.close(), worker.stop()]);
  process.exit(1);
}

say(`
  The shop      ${shop.url}      press e on any page to see what is sent and why each card is there
  The worker    ${worker.url}      /openapi.json describes its API
  The console   ${worker.url}/console/      sign in with ${secrets.EDGEWISE_ADMIN_TOKEN}
  Admin token   in .dev.vars too, for the edgewise command: npx edgewise doctor --site ${site}

  Ctrl-C ends both.`);
