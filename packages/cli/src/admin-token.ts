/** Where the admin token comes from: an option, the environment, or for a worker on this machine its .dev.vars. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LOOPBACK = /^https?:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1])(:\d+)?(\/|$)/;

/**
 * @param stated `--token`
 * @param url the worker's; only one on this machine is given what .dev.vars of this folder holds
 */
export function adminToken(stated: string | undefined, url: string): string | undefined {
  const known = stated ?? (process.env.EDGEWISE_ADMIN_TOKEN || undefined);
  if (known !== undefined || !LOOPBACK.test(url)) return known;
  const file = join(process.cwd(), '.dev.vars');
  if (!existsSync(file)) return undefined;
  return /^EDGEWISE_ADMIN_TOKEN="?([^"\n]+)"?$/m.exec(readFileSync(file, 'utf8'))?.[1];
}
