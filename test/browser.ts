/**
 * Finds a Chromium for the browser tests: CHROME_PATH, an installed one, or the one npm brought. Never skips: without
 * any of the three it throws.
 */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface ChromiumLaunch {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

export async function findChromium(): Promise<ChromiumLaunch> {
  const env = { ...process.env } as Record<string, string>;
  const stated = process.env.CHROME_PATH;
  if (stated && !existsSync(stated)) throw new Error(`CHROME_PATH names '${stated}', where there is no file`);
  const executablePath = stated ?? INSTALLED.find((path) => existsSync(path));
  if (executablePath) return { executablePath, args: QUIET, env };
  process.env.AWS_LAMBDA_FUNCTION_NAME ??= 'edgewise-tests'; // makes the package unpack its shared libraries too
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  const { default: packed } = await import('@sparticuz/chromium');
  const unpacked = await packed.executablePath();
  env.LD_LIBRARY_PATH = ['/tmp/al2023/lib', process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return { executablePath: unpacked, args: [...QUIET, '--no-zygote'], env };
}

/** Global set-up: what npm brought is unpacked once, and not by two test files into the same place at the same time. */
export async function setup(): Promise<void> {
  await findChromium();
}

/** @param flags of Chromium's, beside the usual ones */
export async function launchBrowser(flags: string[] = []): Promise<Browser> {
  const { executablePath, args, env } = await findChromium();
  return chromium.launch({ executablePath, args: [...args, ...flags], env, headless: true });
}

/** A profile that survives being closed and opened again, for "the shopper comes back tomorrow". */
export async function launchProfile(
  userDataDir: string,
  options: { viewport?: { width: number; height: number }; flags?: string[] } = {},
) {
  const { executablePath, args, env } = await findChromium();
  const { flags = [], ...rest } = options;
  return chromium.launchPersistentContext(userDataDir, {
    executablePath,
    args: [...args, ...flags],
    env,
    headless: true,
    ...rest,
  });
}
