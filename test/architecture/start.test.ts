/** What a developer does twice by mistake, `npm start` and `npm run build`, leaves what already runs as it was. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { takePlace } from '../../scripts/build.mjs';

const start = (env: Record<string, string>) => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url))],
    {
      env: { ...process.env, ...env },
      encoding: 'utf8',
      timeout: 50_000,
    },
  );
  return { status, stderr };
};

it('says which port is taken and how to use another, before it builds anything', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const { status, stderr } = start({ EDGEWISE_PORT: String(port) });
  other.close();
  expect(status).toBe(1);
  expect(stderr).toMatch(
    new RegExp(`^npm start: port ${port} is taken, .*EDGEWISE_PORT=\\d+ npm start uses another\\n$`),
  );
  expect(start({ EDGEWISE_PORT: 'http' })).toEqual({
    status: 1,
    stderr: 'npm start: EDGEWISE_PORT is "http"; expected a port from 1 to 65535\n',
  });
});

it('puts a build in the place of the one before it, and leaves nothing that is stale', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'edgewise-build-'));
  const [next, served] = [join(folder, 'next'), join(folder, 'served')];
  await mkdir(join(next, 'console'), { recursive: true });
  await writeFile(join(next, 'ew.js'), 'new');
  await writeFile(join(next, 'console/main-2.js'), 'new');
  await mkdir(join(served, 'console'), { recursive: true });
  await writeFile(join(served, 'ew.js'), 'old');
  await writeFile(join(served, 'console/main-1.js'), 'old');

  await takePlace(next, served);

  expect((await readdir(served, { recursive: true })).sort()).toEqual(['console', 'console/main-2.js', 'ew.js']);
  expect(await readFile(join(served, 'ew.js'), 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['served']);
  await rm(folder, { recursive: true });
});
