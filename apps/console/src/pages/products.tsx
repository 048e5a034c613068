/** The catalogue: looking a product up, what goes with what, what is missing, and how the imports went. */
import type { ProductsAnswer } from '@edgewise/edge/routes/admin-products';
import { useEffect, useState } from 'preact/hooks';
import { queryOf } from '../api.ts';
import { detail, query, setQuery } from '../location.ts';
import { Card } from '../parts/card.tsx';
import { Empty } from '../parts/empty.tsx';
import { Field } from '../parts/field.tsx';
import { Loaded, useAnswer } from '../parts/loaded.tsx';
import type { PageProps } from '../routes.ts';
import { type Site, sitePath } from '../site.ts';
import { t } from '../words.ts';
import { CatalogueHealth } from './products/catalogue-health.tsx';
import { OneProduct } from './products/one-product.tsx';
import { ProductTable } from './products/product-table.tsx';

const LONGEST_SEARCH = 256;
const FOUND_AT_MOST = 50;
/** From the last letter to the question, ms. */
const PAUSE_MS = 250;

export default function Products({ site }: PageProps) {
  const item = detail.value;
  if (item !== undefined) return <OneProduct key={item} site={site} item={item} />;
  const search = query.value.get('search') ?? '';
  return (
    <div class="pile">
      <p class="lead">{t('products.lead')}</p>
      <SearchField search={search} />
      {search === '' ? <CatalogueHealth site={site} /> : <Found site={site} search={search} />}
    </div>
  );
}

/** Looks while one types; what is looked for stands in the address. */
function SearchField({ search }: { search: string }) {
  const [text, setText] = useState(search);
  useEffect(() => setText(search), [search]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === search) return;
    const timer = setTimeout(() => setQuery({ search: wanted || undefined }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, search]);
  return (
    <search>
      <form
        class="look-up"
        onSubmit={(event) => {
          event.preventDefault();
          setQuery({ search: text.trim() || undefined });
        }}
      >
        <Field label={t('products.search')} hint={t('products.search_hint')}>
          <input
            type="search"
            maxLength={LONGEST_SEARCH}
            value={text}
            onInput={({ currentTarget }: { currentTarget: HTMLInputElement }) => setText(currentTarget.value)}
          />
        </Field>
      </form>
    </search>
  );
}

function Found({ site, search }: { site: Site; search: string }) {
  const asked = useAnswer<ProductsAnswer>(sitePath(site.id, `/products${queryOf({ search, limit: FOUND_AT_MOST })}`));
  return (
    <Card title={t('products.found')}>
      <Loaded asked={asked}>
        {({ products }) =>
          products.length === 0 ? (
            <Empty title={t('products.none_found')}>
              <p>{t('products.none_found_words')}</p>
            </Empty>
          ) : (
            <>
              <p class="lead" role="status">
                {products.length < FOUND_AT_MOST
                  ? t('products.found_n', { n: products.length })
                  : t('products.found_most', { n: FOUND_AT_MOST })}
              </p>
              <ProductTable site={site} caption={t('products.found')} rows={products} most={25} />
            </>
          )
        }
      </Loaded>
    </Card>
  );
}
