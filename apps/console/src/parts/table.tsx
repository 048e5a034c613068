/** A table that can be sorted by its headings and scrolls inside itself where the screen is narrow. */
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { locale, t } from '../words.ts';
import { Definition, type Meaning } from './definition.tsx';
import { Icon } from './icon.tsx';

export interface Column<Row> {
  key: string;
  /** Empty above what needs no heading, such as buttons. */
  title: string;
  cell(row: Row): ComponentChildren;
  /** What it is sorted by; without it it is not. Null comes last either way. */
  sort?(row: Row): number | string | null;
  /** Numbers stand at the right. */
  numeric?: boolean;
  /** Where the screen is narrow: `line` is never broken, `words` have room for some. */
  room?: 'line' | 'words';
  meaning?: Meaning | undefined;
}

export interface TableProps<Row> {
  /** Says what the table holds; shown to screen readers alone where a heading says it already. */
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
  /** Sorted by it at first, greatest first for numbers. Without it rows stay in their order. */
  sortBy?: string;
  /** More than so many are shown on request. */
  most?: number;
  /** Width of a bar behind the first cell, 0…1. */
  bar?(row: Row): number;
}

type Order = { key: string; ascending: boolean };

export function sorted<Row>(
  rows: readonly Row[],
  value: (row: Row) => number | string | null,
  ascending: boolean,
  language: string,
): Row[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  return [...rows].sort((first, second) => {
    const [a, b] = [value(first), value(second)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b));
    return ascending ? order : -order;
  });
}

export function Table<Row>(props: TableProps<Row>) {
  const { caption, showCaption, columns, rows, rowKey, sortBy, most = 10, bar } = props;
  const [order, setOrder] = useState<Order | undefined>(sortBy ? { key: sortBy, ascending: false } : undefined);
  const [isWhole, setWhole] = useState(false);
  const id = useId();
  const by = columns.find(({ key }) => key === order?.key);
  const all = order && by?.sort ? sorted(rows, by.sort, order.ascending, locale.value) : rows;
  const shown = isWhole ? all : all.slice(0, most);
  const turn = (column: Column<Row>) => {
    const isSame = order?.key === column.key;
    setOrder({ key: column.key, ascending: isSame ? !order.ascending : !column.numeric });
  };
  return (
    <div class="table">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields */}
      <div
        class="table-scroll"
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        tabIndex={0}
        aria-labelledby={id}
      >
        <table>
          <caption id={id} class={showCaption ? '' : 'hidden'}>
            {caption}
          </caption>
          <thead>
            <tr>
              {columns.map((column) => {
                const isBy = order?.key === column.key;
                // What stands above buttons heads nothing.
                if (column.title === '') return <td key={column.key} />;
                return (
                  <th
                    key={column.key}
                    scope="col"
                    class={column.numeric ? 'numeric' : ''}
                    aria-sort={isBy ? (order.ascending ? 'ascending' : 'descending') : undefined}
                  >
                    <span class="th">
                      {column.sort ? (
                        <button type="button" class="sort" onClick={() => turn(column)}>
                          {column.title}
                          {isBy && <Icon name={order.ascending ? 'up' : 'down'} />}
                        </button>
                      ) : (
                        column.title
                      )}
                      {column.meaning && <Definition {...column.meaning} />}
                    </span>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={rowKey(row)}>
                {columns.map((column, i) => (
                  <td key={column.key} class={column.numeric ? 'numeric' : (column.room ?? '')}>
                    {i === 0 && bar ? <Bar share={bar(row)}>{column.cell(row)}</Bar> : column.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {all.length > most && (
        <button type="button" class="quiet more" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('table.less') : t('table.all', { n: all.length })}
        </button>
      )}
    </div>
  );
}

function Bar({ share, children }: { share: number; children: ComponentChildren }) {
  return (
    <span class="bar-cell">
      <span class="bar" style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
      <span class="bar-text">{children}</span>
    </span>
  );
}
