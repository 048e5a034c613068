/** What is missing in the catalogue, what was never shown, and how the imports went. */
import type { CatalogueHealthAnswer } from '@edgewise/edge/routes/admin-products';
import { dateTime, number, percent } from '../../format.ts';
import { importCommand } from '../../import-command.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { CopyField } from '../../parts/copy.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Figure, Figures } from '../../parts/figure.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import { Imports } from './imports.tsx';
import { productHref } from './product-table.tsx';
import { shareOf } from './reading.ts';

type Issue = CatalogueHealthAnswer['issues'][number];

/** Found while one looks at shelves, not at the feed. */
const NEVER_SHOWN = 'never_shown';

export function CatalogueHealth({ site }: { site: Site }) {
  const asked = useAnswer<CatalogueHealthAnswer>(sitePath(site.id, '/products/health'));
  return (
    <Loaded asked={asked}>
      {(health) =>
        health.products === 0 ? (
          <div class="pile">
            <HowToImport site={site} />
            {health.imports.length > 0 && <Imports imports={health.imports} />}
          </div>
        ) : (
          <div class="pile">
            <Size {...health} />
            <Missing site={site} {...health} />
            <NeverShown site={site} {...health} />
            <Imports imports={health.imports} />
          </div>
        )
      }
    </Loaded>
  );
}

function HowToImport({ site }: { site: Site }) {
  return (
    <Empty title={t('products.none')}>
      <p>{t('products.none_words')}</p>
      <CopyField label={t('products.none')} text={importCommand(site, 'catalogue')} />
    </Empty>
  );
}

function Size({ products, groups, markets, catalogue }: CatalogueHealthAnswer) {
  const names = Object.entries(markets);
  return (
    <Card title={t('products.catalogue')}>
      <Figures>
        <Figure id="products" label={t('products.products')} value={number(products)} />
        <Figure
          id="groups"
          label={t('products.groups')}
          value={number(groups)}
          meaning={{ title: t('products.groups'), words: t('products.groups_mean') }}
        />
        {names.length > 1 &&
          names.map(([market, count]) => (
            <Figure key={market} label={t('products.in_market', { market })} value={number(count)} />
          ))}
      </Figures>
      <p class="lead product-published">
        {catalogue ? t('products.published', { time: dateTime(catalogue.published) }) : t('products.unpublished')}
      </p>
    </Card>
  );
}

function Missing({ site, products, issues, market }: CatalogueHealthAnswer & { site: Site }) {
  const found = issues.filter(({ kind, count }) => kind !== NEVER_SHOWN && count > 0);
  return (
    <Card title={t('products.missing')} lead={t('products.missing_lead', { market })}>
      {found.length === 0 ? (
        <p>
          <Badge mood="good">{t('products.nothing_missing')}</Badge>
        </p>
      ) : (
        <ul class="issues">
          {found.map((issue) => (
            <li key={issue.kind} class="issue">
              <details>
                <summary>
                  <strong>{t(`products.issue_${issue.kind}`)}</strong>
                  <span class="issue-count">
                    {number(issue.count)} · {percent(shareOf(issue.count, products))}
                  </span>
                </summary>
                <p class="hint">{t(`products.issue_${issue.kind}_words`)}</p>
                <Examples site={site} {...issue} />
              </details>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function NeverShown({ site, products, issues, shown_last }: CatalogueHealthAnswer & { site: Site }) {
  const issue = issues.find(({ kind }) => kind === NEVER_SHOWN);
  return (
    <Card title={t('products.never_shown')} lead={t('products.never_shown_lead')}>
      {shown_last === null ? (
        <Empty title={t('products.nothing_shown')}>
          <p>{t('products.nothing_shown_words')}</p>
        </Empty>
      ) : !issue || issue.count === 0 ? (
        <p>
          <Badge mood="good">{t('products.all_shown')}</Badge>
        </p>
      ) : (
        <>
          <p>
            {t('products.never_shown_n', { n: issue.count })} ({percent(shareOf(issue.count, products))})
          </p>
          <Examples site={site} {...issue} />
        </>
      )}
    </Card>
  );
}

function Examples({ site, count, examples }: Issue & { site: Site }) {
  return (
    <>
      <ul class="example-links">
        {examples.map(({ item, title }) => (
          <li key={item}>
            <a href={productHref(site, item)}>{title}</a> <small>{item}</small>
          </li>
        ))}
      </ul>
      {count > examples.length && <p class="hint">{t('products.and_more', { n: count - examples.length })}</p>}
    </>
  );
}
