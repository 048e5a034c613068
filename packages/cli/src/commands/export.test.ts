import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { World } from '../admin-client.ts';
import { run } from './command.testkit.ts';
import { exportCommand } from './export.ts';

/** A lake of two pages; the object that `breaks` names fails until it is taken away. */
function lakeWorld(names: string[], state: { breaks?: string; now: number }) {
  const asked: string[] = [];
  const world: World = {
    now: () => state.now,
    sleep: async () => {},
    fetch: async (address) => {
      const url = new URL(address);
      if (url.pathname.endsWith('/object')) {
        const name = url.searchParams.get('name')!;
        asked.push(name);
        if (name === state.breaks)
          return new Response('{"error":{"code":"internal","message":"broke"}}', { status: 500 });
        if (name.includes('gone'))
          return new Response('{"error":{"code":"no_object","message":"gone"}}', { status: 404 });
        return new Response(gzipSync(`{"name":"${name}"}\n`));
      }
      const { from = '', after = '' } = Object.fromEntries(url.searchParams);
      const left = names.filter((name) => name > after && name >= from);
      const objects = left.slice(0, 2).map((name) => ({ name, bytes: 1 }));
      return Response.json({ v: 1, objects, ...(left.length > 2 && { after: objects.at(-1)!.name }) });
    },
  };
  return { world, asked };
}

const linesOf = (out: string): string[] =>
  (readdirSync(out, { recursive: true }) as string[])
    .filter((file) => file.endsWith('.ndjson.gz'))
    .sort()
    .flatMap((file) =>
      gunzipSync(readFileSync(join(out, file)))
        .toString()
        .trim()
        .split('\n'),
    )
    .map((line) => (JSON.parse(line) as { name: string }).name);

const NAMES = [
  '2026/04/01/09/a.d1.1-1.ndjson.gz',
  '2026/04/28/09/a.d1.2-2.ndjson.gz',
  '2026/04/28/09/b.d2.1-1.ndjson.gz',
  '2026/04/28/10/gone.ndjson.gz',
  '2026/04/28/10/z.ndjson.gz',
];
const THERE = NAMES.filter((name) => !name.includes('gone'));

describe('edgewise export', () => {
  it('goes on where it was broken off, and holds every line once', async () => {
    const out = mkdtempSync(join(tmpdir(), 'edgewise-export-'));
    const state: { breaks?: string; now: number } = { breaks: NAMES[2]!, now: Date.UTC(2026, 3, 28, 11) };
    const { world, asked } = lakeWorld(NAMES, state);
    const args = ['--site', 'acme', '--out', out, '--token', 'secret'];
    expect((await run(exportCommand(world), args)).code).not.toBe(0);
    delete state.breaks;
    asked.length = 0;
    expect(await run(exportCommand(world), args)).toMatchObject({ code: 0, out: expect.stringContaining('2 objects') });
    expect(asked).toEqual(NAMES.slice(2));
    expect(linesOf(out)).toEqual(THERE);
  });

  it('run again later fetches what came since, and late objects of the day before', async () => {
    const out = mkdtempSync(join(tmpdir(), 'edgewise-export-'));
    const state = { now: Date.UTC(2026, 3, 28, 11) };
    const names = [...NAMES];
    const { world, asked } = lakeWorld(names, state);
    const args = ['--site', 'acme', '--out', out, '--token', 'secret'];
    expect((await run(exportCommand(world), args)).code).toBe(0);
    names.push('2026/04/28/09/aa.late.ndjson.gz', '2026/04/28/12/new.ndjson.gz');
    names.sort();
    state.now += 2 * 3_600_000;
    asked.length = 0;
    expect((await run(exportCommand(world), [...args, '--json'])).code).toBe(0);
    expect(asked).not.toContain(NAMES[0]);
    expect(linesOf(out)).toEqual(names.filter((name) => !name.includes('gone')));
  });

  it('refuses another site’s folder, and an hour that is none', async () => {
    const out = mkdtempSync(join(tmpdir(), 'edgewise-export-'));
    const { world } = lakeWorld(NAMES, { now: 0 });
    await run(exportCommand(world), ['--site', 'acme', '--out', out, '--token', 'secret']);
    const other = await run(exportCommand(world), ['--site', 'other', '--out', out, '--token', 'secret']);
    expect(other).toMatchObject({ code: 2, err: expect.stringContaining("holds an export of 'acme'") });
    const bad = await run(exportCommand(world), ['--site', 'acme', '--out', out, '--token', 's', '--from', 'today']);
    expect(bad).toMatchObject({ code: 2, err: expect.stringContaining('--from') });
  });
});
