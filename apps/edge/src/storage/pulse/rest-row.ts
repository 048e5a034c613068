/** Sums by a value that shoppers state: of so many values that no answer could hold them, the small ones are one row. */
import { NOT_SET, OTHER } from '@edgewise/core/insight/facets';

/** Values with a row of their own in one shard's answer. Somebody may have a visit to every address there could be. */
export const VALUES_READ = 1_000;

/** The value of a row that has its own, by its `place` among the values. */
const ownValue = (most: number) => `CASE WHEN place <= ${most} OR value = '${NOT_SET}' THEN value ELSE '${OTHER}' END`;

export const restValue = ownValue(VALUES_READ);

/**
 * @param rows a query with a column `value`, whose greatest rows stay as they are
 * @param by what they are ordered by @param sums columns of numbers @param keys what is told apart within a value
 */
export function withRestRow(
  rows: string,
  { by, sums, keys = [], most = VALUES_READ }: { by: string; sums: readonly string[]; keys?: string[]; most?: number },
): string {
  const columns = [...keys, ...sums.map((name) => `SUM(${name}) AS ${name}`)];
  return `SELECT ${ownValue(most)} AS value, ${columns.join(', ')}
    FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY ${by} DESC, value) AS place FROM (${rows}))
   GROUP BY ${[1, ...keys].join(', ')}`;
}
