/** Rows of a file that is read line by line. */
import { type Row, RowJoiner } from '@edgewise/core/csv';

export async function* rowsOf(lines: AsyncIterable<string>): AsyncGenerator<Row> {
  const joiner = new RowJoiner();
  for await (const line of lines) {
    const row = joiner.push(line);
    if (row) yield row;
  }
  const rest = joiner.end();
  if (rest) yield rest;
}
