/** `npm start`: the worker, the demo shop on another origin, and real data in it. Ctrl-C ends all of it. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from './build.mjs';
import { startWorker } from './worker-process.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const workerPort = await freePort('EDGEWISE_PORT', 8787);
const shopPort = await freePort('SHOP_PORT', 8788);
const site = 'demo';

/** Asked before anything is built: a second start may not touch what the first one serves. */
async function freePort(variable, standard) {
  const said = process.env[variable] ?? standard;
  const port = Number(said);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    return refuse(`${variable} is ${JSON.stringify(said)}; expected a port from 1 to 65535`);
  }
  const probe = createServer();
  const error = await new Promise((resolve) => {
    probe.once('error', resolve);
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(undefined)));
  });
  if (error?.code === 'EADDRINUSE') {
    return refuse(
      `port ${port} is taken, perhaps by another npm start; ${variable}=${port + 10} npm start uses another`,
    );
  }
  return error ? refuse(`port ${port}: ${error.message}`) : port;
}

function refuse(message) {
  process.stderr.write(`npm start: ${message}\n`);
  process.exit(1);
}

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
  Admin token   in .dev.vars too, for the edgewise command: npx edgewise doctor --site ${site}${workerPort === 8787 ? '' : ` --url ${worker.url}`}

  Ctrl-C ends both.`);
