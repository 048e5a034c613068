/** A simulation as one HTML page: figures of both plans, and shelves before and after side by side. No script. */

import { formatMoney } from '@edgewise/core/money';
import type { ShelfComparison, SideFigures, SimulationReport } from '@edgewise/core/plan/simulate';
import { html, type Markup, toHtml } from '@edgewise/core/widgets/markup';
import type { Simulation } from './simulate-plans.ts';

const percent = (share: number | null) => (share === null ? '–' : `${(100 * share).toFixed(1)}%`);
const moneyIn = (currency: string | null) => (minor: number | null) =>
  minor === null || currency === null ? '–' : formatMoney(Math.round(minor), currency, 'en-GB');

const rowsIn = (currency: string | null): readonly [name: string, of: (side: SideFigures) => string][] => [
  ['shelves with cards', ({ shelves }) => String(shelves)],
  ['cards', ({ cards }) => String(cards)],
  ['hit rate', ({ hit_rate }) => percent(hit_rate)],
  ['coverage of the catalogue', ({ coverage }) => percent(coverage)],
  ['mean price', ({ mean_price }) => moneyIn(currency)(mean_price)],
  ['mean margin', ({ mean_margin }) => percent(mean_margin)],
  ['cards moved by rules', ({ moved_by_rules }) => percent(moved_by_rules)],
];

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1a1a1a}
h2{margin-top:3rem}table{border-collapse:collapse}td,th{padding:.2rem 1rem .2rem 0;text-align:left;border-bottom:1px solid #ddd}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem;margin:1rem 0;padding:.5rem 1rem;background:#f6f6f4;border-radius:.5rem}
.pair p{grid-column:1/-1;margin:0}ol{margin:.2rem 0;padding-left:1.6rem}.new{background:#d9f2d9}.gone{background:#f7d9d9}
small{color:#666}`;

/** The session told what was looked at; the rest is assumed. */
export function assumptions({ visitor, assuming }: SimulationReport): string[] {
  const { tier, device, country, language, segments, campaign } = visitor;
  const who = [
    `tier ${tier}`,
    device,
    `language ${language}`,
    country === '' ? 'country unknown' : `country ${country}`,
    segments.length === 0 ? 'in no segment' : `in ${segments.join(', ')}`,
    campaign.source === '' ? 'from no campaign' : `from ${campaign.source}`,
  ];
  return [
    `Every session is replayed as one visitor: ${who.join(', ')}; bought nothing before, in no experiment, not held out. What they looked at is theirs.`,
    ...assuming.map(
      ({ rule, asks }) => `Rule ${rule} asks for ${asks.join(', ')}: it is tried as for that visitor alone.`,
    ),
  ];
}

/** Each rule that reaches the shelf, in either plan: its share of the cards before and after; undefined where a plan lacks it. */
export function ruleShares({
  before,
  after,
}: ShelfComparison): [rule: string, before: number | undefined, after: number | undefined][] {
  const rules = new Set([...Object.keys(before.moved_by), ...Object.keys(after.moved_by)]);
  return [...rules].map((rule) => [rule, before.moved_by[rule], after.moved_by[rule]]);
}

export function simulationText(report: Simulation): string {
  const { sessions, shelves, currency, before: from } = report;
  const both = ({ before, after }: ShelfComparison, of: (side: SideFigures) => string) =>
    `${of(before)} → ${of(after)}`;
  const blocks = shelves.map((shelf) => {
    const only = shelf.only === undefined ? '' : ` (only in the plan ${shelf.only})`;
    const rules = ruleShares(shelf).map(([rule, before, after]) => {
      const state = after === undefined ? ' (not in the draft)' : before === undefined ? ' (new in the draft)' : '';
      return `    rule ${rule}${state}: moved or kept off ${percent(before ?? null)} → ${percent(after ?? null)}\n`;
    });
    return (
      `${shelf.placement}${only}: differs in ${percent(shelf.changed)} of the sessions, ${percent(shelf.overlap)} of the cards stay\n` +
      `${rowsIn(currency)
        .map(([name, of]) => `    ${name.padEnd(26)}${both(shelf, of)}\n`)
        .join('')}${rules.join('')}`
    );
  });
  return `${sessions} sessions, ${from} → the draft\n${assumptions(report)
    .map((line) => `${line}\n`)
    .join('')}\n${blocks.join('\n')}`;
}

export function simulationHtml(report: Simulation): string {
  const { before, sessions, shelves, titles, currency } = report;
  const title = (item: string) => titles[item] ?? item;
  const list = (items: readonly string[], others: readonly string[], mark: string): Markup =>
    html`<ol>${items.map((item) => html`<li class="${others.includes(item) ? '' : mark}">${title(item)} <small>${item}</small></li>`)}</ol>`;
  const body = shelves.map(
    (shelf) => html`<h2>${shelf.placement}</h2>
<p>${shelf.only === undefined ? '' : `Only in the plan ${shelf.only}. `}Differs in ${percent(shelf.changed)} of the sessions; ${percent(shelf.overlap)} of its cards stay.</p>
<table><tr><th></th><th>before</th><th>after</th></tr>${rowsIn(currency).map(
      ([name, of]) => html`<tr><td>${name}</td><td>${of(shelf.before)}</td><td>${of(shelf.after)}</td></tr>`,
    )}${ruleShares(shelf).map(
      ([rule, was, is]) =>
        html`<tr><td>moved or kept off by ${rule}</td><td>${was === undefined ? 'not there' : percent(was)}</td><td>${is === undefined ? 'taken out' : percent(is)}</td></tr>`,
    )}</table>
${shelf.examples.map(
  (example) =>
    html`<div class="pair"><p>After looking at ${example.looked_at.map(title).join(', ')}</p><div><b>before</b>${list(example.before, example.after, 'gone')}</div><div><b>after</b>${list(example.after, example.before, 'new')}</div></div>`,
)}`,
  );
  const page = html`<h1>A plan tried on ${String(sessions)} sessions</h1>
<p>Before: ${before}. One model and one catalogue for both, so every difference is the plans’.</p>
${assumptions(report).map((line) => html`<p>${line}</p>`)}
${body}`;
  return `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Plan simulation</title><style>${STYLE}</style>\n<body>${toHtml(page)}</body></html>\n`;
}
