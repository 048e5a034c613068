/** Rows of CSV and TSV as people export them (RFC 4180, and the semicolons of spreadsheets in half of Europe). */

export function delimiterOf(header: string): string {
  if (header.includes('\t')) return '\t';
  return header.includes(';') && !header.includes(',') ? ';' : ',';
}

/** Cells of a row; quoted ones as RFC 4180 has them. */
export function splitRow(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let c = 0; c < line.length; c++) {
    const char = line[c]!;
    if (char === '"') {
      if (quoted && line[c + 1] === '"') {
        cell += '"';
        c++;
      } else quoted = !quoted;
    } else if (char === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += char;
  }
  cells.push(cell);
  return cells;
}

export interface Row {
  /** Line of the file that it starts on, from 1. */
  line: number;
  text: string;
}

/** A quote that is never closed must not swallow the file: a row ends here, and is then refused for its shape. */
const LONGEST_ROW = 64 * 1024;

/** Lines → rows: where a quote is open at the end of a line, the row goes on in the next. */
export class RowJoiner {
  #number = 0;
  #open: Row | undefined;

  /** @returns the row that this line ends */
  push(line: string): Row | undefined {
    this.#number++;
    const open = this.#open;
    const row: Row = open ? { line: open.line, text: `${open.text}\n${line}` } : { line: this.#number, text: line };
    const turns = line.includes('"') && (line.split('"').length - 1) % 2 === 1;
    if (turns !== (open !== undefined) && row.text.length < LONGEST_ROW) {
      this.#open = row;
      return undefined;
    }
    this.#open = undefined;
    return row.text === '' ? undefined : row;
  }

  /** @returns what is left open */
  end(): Row | undefined {
    return this.#open;
  }
}

/** Every row of a text that is in memory. */
export function* rowsOfText(text: string): Generator<Row> {
  const joiner = new RowJoiner();
  for (const line of text.split(/\r\n|\n|\r/)) {
    const row = joiner.push(line);
    if (row) yield row;
  }
  const rest = joiner.end();
  if (rest) yield rest;
}
