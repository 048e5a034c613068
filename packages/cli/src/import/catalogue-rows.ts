/** A catalogue file → rows for the worker. What a row must hold is the worker's to judge; here only its form changes. */

import { delimiterOf, splitRow } from '@edgewise/core/csv';
import { UsageError } from '../command.ts';
import { rowsOf } from '../csv.ts';
import { linesOf } from '../text-file.ts';
import { fieldName, fileKindOf, type ImportRow } from './rows.ts';

/** Fields that hold URLs, made absolute by `--base`. */
const LINKS = ['link', 'image_link'];

/**
 * @param base Origin that relative links belong to, where the feed has such.
 * @throws UsageError where the file is neither NDJSON nor CSV.
 */
export async function* catalogueRows(path: string, base?: string): AsyncGenerator<ImportRow> {
  let number = 0;
  const lines = linesOf(path);
  for await (const first of lines) {
    number++;
    if (first.trim() === '') continue;
    const kind = fileKindOf(first);
    if (typeof kind !== 'string') throw new UsageError(`${path}: ${kind.reason}`);
    if (kind === 'csv') yield* fromCsv(first, lines, number, base);
    else yield* fromNdjson(first, lines, number, base);
    return;
  }
}

async function* fromNdjson(
  first: string,
  rest: AsyncIterable<string>,
  line: number,
  base: string | undefined,
): AsyncGenerator<ImportRow> {
  yield { line, json: withBase(first.replace(/^\uFEFF/, ''), base) };
  for await (const text of rest) {
    line++;
    if (text.trim() !== '') yield { line, json: withBase(text, base) };
  }
}

/** Leaves what it does not understand as it is: the worker says what is wrong with it. */
function withBase(json: string, base: string | undefined): string {
  if (base === undefined) return json;
  try {
    const row: unknown = JSON.parse(json);
    return typeof row === 'object' && row !== null ? JSON.stringify(absolute(row as object, base)) : json;
  } catch {
    return json;
  }
}

function absolute(row: object, base: string): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) =>
      LINKS.includes(name) && typeof value === 'string' && URL.canParse(value, base)
        ? [name, new URL(value, base).href]
        : [name, value],
    ),
  );
}

async function* fromCsv(
  header: string,
  rest: AsyncIterable<string>,
  headerLine: number,
  base: string | undefined,
): AsyncGenerator<ImportRow> {
  const delimiter = delimiterOf(header);
  const names = splitRow(header, delimiter).map(fieldName);
  for await (const { line: afterHeader, text } of rowsOf(rest)) {
    const line = headerLine + afterHeader;
    const cells = splitRow(text, delimiter);
    if (cells.length !== names.length) {
      yield { line, reason: `has ${cells.length} cells, the header has ${names.length}` };
      continue;
    }
    const row = Object.fromEntries(names.map((name, i) => [name, cells[i]!]).filter(([, cell]) => cell !== ''));
    yield { line, json: JSON.stringify(base === undefined ? row : absolute(row, base)) };
  }
}
