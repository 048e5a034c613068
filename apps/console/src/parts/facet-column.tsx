/** The first column of a table by a dimension: each value by its name, and a click filters the page by it. */
import { number } from '../format.ts';
import { setQuery } from '../location.ts';
import { dimensionName, valueName } from '../names.ts';
import type { Column } from './table.tsx';

export const facetColumn = <Row extends { value: string }>(dimension: string): Column<Row> => ({
  key: 'value',
  title: dimensionName(dimension),
  sort: ({ value }) => valueName(dimension, value),
  cell: ({ value }) => (
    <button type="button" class="link" onClick={() => setQuery({ [dimension]: value })}>
      {valueName(dimension, value)}
    </button>
  ),
});

/** A column of counts, in whose order the table may be brought. */
export const countColumn = <Row,>(key: string, title: string, count: (row: Row) => number): Column<Row> => ({
  key,
  title,
  numeric: true,
  sort: count,
  cell: (row) => number(count(row)),
});
