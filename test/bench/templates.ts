/**
 * What a shelf of twelve cards costs by a template of the shop's own, beside the built-in grid: CPU time of one rendering in
 * this process, and of each step of it, all in the same run.
 */
import { parseLiquid, renderLiquid } from '../../apps/edge/src/templates/liquid-engine.ts';
import { SAMPLE_LIQUID } from '../../apps/edge/src/templates/sample-liquid.ts';
import { allowedHtml, type KnownTags } from '../../packages/core/src/widgets/allowed-html.ts';
import { shelfView } from '../../packages/core/src/widgets/own-shelf.ts';
import { sampleShelf } from '../../packages/core/src/widgets/sample-shelves.ts';
import { renderShelf } from '../../packages/core/src/widgets/shelf.ts';

const ROUNDS = 9;
const RENDERINGS = 1_000;

const shelf = sampleShelf('grid', 'discount');
const twelve = {
  ...shelf,
  cards: Array.from({ length: 12 }, (_, i) => {
    const card = shelf.cards[i % shelf.cards.length]!;
    return { ...card, product: { ...card.product, id: `item-${i}` } };
  }),
};
const template = parseLiquid(SAMPLE_LIQUID);
const view = shelfView(twelve);
const { text, values } = renderLiquid(template, view);
const known: KnownTags = new Map();

const steps = {
  'built-in grid': () => renderShelf(twelve).html.length,
  'own template, all of it': () => {
    const made = renderLiquid(template, shelfView(twelve));
    return allowedHtml(made.text, made.values, known).html.length;
  },
  '  what it may read': () => Object.keys(shelfView(twelve)).length,
  '  Liquid': () => renderLiquid(template, view).text.length,
  '  reading its HTML': () => allowedHtml(text, values, known).html.length,
  '  the same, its tags never seen before': () => allowedHtml(text, values).html.length,
  'parsing it, once a version': () => parseLiquid(SAMPLE_LIQUID).length,
};

let consumed = 0;
function cpuMicros(work: () => number): number {
  const before = process.cpuUsage();
  for (let i = 0; i < RENDERINGS; i++) consumed += work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / RENDERINGS;
}

const found = Object.fromEntries(Object.keys(steps).map((name) => [name, [] as number[]]));
for (let round = -1; round < ROUNDS; round++) {
  for (const [name, work] of Object.entries(steps)) {
    const micros = cpuMicros(work);
    if (round >= 0) found[name]!.push(micros); // the first round warms up
  }
}
const middle = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
const grid = middle(found['built-in grid']!);
console.table(
  Object.fromEntries(
    Object.entries(found).map(([name, list]) => [
      name,
      {
        'µs CPU': Math.round(middle(list)),
        min: Math.round(Math.min(...list)),
        max: Math.round(Math.max(...list)),
        'of the grid': Number((middle(list) / grid).toFixed(1)),
      },
    ]),
  ),
);
if (consumed === 0) throw new Error('bench: nothing was rendered');
