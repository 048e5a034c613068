/** Results as text for a terminal. */
import type { FirstDay } from './first-day.ts';
import type { NextItemResult } from './next-item.ts';
import type { Figures, Summary } from './tally.ts';

export interface NamedResult {
  name: string;
  result: NextItemResult;
}

/** Where there was nothing to predict there is no figure. */
const NONE = '–';

const COLUMNS: readonly { head: string; of: (result: NextItemResult) => number | undefined; places?: number }[] = [
  { head: 'hr@20', of: ({ all }) => all['hr@20'] },
  { head: 'mrr@20', of: ({ all }) => all['mrr@20'] },
  { head: 'ndcg@20', of: ({ all }) => all['ndcg@20'] },
  { head: 'shelf hr@20', of: ({ shelf }) => shelf['hr@20'] },
  { head: 'shelf mrr@20', of: ({ shelf }) => shelf['mrr@20'] },
  { head: 'coverage', of: ({ coverage }) => coverage },
  { head: 'popularity', of: ({ popularity }) => popularity },
  { head: 'p50 ms', of: ({ ms }) => ms.p50 },
  { head: 'p99 ms', of: ({ ms }) => ms.p99 },
  { head: 'quiet p99', of: ({ quietMs }) => quietMs.p99 },
  { head: 'per s', of: ({ perSecond }) => perSecond, places: 0 },
];

/** A Markdown table, a line a strategy. */
export function comparison(results: readonly NamedResult[]): string {
  return table([
    ['strategy', ...COLUMNS.map(({ head }) => head)],
    ...results.map(({ name, result }) => [
      name,
      ...COLUMNS.map(({ of, places }) => of(result)?.toFixed(places ?? 4) ?? NONE),
    ]),
  ]);
}

/** Markdown tables of what each strategy does where little is known, and of the served one on a shop's first days. */
export function coldStart(results: readonly NamedResult[], young: readonly FirstDay[] = []): string {
  const two = (figures: Figures) => ['hr@20', 'mrr@20'].map((name) => figures[name]?.toFixed(4) ?? NONE);
  const strategies = table([
    ['strategy', 'first click hr', 'mrr', 'rare item hr', 'mrr', 'every click hr', 'mrr', 'beside new hr', 'mrr'],
    ...results.map(({ name, result }) => [
      name,
      ...two(result.byLength[0]!.figures),
      ...two(result.cold),
      ...two(result.everyClick),
      ...two(result.besideNew),
    ]),
  ]);
  if (young.length === 0) return `\n${strategies}`;
  const days = young.map(({ sessions, serves, everyClick }) => [
    sessions.toLocaleString('en'),
    serves,
    ...two(everyClick),
  ]);
  return `\n${strategies}\n${table([['training sessions', 'serves', 'every click hr@20', 'mrr@20'], ...days])}`;
}

/** Leave-one-out as a Markdown table, a line a strategy. */
export function basketTable(
  results: readonly { name: string; figures: Summary; ms: { p50: number; p99: number } }[],
): string {
  const names = ['hr@5', 'hr@10', 'hr@20', 'mrr@5', 'mrr@10', 'mrr@20', 'ndcg@20'];
  return table([
    ['strategy', ...names, 'p50 ms', 'p99 ms'],
    ...results.map(({ name, figures, ms }) => [
      name,
      ...names.map((figure) => figures[figure]?.toFixed(4) ?? NONE),
      ms.p50.toFixed(4),
      ms.p99.toFixed(4),
    ]),
  ]);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => row[c]!.length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!))).join(' | ')} |`;
  const rule = `|${widths.map((width, c) => (c === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return `${[line(rows[0]!), rule, ...rows.slice(1).map(line)].join('\n')}\n`;
}

/** An object as indented lines. */
export function inWords(value: object, indent = ''): string {
  let text = '';
  for (const [name, entry] of Object.entries(value)) {
    if (Array.isArray(entry)) {
      text += entry.map((one: object) => `${indent}-\n${inWords(one, `${indent}  `)}`).join('');
    } else if (typeof entry === 'object' && entry !== null) {
      text += `${indent}${name}\n${inWords(entry, `${indent}  `)}`;
    } else {
      const shown = typeof entry === 'number' ? entry.toLocaleString('en', { maximumFractionDigits: 5 }) : entry;
      text += `${indent}${name.padEnd(Math.max(1, 20 - indent.length))} ${shown}\n`;
    }
  }
  return text;
}
