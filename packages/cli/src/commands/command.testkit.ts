/** Runs a command against a worker of a test's own making: no network, no waiting, output caught. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { World } from '../admin-client.ts';
import { type Command, Failure, UsageError } from '../command.ts';

export interface Request {
  method: string;
  /** Path and query. */
  path: string;
  url: URL;
  headers: Headers;
  body: string;
}

export type Answer = { status?: number; headers?: Record<string, string>; body?: unknown; text?: string } | 'broken';

/** A world whose worker is `answer`; `requests` and `pauses` (ms) say what was done. */
export function worldOf(answer: (request: Request) => Answer) {
  const requests: Request[] = [];
  const pauses: number[] = [];
  const world: World = {
    now: () => Date.UTC(2026, 3, 30),
    sleep: async (ms) => {
      pauses.push(ms);
    },
    fetch: async (address, init = {}) => {
      const url = new URL(address);
      const request: Request = {
        method: init.method ?? 'GET',
        path: url.pathname + url.search,
        url,
        headers: new Headers(init.headers),
        body: String(init.body ?? ''),
      };
      requests.push(request);
      const given = answer(request);
      if (given === 'broken') throw new TypeError('fetch failed');
      const { status = 200, headers = {}, body = {}, text } = given;
      return new Response(text ?? JSON.stringify(body), { status, headers });
    },
  };
  return { world, requests, pauses };
}

export interface Outcome {
  code: number;
  out: string;
  err: string;
}

export async function run(command: Command, args: string[]): Promise<Outcome> {
  const outcome: Outcome = { code: 2, out: '', err: '' };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    outcome.out += text;
    return true;
  });
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    outcome.err += text;
    return true;
  });
  try {
    outcome.code = await command.run(args);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof Failure)) throw error;
    outcome.code = error instanceof UsageError ? 2 : 1;
    outcome.err += error.message;
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
  return outcome;
}

export function fileOf(content: string | Uint8Array, name = 'file'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'edgewise-')), name);
  writeFileSync(path, content);
  return path;
}
