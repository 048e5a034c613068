/** Products as rows: picture, title that opens the product, price, stock; and how often they came together with another. */
import type { CompanionRow, ProductRow } from '@edgewise/edge/read-products';
import { money, number, percent } from '../../format.ts';
import { hrefOf } from '../../location.ts';
import { Badge } from '../../parts/badge.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import type { Site } from '../../site.ts';
import { t } from '../../words.ts';
import { shareOf, stockOf } from './reading.ts';

export const productHref = (site: Site, item: string): string => hrefOf(site.id, 'products', item);

/** A picture is the shop's, and may be gone: then its place stays empty. */
export function Picture({ src, large }: { src: string | null; large?: boolean }) {
  return (
    <span class={large ? 'picture large' : 'picture'}>
      {src !== null && (
        <img
          src={src}
          alt=""
          loading="lazy"
          decoding="async"
          referrerpolicy="no-referrer"
          onError={({ currentTarget }) => {
            currentTarget.hidden = true;
          }}
        />
      )}
    </span>
  );
}

export function Stock({ stock }: Pick<ProductRow, 'stock'>) {
  const { isOut, left } = stockOf(stock);
  if (isOut) return <Badge mood="warn">{t('products.out')}</Badge>;
  return <Badge mood="good">{left === null ? t('products.in') : t('products.left', { n: left })}</Badge>;
}

export const priceOf = ({ price, currency }: Pick<ProductRow, 'price' | 'currency'>): string =>
  price === null || currency === null ? t('products.not_offered') : money(price, currency);

interface ProductTableProps<Row> {
  site: Site;
  caption: string;
  rows: readonly Row[];
  most: number;
  more?: readonly Column<Row>[];
}

export function ProductTable<Row extends ProductRow>({ site, caption, rows, most, more = [] }: ProductTableProps<Row>) {
  return (
    <Table
      caption={t('table.of', { title: caption })}
      rows={rows}
      rowKey={({ item }) => item}
      most={most}
      columns={[
        {
          key: 'title',
          title: t('products.product'),
          sort: ({ title }) => title,
          cell: ({ item, title, image, category }) => (
            <span class="product-cell">
              <Picture src={image} />
              <span>
                <a href={productHref(site, item)}>{title}</a>
                <small>{[item, ...category].join(' › ')}</small>
              </span>
            </span>
          ),
        },
        ...more,
        { key: 'price', title: t('products.price'), numeric: true, sort: ({ price }) => price, cell: priceOf },
        { key: 'stock', title: t('products.stock'), cell: ({ stock }) => <Stock stock={stock} /> },
      ]}
    />
  );
}

/** @param of baskets or sessions with the product that these go with */
export function CompanionTable(props: { site: Site; caption: string; rows: readonly CompanionRow[]; of: number }) {
  const { site, caption, rows, of } = props;
  return (
    <ProductTable
      site={site}
      caption={caption}
      rows={rows}
      most={12}
      more={[
        {
          key: 'together',
          title: t('products.together'),
          numeric: true,
          sort: ({ together }) => together,
          cell: ({ together }) => number(together),
        },
        {
          key: 'share',
          title: t('products.share'),
          numeric: true,
          sort: ({ together }) => together,
          cell: ({ together }) => percent(shareOf(together, of)),
          meaning: { title: t('products.share'), words: t('products.share_means') },
        },
      ]}
    />
  );
}
