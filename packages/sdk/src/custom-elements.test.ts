/** custom-elements.json says of the element what its source says, and the README the same. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import manifest from '../custom-elements.json' with { type: 'json' };

const here = dirname(fileURLToPath(import.meta.url));
const read = (path: string) => readFileSync(join(here, path), 'utf8');
const source = ['element.ts', 'shelves.ts', ...readdirSync(join(here, 'chunk')).map((name) => `chunk/${name}`)]
  .filter((name) => /\/(shelf|render|recent|ask)\.ts$|^(element|shelves)\.ts$/.test(name))
  .map(read)
  .join('\n');
const widgets = ['shelf', 'shelf-css', 'shelf-metrics', 'card', 'templates/templates']
  .map((name) => read(`../../core/src/widgets/${name}.ts`))
  .join('\n');
const found = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))].sort();
const [declaration] = manifest.modules[0]!.declarations;
const named = (list: { name: string }[]) => list.map(({ name }) => name).sort();

it('[S23] lists every attribute that is read', () => {
  const [observed] = /ATTRIBUTES = \[('[^\]]+)\]/.exec(source)!.slice(1);
  const attributes = new Set([
    ...found(source, /(?:stated\(\w+!?|stated\(hosts\[0\]!|\.(?:get|has)Attribute)\(?,? ?'([a-z-]+)'/g),
    ...found(observed!, /'([a-z]+)'/g),
  ]);
  // `part` and `role` are written, not read.
  expect(named(declaration!.attributes)).toEqual([...attributes].sort());
});

it('[S23] lists every event, slot and method', () => {
  const events = [
    ...found(source, /'edgewise:([a-z]+)'/g),
    ...found(source, /dispatch\(host, '([a-z]+)'/g),
    ...found(source, /tell\('\w+', '([a-z]+)'/g),
    ...found(source, /\? 'load' : '([a-z]+)'/g),
  ];
  expect(named(declaration!.events)).toEqual([...new Set(events)].map((name) => `edgewise:${name}`).sort());
  expect(named(declaration!.slots)).toEqual(
    [
      ...new Set([
        ...found(source, /slot\.name = '([a-z]+)'/g),
        ...found(widgets, /slot name="([a-z]+)"/g),
        'placeholder',
      ]),
    ].sort(),
  );
  expect(named(declaration!.members)).toEqual(['refresh']);
});

it('lists every part and property of the style sheet', () => {
  expect(named(declaration!.cssParts)).toEqual(found(widgets, /part="([a-z]+)"/g));
  expect(named(declaration!.cssProperties)).toEqual(found(widgets, /var\((--edgewise-[a-z-]+)/g));
});

it('[S23] is what README.md says', () => {
  const readme = read('../README.md');
  for (const { name } of [...declaration!.attributes, ...declaration!.events]) expect(readme).toContain(`\`${name}\``);
  for (const { name } of declaration!.slots) expect(readme).toContain(`slot="${name}"`);
});
