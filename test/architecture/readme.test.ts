/** What README.md and CONTRIBUTING.md say is so: paths exist, commands exist. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/bundles.mjs';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

describe.each(['README.md', 'CONTRIBUTING.md'])('%s', (file) => {
  const text = readFileSync(join(root, file), 'utf8');

  it('names only paths that exist', () => {
    const paths = [...text.matchAll(/[`(]((?:packages|apps|test|scripts|docs)\/[\w./-]+)[`)]/g)].map(
      (match) => match[1]!,
    );
    const built = /\/dist\//;
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !built.test(path) && !existsSync(join(root, path)))).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const named = [...text.matchAll(/npm run ([\w-]+)/g)].map((match) => match[1]!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
