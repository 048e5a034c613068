/** A table of advertising costs, as Google Ads, Meta and spreadsheets export one. All of it or nothing, and why, line by line. */
import { delimiterOf, rowsOfText, splitRow } from '../csv.ts';
import { type AdCost, adCostOf, MOST_COST_ROWS } from './ad-costs.ts';

/** Headings that mean a column, in small letters. */
const HEADINGS: Record<'day' | 'source' | 'campaign' | 'cost' | 'currency', readonly string[]> = {
  day: ['day', 'date', 'reporting starts'],
  source: ['source', 'utm_source', 'platform'],
  campaign: ['campaign', 'campaign name', 'utm_campaign'],
  cost: ['cost', 'amount', 'spend', 'amount spent'],
  currency: ['currency', 'currency code'],
};
type Column = keyof typeof HEADINGS;

export interface CsvFault {
  /** Line of the file, from 1. */
  line: number;
  message: string;
}

export const MOST_CSV_FAULTS = 50;

/** @returns the costs, or what is wrong with which lines; at most 50 of them are told */
export function costsOfCsv(text: string, defaultCurrency: string): { costs: AdCost[] } | { faults: CsvFault[] } {
  const costs: AdCost[] = [];
  const faults: CsvFault[] = [];
  let columns: Map<Column, number> | undefined;
  let delimiter = ',';
  let width = 0;
  for (const { line, text: row } of rowsOfText(text.replace(/^\ufeff/, ''))) {
    if (row.trim() === '') continue;
    if (!columns) {
      delimiter = delimiterOf(row);
      const headings = splitRow(row, delimiter);
      width = headings.length;
      columns = columnsOf(headings);
      const missing = (['day', 'source', 'cost'] as const).filter((name) => !columns!.has(name));
      if (missing.length > 0) {
        const message = `headings: got '${row.slice(0, 80)}', expected ${missing.join(', ')} among them`;
        return { faults: [{ line, message }] };
      }
      continue;
    }
    if (costs.length >= MOST_COST_ROWS) {
      return { faults: [{ line, message: `rows: got more than ${MOST_COST_ROWS}, expected that many at most` }] };
    }
    const cells = splitRow(row, delimiter);
    const cost = cells.length === width ? adCostOf(rowOf(cells, columns, delimiter), defaultCurrency) : undefined;
    if (typeof cost === 'object') costs.push(cost);
    else faults.push({ line, message: cost ?? `cells: got ${cells.length}, expected ${width} as in the headings` });
    if (faults.length >= MOST_CSV_FAULTS) break;
  }
  if (faults.length > 0) return { faults };
  if (costs.length === 0) return { faults: [{ line: 1, message: 'rows: got none, expected headings and a row' }] };
  return { costs };
}

function columnsOf(headings: readonly string[]): Map<Column, number> {
  const columns = new Map<Column, number>();
  for (const [i, heading] of headings.entries()) {
    const name = heading.trim().toLowerCase();
    for (const column of Object.keys(HEADINGS) as Column[]) {
      if (!columns.has(column) && HEADINGS[column].includes(name)) columns.set(column, i);
    }
  }
  return columns;
}

/** Empty cells are as if not there. Where semicolons part the cells, the comma is the decimal point. */
function rowOf(cells: readonly string[], columns: ReadonlyMap<Column, number>, delimiter: string) {
  const row: Partial<Record<Column, string>> = {};
  for (const [column, i] of columns) {
    const cell = cells[i]!.trim();
    if (cell === '') continue;
    row[column] = column === 'cost' && delimiter !== ',' && /^\d+,\d+$/.test(cell) ? cell.replace(',', '.') : cell;
  }
  return row;
}
