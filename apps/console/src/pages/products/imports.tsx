/** How the last imports went, and the lines that were refused. */
import type { CatalogueHealthAnswer } from '@edgewise/edge/routes/admin-products';
import { dateTime, number } from '../../format.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Table } from '../../parts/table.tsx';
import { t } from '../../words.ts';

type Import = CatalogueHealthAnswer['imports'][number];

export function Imports({ imports }: { imports: readonly Import[] }) {
  return (
    <Card title={t('products.imports')} lead={t('products.imports_lead')}>
      {imports.length === 0 ? (
        <Empty title={t('products.no_imports')} />
      ) : (
        <>
          <Table
            caption={t('table.of', { title: t('products.imports') })}
            rows={imports}
            rowKey={({ at }) => String(at)}
            most={5}
            columns={[
              { key: 'at', title: t('products.when'), cell: ({ at }) => dateTime(at) },
              {
                key: 'accepted',
                title: t('products.accepted'),
                numeric: true,
                cell: ({ accepted }) => number(accepted),
              },
              { key: 'refused', title: t('products.refused'), numeric: true, cell: ({ refused }) => number(refused) },
              { key: 'state', title: t('products.how'), cell: (one) => <State {...one} /> },
            ]}
          />
          {imports
            .filter(({ errors }) => errors.length > 0)
            .map((one) => (
              <RefusedLines key={one.at} {...one} />
            ))}
        </>
      )}
    </Card>
  );
}

function State({ broken, refused }: Import) {
  if (broken !== null) return <Badge mood="bad">{t('products.broken', { why: broken })}</Badge>;
  if (refused > 0) return <Badge mood="warn">{t('products.partly')}</Badge>;
  return <Badge mood="good">{t('products.whole')}</Badge>;
}

function RefusedLines({ at, refused, errors }: Import) {
  return (
    <details class="examples">
      <summary>{t('products.refused_of', { time: dateTime(at), n: refused })}</summary>
      <Table
        caption={t('products.refused_of', { time: dateTime(at), n: refused })}
        rows={errors}
        rowKey={({ line, reason }) => `${line} ${reason}`}
        most={20}
        columns={[
          { key: 'line', title: t('products.line'), numeric: true, cell: ({ line }) => number(line) },
          { key: 'reason', title: t('products.reason'), cell: ({ reason }) => reason },
        ]}
      />
    </details>
  );
}
