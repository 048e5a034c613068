import { expect, it, vi } from 'vitest';
import { main } from './cli.ts';
import { fileOf } from './commands/command.testkit.ts';

const AT = ['--site', 'acme', '--token', 'a-token-of-thirty-two-characters', '--url', 'http://127.0.0.1:1'];

it.each<[string[], RegExp]>([
  [['export', ...AT, '--out', fileOf('', 'lake')], /^edgewise export: \S+lake: EEXIST: file already exists\n$/],
  [
    ['plan', 'publish', ...AT, '--draft', '/nowhere.json', '--why', 'x'],
    /\/nowhere\.json: cannot be read \(ENOENT\)\n/,
  ],
  [['plan', 'publish', ...AT, '--draft', fileOf('{', 'plan.json'), '--why', 'x'], /plan\.json: is no JSON: /],
  [['plan', 'show', '--sit', 'acme'], /^edgewise plan: Unknown option '--sit'\n/],
])('tells of %j what is wrong with it, without a stack', async (args, message) => {
  let said = '';
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += text;
    return true;
  });
  expect(await main(args)).toBe(2);
  err.mockRestore();
  expect(said).toMatch(message);
  expect(said).not.toMatch(/^ +at /m);
});
