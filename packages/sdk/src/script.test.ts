import { readdirSync } from 'node:fs';
import { expect, it, vi } from 'vitest';

const files = readdirSync(import.meta.dirname).filter((name) => /^[\w-]+\.ts$/.test(name) && name !== 'tag.ts');

it.each(files)('[S17] what parts are handed is whole, whichever module is evaluated first: %s', async (name) => {
  vi.resetModules();
  await import(/* @vite-ignore */ `${import.meta.dirname}/${name}`);
  const { script } = await import('./script.ts');
  expect(Object.entries(script).filter(([, value]) => value === undefined)).toEqual([]);
});
