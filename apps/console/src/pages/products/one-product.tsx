/** One product: what is known of it, what is bought and viewed with it, and whether anybody was shown it. */
import type { ProductAnswer } from '@edgewise/edge/read-products';
import { ApiFault, queryOf } from '../../api.ts';
import { dateTime, day, NONE, number } from '../../format.ts';
import { hrefOf } from '../../location.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Figure, Figures } from '../../parts/figure.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import { CompanionTable, Picture, priceOf, Stock } from './product-table.tsx';

export function OneProduct({ site, item }: { site: Site; item: string }) {
  const asked = useAnswer<ProductAnswer>(sitePath(site.id, `/products/item${queryOf({ item })}`));
  const isGone = asked.fault instanceof ApiFault && asked.fault.code === 'no_product';
  return (
    <div class="pile">
      <p>
        <a href={hrefOf(site.id, 'products')}>{t('products.all')}</a>
      </p>
      {isGone ? (
        <Empty title={t('products.gone', { item })}>
          <p>{t('products.gone_words')}</p>
        </Empty>
      ) : (
        <Loaded asked={asked}>
          {(answer) => (
            <div class="pile">
              <About site={site} {...answer} />
              <Companions
                site={site}
                title={t('products.bought_with')}
                lead={t('products.bought_of', { n: answer.bought_with.of })}
                {...answer.bought_with}
              />
              <Companions
                site={site}
                title={t('products.viewed_with')}
                lead={t('products.viewed_of', { n: answer.viewed_with.of })}
                {...answer.viewed_with}
              />
            </div>
          )}
        </Loaded>
      )}
    </div>
  );
}

function About({ product, shown, learned_events, bought_with, viewed_with }: ProductAnswer & { site: Site }) {
  const figure = (id: 'learned' | 'baskets' | 'sessions', value: number | null) => (
    <Figure
      id={id}
      label={t(`products.${id}`)}
      value={number(value)}
      meaning={{ title: t(`products.${id}`), words: t(`products.${id}_means`) }}
    />
  );
  const facts: [string, string][] = [
    [t('products.id'), product.item],
    ...(product.group === product.item ? [] : [[t('products.group'), product.group] as [string, string]]),
    [t('products.brand'), product.brand ?? NONE],
    [t('products.category'), product.category.join(' › ') || NONE],
    [t('products.added'), day(product.added)],
    [t('products.shown'), shown === null ? t('products.not_shown') : dateTime(shown)],
  ];
  return (
    <Card
      title={product.title}
      actions={
        product.url !== null && (
          <a href={product.url} target="_blank" rel="noopener noreferrer">
            {t('products.in_shop')}
          </a>
        )
      }
    >
      <div class="product-about">
        <Picture src={product.image} large />
        <div>
          <p class="product-price">
            {priceOf(product)} <Stock stock={product.stock} />
          </p>
          <dl class="facts">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
      <Figures>
        {figure('learned', learned_events)}
        {figure('baskets', bought_with.of)}
        {figure('sessions', viewed_with.of)}
      </Figures>
    </Card>
  );
}

function Companions(props: ProductAnswer['bought_with'] & { site: Site; title: string; lead: string }) {
  const { site, title, lead, items, of } = props;
  return (
    <Card title={title} lead={lead}>
      {items.length === 0 ? (
        <Empty title={t('products.alone')}>
          <p>{t('products.alone_words')}</p>
        </Empty>
      ) : (
        <CompanionTable site={site} caption={title} rows={items} of={of} />
      )}
    </Card>
  );
}
