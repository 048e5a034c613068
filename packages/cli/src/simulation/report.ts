/** A simulation as one HTML page: figures of both plans, and shelves before and after side by side. No script. */
import type { SideFigures } from '@edgewise/core/plan/simulate';
import { html, type Markup, toHtml } from '@edgewise/core/widgets/markup';
import type { Simulation } from './simulate-plans.ts';

const percent = (share: number | null) => (share === null ? '–' : `${(100 * share).toFixed(1)}%`);
const money = (minor: number | null) => (minor === null ? '–' : (minor / 100).toFixed(2));

const ROWS: readonly [name: string, of: (side: SideFigures) => string][] = [
  ['shelves with cards', ({ shelves }) => String(shelves)],
  ['cards', ({ cards }) => String(cards)],
  ['hit rate', ({ hit_rate }) => percent(hit_rate)],
  ['coverage of the catalogue', ({ coverage }) => percent(coverage)],
  ['mean price', ({ mean_price }) => money(mean_price)],
  ['mean margin', ({ mean_margin }) => percent(mean_margin)],
  ['cards moved by rules', ({ moved_by_rules }) => percent(moved_by_rules)],
];

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1a1a1a}
h2{margin-top:3rem}table{border-collapse:collapse}td,th{padding:.2rem 1rem .2rem 0;text-align:left;border-bottom:1px solid #ddd}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem;margin:1rem 0;padding:.5rem 1rem;background:#f6f6f4;border-radius:.5rem}
.pair p{grid-column:1/-1;margin:0}ol{margin:.2rem 0;padding-left:1.6rem}.new{background:#d9f2d9}.gone{background:#f7d9d9}
small{color:#666}`;

export function simulationHtml({ before, sessions, shelves, titles }: Simulation): string {
  const title = (item: string) => titles[item] ?? item;
  const list = (items: readonly string[], others: readonly string[], mark: string): Markup =>
    html`<ol>${items.map((item) => html`<li class="${others.includes(item) ? '' : mark}">${title(item)} <small>${item}</small></li>`)}</ol>`;
  const body = shelves.map(
    (shelf) => html`<h2>${shelf.placement}</h2>
<p>${shelf.only === undefined ? '' : `Only in the plan ${shelf.only}. `}Differs in ${percent(shelf.changed)} of the sessions; ${percent(shelf.overlap)} of its cards stay.</p>
<table><tr><th></th><th>before</th><th>after</th></tr>${ROWS.map(
      ([name, of]) => html`<tr><td>${name}</td><td>${of(shelf.before)}</td><td>${of(shelf.after)}</td></tr>`,
    )}${Object.entries(shelf.after.moved_by).map(
      ([rule, share]) => html`<tr><td>moved by ${rule}</td><td></td><td>${percent(share)}</td></tr>`,
    )}</table>
${shelf.examples.map(
  (example) =>
    html`<div class="pair"><p>After looking at ${example.looked_at.map(title).join(', ')}</p><div><b>before</b>${list(example.before, example.after, 'gone')}</div><div><b>after</b>${list(example.after, example.before, 'new')}</div></div>`,
)}`,
  );
  const page = html`<h1>A plan tried on ${String(sessions)} sessions</h1>
<p>Before: ${before}. One model and one catalogue for both, so every difference is the plans’.</p>
${body}`;
  return `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Plan simulation</title><style>${STYLE}</style>\n<body>${toHtml(page)}</body></html>\n`;
}
