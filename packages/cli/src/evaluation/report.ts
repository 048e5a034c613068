/** An evaluation as one HTML page that stands alone: tables, and plots drawn as SVG. */
import type { FirstDay } from './first-day.ts';
import type { NextItemResult } from './next-item.ts';
import { PROTOCOLS } from './protocols.ts';

export interface ReportEntry {
  name: string;
  about: string;
  result: NextItemResult;
}

export interface ReportHead {
  train: string;
  test: string;
  sessions: number;
  items: number;
  bytes: number;
  unseen: number;
  firstDays?: readonly FirstDay[];
}

const COLOURS = ['#0b6e4f', '#c8553d', '#3d5a80', '#e0a030', '#7a5195', '#555'];

export function htmlReport(head: ReportHead, entries: readonly ReportEntry[]): string {
  const served = entries[0]!.result;
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>How well the shelves predict</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#222}
table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums}th,td{padding:.3rem .7rem;text-align:right;border-bottom:1px solid #ddd}
th:first-child,td:first-child{text-align:left}svg{max-width:100%;height:auto}figure{margin:1rem 0}figcaption{color:#555}
</style>
<h1>How well the shelves predict</h1>
<p>Trained on <b>${escaped(head.train)}</b>: ${count(head.sessions)} sessions, ${count(head.items)} items, a model of ${count(head.bytes)} bytes.
Measured on <b>${escaped(head.test)}</b>: ${count(served.all.predictions)} predictions; ${count(head.unseen)} test clicks were on
items that training never saw.</p>
<p>${escaped(PROTOCOLS['next-item'])}</p>
<h2>Strategies</h2>
${table(
  [
    '',
    'HR@20',
    'MRR@20',
    'NDCG@20',
    'MAP@20',
    'shelf HR@20',
    'shelf MRR@20',
    'coverage',
    'popularity',
    'median ms',
    'p99 ms',
  ],
  entries.map(({ name, result }) => [
    name,
    ...[result.all['hr@20'], result.all['mrr@20'], result.all['ndcg@20'], result.rest['map@20']].map(figure),
    ...[result.shelf['hr@20'], result.shelf['mrr@20'], result.coverage, result.popularity].map(figure),
    ...[result.ms.p50, result.ms.p99].map(figure),
  ]),
)}
<p>HR is the share of predictions whose item is among the first 20, MRR the mean of 1/rank. “Shelf” neither shows nor counts the
current item, as a shelf on its page would not. Coverage is the share of the catalogue shown at least once; popularity is that of
an average shown item, 1 being the most popular.</p>
<ul>${entries.map(({ name, about }) => `<li><b>${escaped(name)}</b>: ${escaped(about)}</li>`).join('')}</ul>
${bars(
  'HR@20',
  entries.map(({ name, result }) => ({ name, value: result.all['hr@20'] ?? 0 })),
)}
${bars(
  'MRR@20',
  entries.map(({ name, result }) => ({ name, value: result.all['mrr@20'] ?? 0 })),
)}
<h2>By clicks known</h2>
${lines(
  entries.map(({ name }) => name),
  served.byLength.map(({ clicks }) => clicks),
  entries.map(({ result }) => result.byLength.map(({ figures }) => figures['hr@20'] ?? 0)),
)}
<h2>At 5, 10 and 20</h2>
${table(
  ['', 'HR', 'MRR', 'NDCG', 'precision', 'recall', 'MAP'],
  [5, 10, 20].map((cut) => [
    `@${cut}`,
    ...['hr', 'mrr', 'ndcg'].map((name) => figure(served.all[`${name}@${cut}`])),
    ...['precision', 'recall', 'map'].map((name) => figure(served.rest[`${name}@${cut}`])),
  ]),
)}
<h2>Cold start</h2>
<p>From a visitor's first click: HR@20 ${figure(served.byLength[0]!.figures['hr@20'])}, MRR@20 ${figure(served.byLength[0]!.figures['mrr@20'])}.
${
  served.cold.predictions === 0
    ? 'No prediction wanted an item that training saw fewer than ten times.'
    : `${count(served.cold.predictions)} predictions wanted an item that training saw fewer than ten times: HR@20
${figure(served.cold['hr@20'])}, MRR@20 ${figure(served.cold['mrr@20'])}.`
} With every click counted, those on items that training never
saw as failed: HR@20 ${figure(served.everyClick['hr@20'])}, MRR@20 ${figure(served.everyClick['mrr@20'])}.</p>
${
  head.firstDays
    ? table(
        ['Trained on only the newest sessions', 'served by', 'HR@20 of every click', 'MRR@20'],
        head.firstDays.map(({ sessions, serves, everyClick }) => [
          count(sessions),
          serves,
          figure(everyClick['hr@20']),
          figure(everyClick['mrr@20']),
        ]),
      )
    : ''
}
</html>
`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${line(head, 'th')}</thead><tbody>${rows.map((row) => line(row, 'td')).join('')}</tbody></table>`;
}

function bars(title: string, values: readonly { name: string; value: number }[]): string {
  const most = Math.max(...values.map(({ value }) => value), 1e-9);
  const rows = values.map(({ name, value }, n) => {
    const y = 10 + n * 28;
    const width = Math.round((460 * value) / most);
    return (
      `<text x="130" y="${y + 15}" text-anchor="end">${escaped(name)}</text>` +
      `<rect x="140" y="${y}" width="${width}" height="20" fill="${COLOURS[n % COLOURS.length]}"/>` +
      `<text x="${146 + width}" y="${y + 15}">${figure(value)}</text>`
    );
  });
  return plot(title, 680, 20 + values.length * 28, rows.join(''));
}

function lines(names: readonly string[], labels: readonly string[], series: readonly (readonly number[])[]): string {
  const most = Math.max(...series.flat(), 1e-9);
  const x = (l: number) => 60 + (l * 420) / Math.max(1, labels.length - 1);
  const y = (value: number) => 220 - (200 * value) / most;
  const axis = labels.map((label, l) => `<text x="${x(l)}" y="242" text-anchor="middle">${escaped(label)}</text>`);
  const marks = [0, most / 2, most].map(
    (value) =>
      `<line x1="55" x2="490" y1="${y(value)}" y2="${y(value)}" stroke="#ddd"/><text x="50" y="${y(value) + 4}" text-anchor="end">${value.toFixed(2)}</text>`,
  );
  const drawn = series.map((values, n) => {
    const colour = COLOURS[n % COLOURS.length];
    const points = values.map((value, l) => `${Math.round(x(l))},${Math.round(y(value))}`).join(' ');
    return (
      `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2"/>` +
      `<text x="510" y="${30 + n * 22}" fill="${colour}">${escaped(names[n]!)}</text>`
    );
  });
  return plot('HR@20 by clicks known before the prediction', 680, 252, [...marks, ...axis, ...drawn].join(''));
}

const plot = (title: string, width: number, height: number, inside: string) =>
  `<figure><figcaption>${escaped(title)}</figcaption><svg viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="${escaped(title)}" font-size="13" font-family="inherit">${inside}</svg></figure>`;

/** Where there was nothing to predict there is no figure. */
const figure = (value: number | undefined) => value?.toFixed(3) ?? '–';
const count = (value: number) => value.toLocaleString('en');

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
